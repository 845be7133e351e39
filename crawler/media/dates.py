"""Dates as sources write them → Beijing moments. A date without a zone is Beijing's; what is not sure is no date.

Libraries read 2026年11月23日 as 1 November, an epoch as the year 1796, CST as US Central: so raw text is read here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from core.clock import BEIJING

#: Nobody's media account posted before, nor will soon after.
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_MAX = 80
_CLOCK = (
    r"(?:(上午|下午|中午|晚上|晚|凌晨|早上)?\s*(\d{1,2})\s*(?::|时|点)\s*(\d{1,2})?"
    r"(?:\s*(?::|分)\s*(\d{1,2}))?(?:\.\d{1,9})?\s*秒?分?)"
)
_ZONE = r"(Z|[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d{1,2}:?\d{2})"
#: 2026-11-23T08:00:00+08:00, 2026/11/23 8:00, 2026.11.23, 2026年11月23日 上午8时, 20261123.
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})\s*(?:-|/|\.|年)\s*(\d{{1,2}})\s*(?:-|/|\.|月)\s*(\d{{1,2}})\s*日?"
    rf"(?:[T\s,，]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?\s*{_CLOCK}(?:\s*{_ZONE})?)?",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?")
#: Mon, 23 Nov 2026 08:00:00 +0800; 23 Nov 26 08:00 GMT.
_MAIL = re.compile(
    rf"(?:[A-Z]{{3,9}},?\s+)?(\d{{1,2}})[\s-]([A-Z]{{3,9}})[\s-](\d{{4}}|\d{{2}})(?:\s+{_CLOCK}(?:\s*{_ZONE})?)?", re.I
)
#: Mon Nov 23 08:00:00 +0800 2026, as Weibo writes; the zone may be missing.
_UNIX = re.compile(rf"[A-Z]{{3,9}}\s+([A-Z]{{3}})\s+(\d{{1,2}})\s+{_CLOCK}(?:\s+{_ZONE})?\s+(\d{{4}})", re.I)
_EPOCH = re.compile(r"(\d{10})(\d{3}|\d{6})?(?:\.\d{1,9})?")
_AGO = re.compile(r"(\d{1,4})\s*(秒|分钟|小时|天)(?:钟)?之?前")
_DAY_WORD = re.compile(rf"(今天|昨天|前天)\s*{_CLOCK}?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: RFC 5322 section 4.3, but for CST, which sources of this country mean as China Standard Time.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt"), 0),
    **dict.fromkeys(("cst", "bjt"), 8),
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
}
_UNITS = {"秒": "seconds", "分钟": "minutes", "小时": "hours", "天": "days"}
_BACK = {"今天": 0, "昨天": 1, "前天": 2}


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was published, Beijing; `day_only`: only the day is known, the moment is its midnight."""

    at: datetime
    day_only: bool = False


def read_date(raw: object, seen_at: datetime) -> Dated | None:
    """Read a date that a source wrote at `seen_at`, when "3小时前" was true; None: it cannot be told."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    text = " ".join(unicodedata.normalize("NFKC", str(raw)).split())
    if not 0 < len(text) <= _MAX:
        return None
    for read in (_epoch, _year_first, _compact, _mail, _unix):
        try:
            found = read(text)
        except (ValueError, OverflowError):
            return None
        if found is not None:
            return found if _FIRST_YEAR <= found.at.year <= _LAST_YEAR else None
    return _relative(text, seen_at)


def _epoch(text: str) -> Dated | None:
    match = _EPOCH.fullmatch(text)
    return Dated(datetime.fromtimestamp(int(match[1]), UTC).astimezone(BEIJING)) if match else None


def _year_first(text: str) -> Dated | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _made((match[1], match[2], match[3]), match.groups()[3:7], match[8]) if match else None


def _compact(text: str) -> Dated | None:
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    return _made((match[1], match[2], match[3]), ("", *match.groups()[3:6]), match[7])


def _mail(text: str) -> Dated | None:
    match = _MAIL.fullmatch(text)
    if match is None:
        return None
    year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
    return _made((year, _month(match[2]), match[1]), match.groups()[3:7], match[8])


def _unix(text: str) -> Dated | None:
    match = _UNIX.fullmatch(text)
    return _made((match[8], _month(match[1]), match[2]), match.groups()[2:6], match[7]) if match else None


def _relative(text: str, seen_at: datetime) -> Dated | None:
    if text in ("刚刚", "刚才"):
        return Dated(seen_at)
    ago = _AGO.fullmatch(text)
    if ago:
        moment = seen_at - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        return Dated(moment, day_only=ago[2] == "天")
    word = _DAY_WORD.fullmatch(text)
    if word is None:
        return None
    day = (seen_at - timedelta(days=_BACK[word[1]])).date()
    try:
        return _made((str(day.year), str(day.month), str(day.day)), word.groups()[1:5], None)
    except ValueError:
        return None


def _made(day: tuple[str, str, str], clock: tuple[str | None, ...], zone: str | None) -> Dated | None:
    year, month, number = map(int, day)
    if clock[1] is None:
        midnight = datetime.combine(date(year, month, number), datetime.min.time(), BEIJING)
        return Dated(midnight, day_only=True)
    part, hour, minute, second = clock[0] or "", int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)
    if part in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    offset = _zone(zone)
    if offset is None:
        return None
    # A leap second is the last one of its minute.
    moment = datetime(year, month, number, hour, minute, min(second, 59), tzinfo=offset)
    return Dated(moment.astimezone(BEIJING))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return timezone(timedelta(hours=8))
    name = text.lower()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    numbers = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})", name)
    if numbers is None or int(numbers[2]) > 14 or int(numbers[3]) > 59:
        return None
    ahead = timedelta(hours=int(numbers[2]), minutes=int(numbers[3]))
    return timezone(-ahead if numbers[1] == "-" else ahead)


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)
