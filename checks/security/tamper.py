"""The home page and the registered columns against the state that a person, or the first inspection, took as sound."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import probe_evidence
from checks.security.reporting import ASK
from checks.security.state import State, baseline_of, differences, state_of
from core.outcome import BY_PERSON, Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "security.tamper"


@check(
    id=_CHECK,
    title="疑似页面被篡改",
    clause="国办秘函〔2019〕19号 第一部分 单项否决 1（对安全攻击没有及时有效处置）",
    needs={"pages", "links", "columns", "dom", "probes"},
)
def tamper(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """疑似页面被篡改：首页或登记的栏目页与基线相比，出现了不像日常更新的变化。

    是什么：第一次可信、没有疑似入侵情形的巡检，自动把首页和登记栏目页的标题、嵌入的外部脚本和框架、外部链接域名、固
    定文字记为基线，以后每次比较：标题换成不相干的内容、新嵌入其他网站的脚本或框架、新增多个外部域名、固定文字大部分
    消失的，列为疑似。稿件列表的日常更新、日期变化不算；只多一个外部域名、标题略有改动的，只作提示。尚无基线的，记“
    不适用”。

    为什么重要：首页被篡改影响面最大，越早发现越好；对攻击没有及时有效处置造成严重后果的，属于单项否决情形。

    如何整改：请人工打开页面核实。属于改版、换标题、换统计服务等正常变化的，运行 xunjian baseline show 网站 查看，再
    用xunjian baseline approve 网站 把新状态记为基线，问题在下次巡检时消除。确属篡改的，用 xunjian baseline reject网
    站登记，立即通知技术单位：保留日志和页面作证据，恢复页面，查清入侵途径，修补漏洞、更换口令，必要时报告网信、公安
    部门。
    """
    sealed = baseline_of(snapshot)
    if sealed is None:
        home = snapshot.home
        evidence = home.evidence() if home else (Evidence(snapshot.site.home),)
        message = "尚无基线，无从比较；本次采集可信、没有疑似入侵情形的，已把现在的状态记为基线。"
        kind = SubjectKind.SITE
        yield Observation(_CHECK, snapshot.site.home, kind, Outcome.INAPPLICABLE, message, evidence=evidence)
        return
    baseline, probe = sealed
    now = state_of(snapshot)
    for url, before in sorted(baseline["pages"].items()):
        if url in now["pages"]:
            page = snapshot.page(url)
            evidence = (*(page.evidence(now["pages"][url]["title"]) if page else ()), *probe_evidence(probe))
            yield _judge(url, before, now["pages"][url], snapshot.site.name, evidence)


def _judge(url: str, before: State, now: State, name: str, evidence: tuple[Evidence, ...]) -> Observation:
    found = list(differences(before, now, name))
    grave = [item.words for item in found if item.grave]
    if grave:
        message = f"疑似页面被篡改：与基线相比，{'；'.join(grave)}。{ASK}"
        kind, outcome = SubjectKind.PAGE, Outcome.FAILED
        return Observation(_CHECK, url, kind, outcome, message, evidence=evidence, rounds=BY_PERSON)
    warning = "；".join(item.words for item in found)
    message = "与基线相比没有可疑的变化。"
    return Observation(_CHECK, url, SubjectKind.PAGE, Outcome.PASSED, message, evidence=evidence, warning=warning)
