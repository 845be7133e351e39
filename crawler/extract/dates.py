"""Dates as Chinese pages write them: read from text, from boxes of day and month, and from addresses."""

from __future__ import annotations

import re
from datetime import date, timedelta

#: Earliest day believed: the web pages of public bodies begin in the nineties.
_EARLIEST = 1994
_MONTHS = 12

_GAP = r"[\s\u3000]*"
#: No digit before a year. Said behind its first digit: so the search finds that digit fast.
_FULL = (
    rf"((?:1(?<!\d.)9|2(?<!\d.)0)\d\d){_GAP}(?:[-/.．\u2010-\u2015－—]|年){_GAP}(\d{{1,2}}){_GAP}(?:[-/.．\u2010-\u2015－—]|月)"
    rf"{_GAP}(\d{{1,2}})(?!\d)(?:{_GAP}日)?"
)
FULL = re.compile(_FULL)
#: A clock time behind a date.
CLOCK = re.compile(
    rf"{_GAP}T?{_GAP}(?:[01]?\d|2[0-3]){_GAP}[:：]{_GAP}[0-5]\d(?:{_GAP}[:：]{_GAP}[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d|{_GAP}[AaPp][Mm]\b)?"
)
_SHORT = re.compile(rf"(?<![\d.])(\d{{1,2}}){_GAP}[-/.月]{_GAP}(\d{{1,2}})(?![\d.]){_GAP}日?")
#: Boxes: (pattern, order of its groups).
_BOXES = (
    (re.compile(r"(?<!\d)(20\d\d)[年\s]+(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})[月\s]+(\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(20\d\d)[年\s]+(\d{1,2})[月\s]+(\d{1,2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})[日\s]+(20\d\d)(?!\d)"), (3, 1, 2)),
    (re.compile(r"(?<!\d)(\d{1,2})[日\s/]+(20\d\d)\s*[-/.年]\s*(\d{1,2})(?!\d)"), (2, 3, 1)),
)
#: Month, day and year, or day, month and year, all apart in the same way.
TURNED = re.compile(r"(?<![\d/.-])(\d{1,2})(?P<apart>\s+|\s*/\s*|\.|-)(\d{1,2})(?:(?P=apart)|\s+)(20\d\d)(?![\d/.年-])")
_DAY_OVER_MONTH = re.compile(r"(?<!\d)(\d{1,2})[日\s/]+(\d{1,2})\s*月(?!\d)")
_MONTH_OVER_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s+(\d{1,2})日?(?!\d)")
_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)|(\d\d)([-/.])(0[1-9]|1[0-2])\5([0-3]\d)")
_IN_URL = (
    re.compile(r"/[tTpPcC]?(20\d\d)(\d\d)(\d\d)[_./]"),
    re.compile(r"/(20\d\d)[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/(20\d\d)-?(\d\d)/(\d\d)/"),
    re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])([0-3]\d)/"),
    re.compile(r"/(20\d\d)(\d\d)/[a-zA-Z]?\1\2(\d\d)[_./\d]"),
)
_MONTH_IN_URL = re.compile(r"/[tTpPcC]?(20\d\d)[-/]?(0[1-9]|1[0-2])(?:\d\d)?(?=[/_.-])")


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day or it is not believable."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= _EARLIEST else None


def full_day(match: re.Match[str]) -> date | None:
    """The day of a match of FULL."""
    return make_day(int(match[1]), int(match[2]), int(match[3]))


def boxed_day(text: str, seen_on: date) -> date | None:
    """The day in a text made of nothing but boxes, such as "2026 11-23" or "23 2026-11" or "23 11月"."""
    for pattern, (year, month, day) in _BOXES:
        match = pattern.search(text)
        found = make_day(int(match[year]), int(match[month]), int(match[day])) if match else None
        if found:
            return found
    match = _DAY_OVER_MONTH.search(text)
    if match:
        return resolve(int(match[2]), int(match[1]), seen_on)
    match = _MONTH_OVER_DAY.search(text)
    return resolve(int(match[1]), int(match[2]), seen_on) if match else None


def turned_day(match: re.Match[str], day_first: bool) -> date | None:
    """The day of a match of TURNED; which of both numbers is the day only matters where both may be."""
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if second <= _MONTHS and (day_first or first > _MONTHS) else (second, first)
    return make_day(int(match[4]), month, day)


def is_day_first(match: re.Match[str]) -> bool | None:
    """Whether a match of TURNED begins with the day; None when both orders would make a date."""
    if int(match[1]) > _MONTHS:
        return True
    return False if int(match[3]) > _MONTHS else None


def short_day(text: str, seen_on: date) -> date | None:
    """The day of a text that is only "11-23" or "11月23日"; its year is the newest that is not in the future.

    "20261123" and "26-11-23" are read too.
    """
    match = _COMPACT.fullmatch(text)
    if match:
        return _compact_day(match, seen_on)
    match = _SHORT.fullmatch(text)
    return resolve(int(match[1]), int(match[2]), seen_on) if match else None


def _compact_day(match: re.Match[str], seen_on: date) -> date | None:
    if match[1]:
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    day = make_day(2000 + int(match[4]), int(match[6]), int(match[7]))
    return day if day and day <= seen_on + timedelta(days=1) else None


def resolve(month: int, day: int, seen_on: date) -> date | None:
    """Give a year-less day its year: the newest that does not lie after `seen_on`."""
    # Clocks differ by hours: tomorrow is this year's tomorrow, not a day a year ago.
    found = [make_day(seen_on.year + offset, month, day) for offset in (1, 0, -1, -2, -3, -4)]
    return next((day for day in found if day is not None and day <= seen_on + timedelta(days=1)), None)


def url_day(url: str) -> date | None:
    """The day that an address is filed under, when it names year, month and day."""
    if "20" not in url:
        return None
    for pattern in _IN_URL:
        match = pattern.search(url)
        if match:
            found = make_day(int(match[1]), int(match[2]), int(match[3]))
            if found:
                return found
    return None


def url_month(url: str) -> tuple[int, int] | None:
    """The year and month that an address is filed under, whether or not it names a day too."""
    match = _MONTH_IN_URL.search(url)
    return (int(match[1]), int(match[2])) if match else None
