"""Yearly reports of disclosure (政府信息公开工作年度报告): which pages they are. Holds no check."""

from __future__ import annotations

import re
from datetime import date

from checks.disclosure.entries import squeezed
from checks.policy.naming import stems_of
from core.county import Site
from core.snapshot import Page, PageKind, Snapshot

_REPORT = re.compile(
    r"(?:信息|政务)公开(?:工作)?(?:情况)?(?:的)?(?:年度?工作?报告|年报|工作报告|报告)|公开.{0,4}年度报告"
)
_YEAR = re.compile(r"(20\d\d)\s*年?")
#: What is about reports, and none.
_OTHER = re.compile(r"解读|图解|通知|统计表|公示|征求|报送|填报|格式")


def report_year(title: str) -> int:
    """The year that a report with this title is about; 0 when it is none, or does not say."""
    text = squeezed(title)
    year = _YEAR.search(text)
    return int(year[1]) if year and _REPORT.search(text) and not _OTHER.search(text) else 0


def reports_of(snapshot: Snapshot, year: int) -> list[Page]:
    """Recorded report pages about one year, by address."""
    pages = (page for page in snapshot.pages() if page.kind is not PageKind.HOME)
    return [page for page in pages if report_year(title_of(page)) == year]


def unnamed_reports(snapshot: Snapshot, since: int) -> list[Page]:
    """Report pages whose title names no year, published in the year `since` or undated: one may be the report."""
    found = []
    for page in snapshot.pages():
        text, day = squeezed(title_of(page)), page.facts.publish_day
        nameless = _REPORT.search(text) and not _YEAR.search(text) and not _OTHER.search(text)
        if nameless and page.kind is PageKind.ARTICLE and (day is None or day.year >= since):
            found.append(page)
    return found


def title_of(page: Page) -> str:
    """What a page is called."""
    return page.facts.article.title or page.facts.title


def is_sites_own(page: Page, site: Site) -> bool:
    """Whether a report is of the government or unit that runs the site, not of one that publishes there.

    云岭县人民政府2025年…, 云岭县2025年…, 2025年…: yes; 云岭县教育局2025年… on the county's portal: no.
    """
    issuer = _YEAR.split(squeezed(title_of(page)), maxsplit=1)[0]
    stems = {stem for unit in (site.name, site.unit) for stem in stems_of(unit)}
    whole = {squeezed(site.name), squeezed(site.unit)} - {""}
    left = issuer.removesuffix("关于").removesuffix("办公室").removesuffix("人民政府")
    return not issuer or issuer in whole or left in stems


def due_day(year: int, month: int) -> date:
    """The last day of a month of the year after the reported one: 31 January and 31 March."""
    following = date(year + 1 + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
