"""Sites with so few guides that each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.interface import Params, check
from checks.reach import left_out
from checks.service.guides import guides
from checks.service.platforms.interface import Guide
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Role, Snapshot

_CHECK = "service.few_guides"
#: Links that may lead to further guides on another host.
_ELSEWHERE = re.compile(r"办事|政务服务|办理|办件|一网通办|审批|指南|zwfw|bsfw|wsbs|banshi", re.I)


@check(
    id=_CHECK,
    title="办事指南很少且都缺要素",
    clause="国办秘函〔2019〕19号 第一部分 单项否决“服务不实用”第3种情形（“不足5个、均缺失4类”句未见原文）",
    needs={"pages", "links", "columns", "dom"},
    defaults={"grave": 4, "few": 5},
)
def few_guides(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """办事指南很少且都缺要素：全站的办事指南不足 5 个，并且每一个都缺少 4 类以上重点要素。

    是什么：数出全站能识别的办事指南；不足 5 个的，看是否每个都缺少 4 类及以上重点要素（要素见“办事指南要素不全”）。采集
    不完整、有指南不能确认缺少、网站另有指向其他网站的办事入口（那里可能还有指南）的，记“无法判断”。

    为什么重要：事项少的单位，几个指南都不能用，等于没有提供服务。该条全句未见原文，本项只列出，不计分。

    如何整改：由事项的实施单位补齐每个指南的要素；指南在统一政务服务平台上的，把平台地址填到登记表“办事平台域名”列，再次巡检
    时一并检查。
    """
    found = list(guides(snapshot))
    outcome, message = _judge(snapshot, found, int(params["grave"]), int(params["few"]))
    evidence = tuple(proof for guide in found[: int(params["few"])] for proof in guide.page.evidence(guide.name[:40]))
    home = snapshot.site.home
    yield Observation(_CHECK, home, SubjectKind.SITE, outcome, message, evidence=evidence or (Evidence(home),))


def _judge(snapshot: Snapshot, found: list[Guide], grave: int, few: int) -> tuple[Outcome, str]:
    if not found:
        return Outcome.INAPPLICABLE, "没有识别出办事指南。"
    if len(found) >= few:
        return Outcome.PASSED, f"有 {len(found)} 个办事指南，不少于 {few} 个，不适用本情形。"
    whole = sum(len(guide.missing) < grave for guide in found)
    if whole:
        return Outcome.PASSED, f"{len(found)} 个办事指南中，{whole} 个缺少的要素不足 {grave} 类。"
    message = f"全站只识别出 {len(found)} 个办事指南，每个都缺少 {grave} 类及以上要素"
    if why := _doubt(snapshot, found):
        return Outcome.CANT_TELL, f"{message}，但{why}，请人工核对。"
    return Outcome.FAILED, f"{message}。"


def _doubt(snapshot: Snapshot, found: list[Guide]) -> str:
    unsure = next((guide.unsure for guide in found if guide.unsure), "")
    if unsure:
        return unsure
    if left_out(snapshot):
        return "本次没有采集全站"
    for link in snapshot.links():
        named = any(_ELSEWHERE.search(source.text) for source in link.samples)
        if link.role is Role.PAGE and not link.internal and (named or _ELSEWHERE.search(link.target)):
            return f"有指向其他网站的办事入口 {link.target[:200]}"
    return ""
