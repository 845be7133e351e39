"""The catalogue of what a county must publish, held against its portal: covered, empty, stale, not found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from checks.disclosure.entries import Entries, is_filled, is_government, read_entries_of
from checks.freshness.entries import read_entries
from checks.freshness.newest import Dates, doubt, gather
from checks.interface import Params, check
from core.catalogue import CatalogueItem
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import BROKEN, Page, Snapshot

_CHECK = "disclosure.catalogue"
#: What names of columns add to an area's name.
_AROUND = r"(?:领域|信息|类|事项|公开|政务公开|信息公开|标准化|规范化|标准目录|专栏|试点)*"
_MAX_EVIDENCE, _MOST_NAMED = 10, 40


@dataclass(frozen=True, slots=True)
class _Found:
    """How one row of the catalogue stands: `state` is 有内容, 空白, 未更新, 打不开, 没有找到 or 不能判断."""

    item: CatalogueItem
    state: str
    why: str = ""
    page: Page | None = None


_FAILED = frozenset({"空白", "未更新", "打不开"})


@check(
    id=_CHECK,
    title="公开目录中的领域没有内容或未更新",
    clause="国办发〔2019〕54号（26个试点领域，5个名称未见原文）；县政务公开工作要点（九个重点领域）",
    needs={"pages", "links", "columns", "dom"},
)
def catalogue(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """公开目录中的领域没有内容或未更新：目录所列领域、事项的栏目是空白的、打不开，或超过目录规定的周期没有更新。

    是什么：以公开目录（xunjian catalogue 导出、修改、导入；没有导入的用自带的 26 个试点领域和九个重点领域）逐行核对县
    政府门户：填有网址的按网址查看，没有填网址的按领域名称在导航中查找。有内容为已覆盖；空白、打不开的，判为问题；目录填有
    更新周期的，最新一条超过周期的判为未更新。按名称没有找到的，可能名称不同，只汇总提示，请在目录中填写网址。内容由脚本
    加载、在其他网站的，记“无法判断”。部门网站不检查。

    为什么重要：试点领域基层政务公开标准目录和年度重点领域，都要求有对应栏目并动态更新。

    如何整改：由目录中的责任单位补充、更新栏目内容；栏目打不开的由网站技术单位修复；目录与实际不符的，由政务公开机构修改
    目录后重新导入。
    """
    if not is_government(snapshot.site):
        message = "部门网站不按县公开目录检查。"
        yield Observation(_CHECK, snapshot.site.home, SubjectKind.SITE, Outcome.INAPPLICABLE, message)
        return
    entries = read_entries_of(snapshot)
    found = [_find(item, entries) for item in snapshot.catalogue if not item.levels]
    for one in found:
        if one.state not in ("没有找到", "不能判断"):
            yield _tell(snapshot, one)
    yield _summary(snapshot, found)


def _find(item: CatalogueItem, entries: Entries) -> _Found:
    addresses = [column for column in item.columns if "://" in column]
    if addresses:
        return _by_address(item, addresses[0], entries.snapshot)
    names = [column for column in item.columns if column] or [item.item or item.area]
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, names))}){_AROUND}")
    pages = entries.named_wholly(pattern).pages
    columns = [column.url for column in entries.snapshot.columns if pattern.fullmatch(column.name)]
    pages += tuple(page for url in columns if (page := entries.snapshot.page(url)))
    return _best(item, pages, entries.snapshot)


def _by_address(item: CatalogueItem, url: str, snapshot: Snapshot) -> _Found:
    page = snapshot.page(url)
    if page is not None:
        return _best(item, (page,), snapshot)
    resource = snapshot.resource(url)
    if resource is not None and resource.internal and resource.verdict in BROKEN:
        return _Found(item, "打不开", f"目录填写的网址 {url[:200]} 打不开", snapshot.home)
    return _Found(item, "不能判断", f"目录填写的网址 {url[:200]} 没有采集到")


def _best(item: CatalogueItem, pages: tuple[Page, ...], snapshot: Snapshot) -> _Found:
    """One page with content is enough; all of them blank is a fault."""
    if not pages:
        return _Found(item, "没有找到")
    states = [(is_filled(page, snapshot), page) for page in pages]
    filled = next((page for state, page in states if state), None)
    if filled is not None:
        return _fresh(item, filled, snapshot)
    if any(state is None for state, _page in states):
        return _Found(item, "不能判断", "栏目内容由脚本加载", pages[0])
    return _Found(item, "空白", f"栏目 {pages[0].url[:200]} 没有内容", pages[0])


def _fresh(item: CatalogueItem, page: Page, snapshot: Snapshot) -> _Found:
    today, entries = snapshot.taken_at.date(), read_entries(page, snapshot)
    if not item.interval_days:
        return _Found(item, "有内容", page=page)
    dates = gather(entries.items, snapshot, Dates(today))
    newest = dates.newest or page.facts.visible_day
    if newest is None or (newest < today - timedelta(days=item.interval_days) and doubt(page, entries, dates)):
        return _Found(item, "不能判断", "没有读到全部稿件的日期", page)
    if newest < today - timedelta(days=item.interval_days):
        return _Found(item, "未更新", f"最新一条 {newest}，超过目录规定的周期 {item.interval_days} 天", page)
    return _Found(item, "有内容", page=page)


def _tell(snapshot: Snapshot, one: _Found) -> Observation:
    outcome = Outcome.FAILED if one.state in _FAILED else Outcome.PASSED
    unit = f"（责任单位：{one.item.unit}）" if one.item.unit else ""
    message = f"{one.item.kind}“{one.item.name}”{unit}：{one.why or one.state}。"
    evidence = one.page.evidence(one.page.facts.title[:200]) if one.page else ()
    home, identity = snapshot.site.home, (one.item.kind, one.item.area, one.item.item)
    facets = {"unit": one.item.unit} if one.item.unit else {}
    return Observation(
        _CHECK, home, SubjectKind.SITE, outcome, message, identity=identity, evidence=evidence, facets=facets
    )


def _summary(snapshot: Snapshot, found: list[_Found]) -> Observation:
    counted = Counter(one.state for one in found)
    tally = "，".join(f"{state} {number} 项" for state, number in sorted(counted.items()))
    open_ones = [one for one in found if one.state in ("没有找到", "不能判断")]
    message = f"公开目录共 {len(found)} 项：{tally}。"
    if open_ones:
        names = "、".join(
            one.item.name + ("（名称待核）" if one.item.verified == "M" else "") for one in open_ones[:_MOST_NAMED]
        )
        message += f"没有找到或不能判断的：{names}；可能名称不同，请在目录中填写栏目网址。"
    pages = [one.page for one in found if one.page][:_MAX_EVIDENCE]
    evidence = tuple(proof for page in pages for proof in page.evidence(page.facts.title[:200]))
    outcome = Outcome.CANT_TELL if open_ones else Outcome.PASSED
    home = snapshot.site.home
    return Observation(_CHECK, home, SubjectKind.SITE, outcome, message, identity=("汇总",), evidence=evidence)
