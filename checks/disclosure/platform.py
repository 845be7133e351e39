"""The five parts of the platform of government information: whether they are there and filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.disclosure.entries import Entries, Named, is_filled, is_government, read_entries_of, squeezed
from checks.interface import Params, check
from checks.reach import left_out
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page, Snapshot

_CHECK = "disclosure.platform"
_UNIFORM = re.compile(r"政府信息公开")
ENTRANCE = re.compile(r"(?:政府|政务)?信息公开|政务公开")
#: Part → the names under which real sites keep it.
PARTS = {
    "政府信息公开指南": re.compile(r"公开指南"),
    "政府信息公开制度": re.compile(r"公开(?:相关|工作)?(?:制度|规定|办法)|公开法规|公开依据"),
    "法定主动公开内容": re.compile(r"主动公开(?:内容|信息|目录|事项)?|公开(?:事项|基本|信息)?目录|公开内容"),
    "政府信息公开年报": re.compile(r"公开(?:工作)?年(?:度)?报|年度报告|^年报$"),
    "依申请公开": re.compile(r"依?申请公开|公开申请"),
}
_MAX_EVIDENCE = 3


@check(
    id=_CHECK,
    title="政府信息公开专栏缺少版块或版块空白",
    clause="国办公开办函〔2019〕61号（统一名称“政府信息公开”、统一格式；版块名称V2，整句未见原文）",
    needs={"pages", "links", "columns", "dom"},
)
def platform(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政府信息公开专栏缺少版块或版块空白：没有“政府信息公开”入口，或指南、制度、法定主动公开内容、年报、依申请公开缺项、空白。

    是什么：按链接和栏目的名称（包括“信息公开指南”“公开年报”“基本目录”等常见叫法）查找政府信息公开专栏的入口和五个
    版块，打开查看有没有内容。政府门户没有入口或版块的、版块页面空白或打不开的，判为问题；入口没有使用统一名称的，作
    黄色提示。版块在其他网站、由脚本生成、采集不完整的，记“无法判断”；部门网站没有专栏的，可能在县政府门户公开，也记
    “无法判断”。

    为什么重要：政府信息公开专栏是法定主动公开的统一平台，要求统一名称、统一格式，具备查阅、检索、下载功能。

    如何整改：由网站主办单位在首页导航设置“政府信息公开”入口，按统一格式设置五个版块，并由各责任单位补充内容；内容在
    统一平台的，把入口链接到本单位的页面。
    """
    entries = read_entries_of(snapshot)
    entrance = entries.named(ENTRANCE)
    parts = {part: entries.named(pattern) for part, pattern in PARTS.items()}
    if not entrance.found and not any(named.found for named in parts.values()):
        yield _without_entrance(snapshot)
        return
    other = "" if entries.named(_UNIFORM).found else "入口没有使用统一名称“政府信息公开”。"
    yield _observe(snapshot, "入口", Outcome.PASSED, "有政府信息公开入口。", _evidence(entrance), other)
    for part, named in parts.items():
        yield _judge(part, named, entrance, entries)


def _without_entrance(snapshot: Snapshot) -> Observation:
    home = snapshot.home
    written = home is not None and ENTRANCE.search(home.html) is not None
    why = "首页源代码有该字样，但没有读到链接" if written else _excuse(snapshot, home)
    if why:
        return _observe(snapshot, "入口", Outcome.CANT_TELL, f"无法判断有无政府信息公开入口：{why}。", ())
    evidence = home.evidence("首页没有“政府信息公开”“信息公开”“政务公开”链接") if home else ()
    return _observe(snapshot, "入口", Outcome.FAILED, "没有找到“政府信息公开”入口。", evidence)


def _judge(part: str, named: Named, entrance: Named, entries: Entries) -> Observation:
    snapshot = entries.snapshot
    states = [is_filled(page, snapshot) for page in named.pages]
    if True in states or named.files:
        return _observe(snapshot, part, Outcome.PASSED, f"“{part}”有内容。", _evidence(named))
    if named.elsewhere or named.unknown or None in states:
        where = "在其他网站" if named.elsewhere else "没有采集到，或由脚本生成"
        message = f"无法判断“{part}”是否有内容：页面{where}，请人工查看。"
        return _observe(snapshot, part, Outcome.CANT_TELL, message, _evidence(named))
    if named.pages:
        message = f"“{part}”是空白的（{named.pages[0].url[:200]}）。"
        return _observe(snapshot, part, Outcome.FAILED, message, _evidence(named))
    if named.broken:
        message = f"“{part}”打不开（{named.broken[0].target[:200]}）。"
        return _observe(snapshot, part, Outcome.FAILED, message, _evidence(named))
    return _missing(part, entrance, snapshot)


def _missing(part: str, entrance: Named, snapshot: Snapshot) -> Observation:
    pages = entrance.pages[:_MAX_EVIDENCE]
    said = any(PARTS[part].search(squeezed(page.html)) for page in (*pages, *filter(None, [snapshot.home])))
    why = "页面有该字样，但没有读到链接" if said else _excuse(snapshot, *pages)
    if not why and entrance.elsewhere:
        why = "政府信息公开入口指向其他网站"
    if why:
        message = f"无法判断有无“{part}”：{why}。"
        return _observe(snapshot, part, Outcome.CANT_TELL, message, _evidence(entrance))
    message = f"政府信息公开专栏中没有找到“{part}”。"
    return _observe(snapshot, part, Outcome.FAILED, message, _evidence(entrance))


def _excuse(snapshot: Snapshot, *pages: Page | None) -> str:
    """Why something may stand where this crawl did not see it."""
    if left_out(snapshot):
        return "采集不完整"
    if any(page is None or page.facts.scripted or page.facts.truncated for page in pages):
        return "页面没有采集到，或部分内容由脚本加载"
    return "" if is_government(snapshot.site) else "部门网站可能在县政府门户公开"


def _evidence(named: Named) -> tuple[Evidence, ...]:
    pages = (proof for page in named.pages[:_MAX_EVIDENCE] for proof in page.evidence(page.facts.title[:200]))
    links = (*named.files, *named.elsewhere, *named.broken, *named.unknown)[:_MAX_EVIDENCE]
    return (*pages, *(proof for link in links if link.resource for proof in link.resource.evidence()))


def _observe(
    snapshot: Snapshot,
    part: str,
    outcome: Outcome,
    message: str,
    evidence: tuple[Evidence, ...],
    warning: str = "",
) -> Observation:
    return Observation(
        _CHECK,
        snapshot.site.home,
        SubjectKind.SITE,
        outcome,
        message,
        identity=(part,),
        evidence=evidence,
        warning=warning,
    )
