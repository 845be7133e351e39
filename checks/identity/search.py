"""Whether the search box of the home page works: tried once, with a harmless word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import latest, probe_evidence
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, TEMPORARY, Page, Probe, Snapshot, Verdict

_CHECK = "identity.search"
_HINT = re.compile(r"搜\s*索|检\s*索|站内查询|search|sousuo", re.IGNORECASE)
_WHY = {
    "post": "搜索框用 POST 方式提交，不作试用",
    "script": "搜索框由脚本提交，不作试用",
    "elsewhere": "搜索由其他网站提供，不作试用",
    "robots": "robots.txt 不允许访问搜索页面",
}


@check(
    id=_CHECK,
    title="站内搜索不可用",
    clause="国办秘函〔2019〕19号 第二部分“功能设计”（搜索；分值未见原文）",
    needs={"pages", "dom", "probes"},
)
def search(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """站内搜索不可用：首页没有搜索框，或者搜索打不开。

    是什么：采集时在首页的搜索框里试搜一次“通知”（只用 GET 方式，只试一次，不提交其他任何内容），看结果页能否打开、
    有没有结果。服务器暂时出错的列为疑似；搜索框由脚本、POST 方式或其他网站提供的，结果由脚本显示的，记“无法判断”。

    为什么重要：群众靠搜索找信息，搜索不可用等于信息没有公开。分值未见原文，本项只列出，不计分。

    如何整改：请网站技术单位修复搜索页面，并定期更新索引；首页没有搜索框的，在页头醒目位置加上。
    """
    home, probe = snapshot.home, latest(snapshot, "search")
    if home is None or probe is None:
        message = "无法判断站内搜索是否可用：本次没有采集到首页，或没有试用搜索。"
        yield _observe(snapshot, Outcome.CANT_TELL, message, (Evidence(snapshot.site.home),))
        return
    outcome, message, rounds = _judge(home, probe)
    yield _observe(snapshot, outcome, message, (*home.evidence(), *probe_evidence(probe)), rounds)


def _judge(home: Page, probe: Probe) -> tuple[Outcome, str, int]:
    how, word = str(probe.data["how"]), str(probe.data["word"])
    if how == "none":
        hidden = home.facts.truncated or home.facts.scripted or _HINT.search(home.html)
        if hidden or home.dom.css_first("iframe[src], frame[src]") is not None:
            return Outcome.CANT_TELL, "没有识别出搜索框，但可能由脚本、框架或链接提供，请人工核对。", 1
        return Outcome.FAILED, "首页没有搜索框。", 1
    if how != "get":
        return Outcome.CANT_TELL, f"无法判断站内搜索是否可用：{_WHY.get(how, '没有试用')}。", 1
    verdict, status = Verdict(str(probe.data["verdict"])), probe.data["status"]
    if verdict in BROKEN | TEMPORARY:
        return Outcome.FAILED, f"试搜“{word}”，搜索页面打不开（HTTP {status}）。", 1 if verdict in BROKEN else 2
    if verdict is Verdict.OK and int(probe.data["results"]) > 0:
        return Outcome.PASSED, f"试搜“{word}”，有结果 {probe.data['results']} 条。", 1
    said = "结果页面称没有结果" if probe.data.get("nothing") else "结果页面没有识别出结果"
    return Outcome.CANT_TELL, f"试搜“{word}”，{said}，可能由脚本显示，请人工核对。", 1


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, evidence: tuple[Evidence, ...], rounds: int = 1
) -> Observation:
    return Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence, rounds=rounds)
