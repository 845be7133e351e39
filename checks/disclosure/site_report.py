"""The site's own yearly report (政府网站工作年度报表), due on the home page by 31 January."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.disclosure.entries import squeezed
from checks.disclosure.reports import due_day, title_of
from checks.interface import Params, check
from checks.reach import left_out
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Link, Snapshot

_CHECK = "disclosure.site_report"
_NAME = re.compile(r"网站.{0,12}年度?(?:工作|监管|检查)?(?:报表|报告)|网站年报|网站工作报表|年度报表")
#: 31 January: 国办函〔2018〕12号, V2.
_MONTH = 1


@check(
    id=_CHECK,
    title="政府网站工作年度报表没有发布",
    clause="国办函〔2018〕12号《政府网站工作年度报表》（每年1月31日前在本网站首页发布）",
    needs={"pages", "links", "dom"},
)
def site_report(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
    """政府网站工作年度报表没有发布：没有找到上一年度的《政府网站工作年度报表》，或晚于 1 月 31 日发布。

    是什么：按链接文字和页面标题查找写明上一年度的政府网站工作年度报表，按页面可见的发布日期核对是否在 1 月 31 日前
    发布；1 月 31 日前不检查。首页没有入口的作黄色提示。报表在其他网站、附件中，没有日期，或采集不完整的，不判为问题。

    为什么重要：年度报表须在本网站首页显著位置发布，接受社会监督。

    如何整改：由网站主办单位在首页显著位置发布上一年度报表，标题写明年度；已经发布而没有入口的，在首页或“政府信息公开”
    栏目加上链接。不得修改发布日期。
    """
    year = snapshot.taken_at.year - 1
    reports = [link for link in snapshot.links() if any(_NAME.search(squeezed(place.text)) for place in link.samples)]
    links = [link for link in reports if _names(link, year)]
    pages = [page for page in snapshot.pages() if _is_report(title_of(page), year)]
    due = due_day(year, _MONTH)
    evidence = tuple(proof for page in pages[:3] for proof in page.evidence(title_of(page)[:200])) or _records(links)
    if not links and not pages:
        yield _absent(snapshot, year, bool(reports))
        return
    day = min((day for page in pages if (day := page.facts.visible_day)), default=None)
    if day is None:
        message = f"无法判断 {year} 年度报表是否按时发布：报表是附件、在其他网站，或没有可见的发布日期。"
        yield _observe(snapshot, Outcome.CANT_TELL, message, evidence)
        return
    moved = any((tag := page.facts.article.tag_day) and tag <= due for page in pages)
    if day > due and not moved:
        yield _observe(snapshot, Outcome.FAILED, f"{year} 年度报表发布于 {day}，晚于期限 {due}。", evidence)
        return
    warning = "" if any(link.on_home for link in reports) else "首页没有政府网站工作年度报表的入口。"
    yield _observe(snapshot, Outcome.PASSED, f"{year} 年度报表发布于 {day}，期限为 {due}。", evidence, warning)


def _names(link: Link, year: int) -> bool:
    return any(_is_report(place.text, year) for place in link.samples)


def _is_report(title: str, year: int) -> bool:
    text = squeezed(title)
    return str(year) in text and _NAME.search(text) is not None and "信息公开" not in text


def _records(links: list[Link]) -> tuple[Evidence, ...]:
    return tuple(proof for link in links[:3] if link.resource for proof in link.resource.evidence())


def _absent(snapshot: Snapshot, year: int, named: bool) -> Observation:
    if snapshot.taken_at.date() <= due_day(year, _MONTH):
        return _observe(snapshot, Outcome.INAPPLICABLE, f"{year} 年度报表的发布期限未到。", ())
    home = snapshot.home
    if left_out(snapshot) or home is None or home.facts.scripted or home.facts.truncated:
        message = f"无法判断有无 {year} 年度报表：采集不完整，或首页部分内容由脚本加载。"
        return _observe(snapshot, Outcome.CANT_TELL, message, ())
    # A report without its year in the title, or a list of reports that was not read, may be it.
    if named:
        message = f"无法判断有无 {year} 年度报表：有年度报表的链接，但没有写明年度。"
        return _observe(snapshot, Outcome.CANT_TELL, message, ())
    message = f"没有找到 {year} 年度的《政府网站工作年度报表》。"
    return _observe(snapshot, Outcome.FAILED, message, home.evidence(f"首页没有 {year} 年度报表的链接"))


def _observe(
    snapshot: Snapshot, outcome: Outcome, message: str, evidence: tuple[Evidence, ...], warning: str = ""
) -> Observation:
    home = snapshot.site.home
    return Observation(_CHECK, home, SubjectKind.SITE, outcome, message, evidence=evidence, warning=warning)
