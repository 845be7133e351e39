"""A site that says it supports IPv6 and does not: the words are no evidence."""

from __future__ import annotations

from collections.abc import Iterator

from checks.interface import Params, check
from checks.ipv6.answers import aaaa_answer
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Snapshot

_CHECK = "identity.ipv6_claim"


@check(
    id=_CHECK,
    title="标称支持IPv6但没有IPv6地址",
    clause="《推进互联网协议第六版（IPv6）规模部署行动计划》；国办秘函〔2019〕19号 第二部分“功能设计”",
    needs={"pages", "probes"},
)
def ipv6_claim(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """标称支持IPv6但没有IPv6地址：首页写有“本网站支持IPv6”，域名却没有 AAAA 记录。

    是什么：首页有支持 IPv6 的字样时，与域名解析结果核对。文字本身不作为支持 IPv6 的依据；没有这类字样的不检查；解析没有
    得到明确答复的，记“无法判断”。首页能否真正通过 IPv6 打开，由 IPv6 的检查项另行检查。

    为什么重要：标识与事实不符，影响政府网站公信力，也会造成 IPv6 改造情况统计失实。

    如何整改：由网站主办单位请技术单位配置 IPv6 地址和 AAAA 记录，并确认首页可以访问；暂不支持的，先去掉“支持IPv6”字样。
    """
    home = snapshot.home
    if home is None or not home.facts.footer.ipv6_statement:
        message = "首页没有支持 IPv6 的字样，或没有采集到首页。"
        outcome = Outcome.INAPPLICABLE if home else Outcome.CANT_TELL
        evidence = home.evidence() if home else ()
        yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
        return
    answer, shown = aaaa_answer(snapshot), home.facts.footer.ipv6_statement
    outcome, message = Outcome.CANT_TELL, f"首页写有“{shown[:40]}”，但域名解析没有明确结果（{answer.meaning}）。"
    if answer.outcome == "found":
        outcome, message = Outcome.PASSED, f"首页写有“{shown[:40]}”，域名有 AAAA 记录。"
    elif answer.outcome == "nodata":
        outcome, message = Outcome.FAILED, f"首页写有“{shown[:40]}”，但域名没有 AAAA 记录（{answer.meaning}）。"
    evidence = (*home.evidence(shown), *answer.evidence)
    yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, outcome, message, evidence=evidence)
