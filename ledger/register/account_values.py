"""What may stand in one cell of the sheet of accounts. Every reader raises ValueError with what it wants."""

from __future__ import annotations

import re
from datetime import date

from core.county import NO_CERTIFICATION
from core.media_sources import FEED, adapter_names, split_source
from core.platforms import canonical_platform
from ledger.register.values import compact, read_text, read_url, tidy

#: What an account is for (功能类别).
FUNCTIONS = ("发布", "服务", "发布、服务")

_UNCERTIFIED = frozenset({"无", "没有", "未认证", "否", "个人未认证", "无认证"})

_NO_SOURCE = frozenset({"无", "没有", "不监测", "不自动监测"})

#: A day as people and spreadsheets write it, perhaps with a time of day that a spreadsheet added.
_DAY = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<packed>\d{4}))"
    r"(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)
#: Numbers that a spreadsheet kept as numbers: digits beyond the fifteenth are lost.
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE | re.ASCII)


def read_platform(text: str) -> str:
    """A platform under its one name."""
    return canonical_platform(read_text(text))


def read_date(text: str) -> date:
    """A day: 2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日 or 20261123."""
    day = _day(_DAY.fullmatch(compact(text)))
    if day is None:
        raise ValueError("日期，如 2026-11-23")
    return day


def read_identifier(text: str) -> str:
    """An identifier as it is. One that a spreadsheet has rounded is refused: it would name something else."""
    if _ROUNDED.fullmatch(text):
        raise ValueError("按文本格式填写的完整号码（数字过长，表格软件已丢失末尾几位）")
    return read_text(text)


def read_number(text: str) -> str:
    """An identifier in which blanks and width mean nothing."""
    return read_identifier(compact(text))


def read_qr(text: str) -> str:
    """What a QR code says: its text, trimmed and otherwise as it is."""
    return read_text(text)


def read_certified_body(text: str) -> str:
    """Whom the platform certified, or that it certified nobody."""
    return NO_CERTIFICATION if compact(text) in _UNCERTIFIED else read_text(tidy(text))


def read_source(text: str) -> str:
    """The way to an account's posts: an adapter that is there, and for a feed its address."""
    if compact(text) in _NO_SOURCE:
        return ""
    named = split_source(read_text(text))
    if named.adapter not in adapter_names():
        raise ValueError(
            f"{'、'.join(adapter_names())}之一，或者订阅源的网址（可用的取数途径见 xunjian media adapters）"
        )
    if named.adapter == FEED:
        if not named.place.lower().startswith(("http://", "https://")):
            raise ValueError("feed 后空一格写明订阅源的网址，如 feed https://www.example.gov.cn/feed.xml")
        read_url(named.place)
    return text


def read_function(text: str) -> str:
    """发布, 服务, or both in whatever order and writing."""
    said = compact(text)
    found = [name for name in FUNCTIONS[:2] if name in said]
    if not found and said not in ("综合", "综合类"):
        raise ValueError("、".join(FUNCTIONS[:2]) + "或两者")
    return "、".join(found) or FUNCTIONS[2]


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    packed = found["packed"]
    month, day = (packed[:2], packed[2:]) if packed else (found["month"], found["day"])
    try:
        return date(int(found["year"]), int(month), int(day))
    except ValueError:
        return None
