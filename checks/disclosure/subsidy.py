"""Lists of subsidies published at county, township and village level for the same item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.disclosure.entries import is_government, squeezed
from checks.freshness.newest import months_before
from checks.interface import Params, check
from checks.reach import left_out
from core.catalogue import LEVELS, CatalogueItem
from core.county import column_at
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Page, PageKind, Snapshot

_CHECK = "disclosure.subsidy"
_LIST = re.compile(r"公示|发放|名单|花名册|明细|兑付|兑现|汇总表|公开表")
_SUBSIDY = re.compile(r"(?P<name>[一-龥]{2,16}?(?:补贴|补助|奖补|补偿金))")
#: What stands before an item's name in titles: whose list it is, of which year.
_LEAD = re.compile(r"^.*?(?:\d{2,4}年?度?|第[一二三四]季度|[县乡镇村]|街道|社区|关于|发放|公示)+")
#: Level → words of a name; 农村, 乡村, 城乡 and 城镇 are no places. The first that stands in a text decides.
_PLACES = (
    ("村", re.compile(r"(?<![农乡])村(?![级局振])|社区|居委会")),
    ("乡", re.compile(r"(?<=[一-龥])(?<![城各])(?:乡|镇|街道)(?![村镇])")),
    ("县", re.compile(r"[县市区旗]|局")),
)
_WHOSE = re.compile(r"\d|关于|发放|公示")
_MAX_EVIDENCE = 6


@check(
    id=_CHECK,
    title="补贴信息没有三级公开",
    clause="县政务公开工作要点（面向农村的各级补贴信息县、乡、村三级公开，同一类补贴分别公开）",
    needs={"pages", "columns"},
    defaults={"months": 12},
)
def subsidy(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """补贴信息没有三级公开：同一项惠民惠农补贴，县、乡（镇、街道）、村（社区）没有分别公开发放结果。

    是什么：在县政府门户中查找近 12 个月标题写明补贴、补助公示或发放名单的稿件，按补贴名称归组，按标题、栏目责任单位和发
    布机构分为县、乡、村三级。公开目录写明了补贴名称和应公开层级的，缺少某一级的判为问题；目录没有写明的，只汇总看到哪些
    层级。村级信息可能只在村务公开栏张贴，采集不完整的，记“无法判断”。

    为什么重要：补贴发放到哪里就公开到哪里，便于村民查询和监督，防止截留、冒领。公开时须隐去身份证号、银行账号等个人信息。

    如何整改：由业务主管部门汇总发放结果，县、乡、村分别公开，标题写明年度和补贴名称；由政务公开机构在公开目录中写明应
    公开的层级。
    """
    if not is_government(snapshot.site):
        return
    lists = _lists(snapshot, params)
    asked = [item for item in snapshot.catalogue if item.levels and item.item]
    for item in asked:
        pages = [page for page in lists if item.item in squeezed(_title(page))]
        yield _judge(snapshot, item, pages)
    if any(item.levels and not item.item for item in snapshot.catalogue):
        rest = [page for page in lists if not any(item.item in squeezed(_title(page)) for item in asked)]
        yield from _seen(snapshot, rest)


def _lists(snapshot: Snapshot, params: Params) -> list[Page]:
    first, today = months_before(snapshot.taken_at.date(), int(params["months"])), snapshot.taken_at.date()
    return [
        page
        for page in snapshot.pages(PageKind.ARTICLE)
        if (day := page.facts.visible_day)
        and first <= day <= today
        and _SUBSIDY.search(_title(page))
        and _LIST.search(_title(page))
    ]


def _judge(snapshot: Snapshot, item: CatalogueItem, pages: list[Page]) -> Observation:
    levels = {level_of(page, snapshot) for page in pages}
    missing = [level for level in item.levels if level not in levels]
    if not missing:
        return _observe(
            snapshot, item.item, Outcome.PASSED, f"“{item.item}”已在{'、'.join(item.levels)}各级公开。", pages
        )
    fact = f"“{item.item}”没有找到{'、'.join(missing)}级公开的发放结果"
    if left_out(snapshot):
        return _observe(
            snapshot, item.item, Outcome.CANT_TELL, f"无法判断补贴是否三级公开：{fact}，但采集不完整。", pages
        )
    return _observe(snapshot, item.item, Outcome.FAILED, f"{fact}（目录要求{'、'.join(item.levels)}分别公开）。", pages)


def _seen(snapshot: Snapshot, pages: list[Page]) -> Iterator[Observation]:
    """What the catalogue does not name is only told: a village may post its list on its notice board alone."""
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(subsidy_name(_title(page)), []).append(page)
    for name, found in sorted(groups.items()):
        levels = {level_of(page, snapshot) for page in found}
        missing = [level for level in LEVELS if level not in levels]
        shown = "、".join(level for level in LEVELS if level in levels)
        if missing:
            message = (
                f"无法判断“{name}”是否三级公开：看到{shown}级公开，没有看到{'、'.join(missing)}级，可能在公开栏张贴。"
            )
            yield _observe(snapshot, name, Outcome.CANT_TELL, message, found)
        else:
            yield _observe(snapshot, name, Outcome.PASSED, f"“{name}”已在县、乡、村三级公开。", found)


def subsidy_name(title: str) -> str:
    """The subsidy that a list's title names: 耕地地力保护补贴."""
    found = _SUBSIDY.search(_LEAD.sub("", squeezed(title))) or _SUBSIDY.search(squeezed(title))
    return found["name"] if found else ""


def level_of(page: Page, snapshot: Snapshot) -> str:
    """县, 乡 or 村: who published a list, by its title, its publisher and its column's unit and name."""
    column = column_at(page.url, snapshot.columns)
    article = page.facts.article
    whose = _WHOSE.split(squeezed(article.title), maxsplit=1)[0]
    for text in (whose, article.publisher, article.source, *((column.unit, column.name) if column else ())):
        for level, words in _PLACES:
            if words.search(text):
                return level
    return "县"


def _title(page: Page) -> str:
    return page.facts.article.title or page.facts.title


def _observe(snapshot: Snapshot, name: str, outcome: Outcome, message: str, pages: list[Page]) -> Observation:
    shown = pages[:_MAX_EVIDENCE] or [page for page in (snapshot.home,) if page]
    evidence = tuple(proof for page in shown for proof in page.evidence(_title(page)[:200]))
    home = snapshot.site.home
    return Observation(_CHECK, home, SubjectKind.SITE, outcome, message, identity=(name,), evidence=evidence)
