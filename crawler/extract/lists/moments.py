"""The day in a value of a list's data: texts of many forms, numbers of seconds, Java's and .NET's notations."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from core.clock import BEIJING
from crawler.extract.dates import FULL, full_day, make_day, short_day

_DIGITS = re.compile(r"(20\d\d)(\d\d)(\d\d)(?:\d{2,6})?")
_SECONDS = re.compile(r"/?(?:Date\()?(\d{10}|\d{13})(?:[+-]\d{4})?\)?/?")
#: A moment in another zone than Beijing's: midnight here is the day before in UTC.
_ZONED = re.compile(r"20\d\d-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$")
_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) [\d:]{8} \S{1,6} (20\d\d)")
_LONGEST = 60
_MOST_PARTS, _FIRST_YEAR = 7, 1990


def day_of_value(value: Any, seen_on: date) -> date | None:
    """The Beijing day that a value of a date field says, None when it says none."""
    if isinstance(value, dict):
        # Java's date as JSON writers once left it.
        return day_of_value(value.get("time"), seen_on)
    if isinstance(value, list):
        return _of_parts(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    if not text or len(text) > _LONGEST:
        return None
    return _of_number(text) if text.strip("/").isdigit() or "Date(" in text else _of_text(text, seen_on)


def _of_parts(parts: list[Any]) -> date | None:
    """Year, month, day and more as numbers of their own: Java's LocalDateTime as JSON writers leave it."""
    if not 3 <= len(parts) <= _MOST_PARTS or not all(isinstance(part, int) for part in parts):
        return None
    return make_day(parts[0], parts[1], parts[2]) if parts[0] > _FIRST_YEAR else None


def _of_number(text: str) -> date | None:
    match = _DIGITS.fullmatch(text)
    if match and len(text) != 10 and len(text) != 13:
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    match = _SECONDS.fullmatch(text)
    if not match:
        return None
    seconds = int(match[1]) if len(match[1]) == 10 else int(match[1]) // 1000
    found = datetime(1970, 1, 1, tzinfo=BEIJING) + timedelta(seconds=seconds, hours=8)
    return make_day(found.year, found.month, found.day)


def _of_text(text: str, seen_on: date) -> date | None:
    if _ZONED.match(text):
        return _zoned(text)
    match = FULL.search(text)
    if match:
        return full_day(match)
    java = _JAVA.match(text)
    if java:
        return _zoned_mail(f"{java[2]} {java[1]} {java[3]} 12:00:00 +0800")
    return short_day(text.strip("[]()（）【】 "), seen_on) or (_zoned_mail(text) if "," in text else None)


def _zoned(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).astimezone(BEIJING).date()
    except (ValueError, OverflowError):
        return None


def _zoned_mail(text: str) -> date | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    try:
        return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
