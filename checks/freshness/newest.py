"""Finds the newest date that a page's list shows, and says whether a fresher one might have been missed.

Holds no check of its own. Days are counted to the inspection's own day (监测时间点), both in Beijing time.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks.freshness.entries import Entries
from core.hosts import host_of
from core.snapshot import BROKEN, ListItem, Page, Snapshot, Verdict

#: Fewest characters of a page that was read as an article: less may be drawn by a script.
_ARTICLE_TEXT = 80


@dataclass(slots=True)
class Dates:
    """What was gathered: the newest day not in the future, its address, and what spoils certainty.

    `undated` items carry no date; `unseen` are those of them whose page may exist but was not recorded, `dateless`
    those whose page was read and shows no date of any kind; `blind` counts whole pages of which the list was not, or
    not wholly, seen.
    """

    today: date
    newest: date | None = None
    url: str = ""
    future: int = 0
    undated: int = 0
    unseen: int = 0
    dateless: int = 0
    blind: int = 0

    def add(self, day: date, url: str) -> None:
        """Count one date. A future one is only counted: it must not hide that nothing new was published."""
        if day > self.today:
            self.future += 1
        elif self.newest is None or day > self.newest:
            self.newest, self.url = day, url

    @property
    def future_note(self) -> str:
        """A sentence about dates in the future, or nothing."""
        return f"另有 {self.future} 处日期晚于监测时间点，未计入。" if self.future else ""


def gather(items: Iterable[ListItem], snapshot: Snapshot, dates: Dates) -> Dates:
    """Add the days of `items` and the publish days of the recorded pages they link to."""
    for item in items:
        page = snapshot.page(item.url)
        published = page.facts.publish_day if page else None
        for day in (item.day, published):
            if day is not None:
                dates.add(day, item.url)
        if item.day is None and published is None:
            dates.undated += 1
            dates.unseen += page is None and may_exist(item.url, snapshot)
            dates.dateless += page is not None and _shows_no_date(page)
    return dates


def _shows_no_date(page: Page) -> bool:
    """Whether an article was read whole and gives no date at all, be it in a tag or in its address."""
    facts = page.facts
    known = (facts.publish_day, facts.article.tag_day, facts.article.url_day, facts.article.signed_day)
    # Where a label waits for its date a script may put one in.
    drawn = facts.truncated or facts.scripted or facts.publish_source == "script"
    whole = not drawn and facts.text_length >= _ARTICLE_TEXT
    return whole and all(day is None for day in known)


def may_exist(url: str, snapshot: Snapshot) -> bool:
    """Whether an article that was not recorded may stand at `url`, on this site, with a date we did not see."""
    resource = snapshot.resource(url)
    if resource is None:
        return host_of(url) == snapshot.site.host
    return resource.internal and resource.verdict is not Verdict.OK and resource.verdict not in BROKEN


def doubt(page: Page, entries: Entries, dates: Dates) -> str:
    """Why "not updated" cannot be said for sure although all dates seen are old; empty when it can."""
    if page.facts.truncated:
        return "页面过大或嵌套过深，解析时被截断，可能遗漏较新的稿件"
    if entries.unread:
        return "页面列表可能由脚本加载，本次没有读到其数据，可能有较新的稿件"
    if entries.bare:
        return "列表数据没有给出稿件日期，页面可能用脚本显示"
    if dates.unseen:
        return f"有 {dates.unseen} 条未标日期的稿件本次没有采集到，可能较新"
    if dates.blind:
        return "部分二级页面没有采集完整或列表由脚本加载，可能有较新的稿件"
    return ""


def months_before(day: date, months: int) -> date:
    """The same day of the month `months` calendar months earlier; the month's last day where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
