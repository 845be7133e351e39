"""Entries in a list's data: objects that have a title and an address or a day, whatever their fields are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from crawler.extract.lists.literals import UNKNOWN
from crawler.extract.tree import fold

#: Most values of one source looked at, and most entries taken.
MAX_VALUES, MAX_RECORDS = 50_000, 500
_MIN_TITLE = 4
#: Field names, the better ones first; lower case, without underscores and dashes.
_TITLES = (
    re.compile(r"^(?:doc|info|news|article|show|vc|n|s)?title\w{0,4}$|title$"),
    re.compile(r"^(?:biaoti|bt|wjbt|subject|headline|caption|topic)$"),
    re.compile(r"^(?:\w{0,6}name|mc|text|label|t)$"),
)
_ADDRESSES = (
    re.compile(r"^(?:doc|info|news|article|detail|html|page|post|share|static)?(?:pub)?(?:url|link|href)$"),
    re.compile(r"(?<!img)(?<!pic)(?<!image)(?<!icon)(?<!logo)(?<!thumb)(?:url|link|href)\w{0,3}$"),
    re.compile(r"^(?:\w{0,8}path|lj|u|to)$"),
)
_DAYS = (
    re.compile(
        r"^(?:\w{0,10}(?:publish|pub|release|rel|issue|post|show|display|send|info|fb|fabu)\w{0,3}(?:date|time|day|rq|sj|at|on|str|timestr|datestr|riqi|shijian)\w{0,4})$|^(?:published|pubdate|datepublished)$"
    ),
    re.compile(r"^(?:\w{0,6}(?:date|day|rq|riqi|sj)|time|\w{0,4}time|sj|d)\w{0,3}$"),
    re.compile(r"^(?:\w{0,4}(?:creat|input|add|write|cr|insert)\w{0,2}_?(?:date|time|d|at|on)\w{0,3})$"),
)
#: Days of something else; an address of a picture or of nothing.
_OTHER_DAY = re.compile(
    r"update|modif|end|start|begin|expir|valid|effect|abolish|sign|close|dead|deal|cw|jz|sx|fz|remind|top|last"
)
_ADDRESS = re.compile(
    r"(?:https?:)?//[^\s<>\"']+|[^\s<>\"'\0]*[/?][^\s<>\"'\0]*|[\w\-.]+\.(?:[sjx]?html?|jspx?|aspx?|php|pdf|docx?|xlsx?)",
    re.I,
)
_MARKUP = re.compile(r"<[^>]{0,300}>")
_HREF = re.compile(r"<a\s[^>]{0,300}?href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_PIECE = re.compile(r"<(?:a|li|tr)\b[^>]{0,500}>", re.I)
_SMOOTH = str.maketrans("", "", "_-")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as its source has it: title, address as written (may be empty) and the value of its date field."""

    title: str
    href: str
    moment: Any = None


def records_in(data: Any) -> Iterator[Record | str]:
    """Entries, and pieces of html that may hold entries, in the order of the source."""
    stack, found = [data], 0
    for _ in range(MAX_VALUES):
        if not stack or found >= MAX_RECORDS:
            return
        value = stack.pop()
        record = _record(value)
        if record is not None:
            found += 1
            yield record
        elif isinstance(value, dict):
            stack.extend(reversed(value.values()))
        elif isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, str) and _PIECE.search(value, 0, 5000):
            yield value


def _record(value: Any) -> Record | None:
    if isinstance(value, dict):
        return _of_fields({str(key).lower().translate(_SMOOTH): field for key, field in value.items()})
    if isinstance(value, list) and 2 <= len(value) <= 12 and all(isinstance(v, (str, int)) for v in value):
        return _of_row([v for v in value if isinstance(v, str)])
    return None


def _of_fields(fields: dict[str, Any]) -> Record | None:
    title = next(filter(None, map(_title, _named(fields, _TITLES))), "")
    if not title:
        return None
    href = next((text for text in _named(fields, _ADDRESSES) if is_address(text)), "") or _linked(fields)
    moment = next((v for v in _named(fields, _DAYS, _OTHER_DAY) if v not in (None, "", UNKNOWN)), None)
    return Record(title, href.strip(), moment) if href or moment is not None else None


def _linked(fields: dict[str, Any]) -> str:
    """The address in a title that is a link already."""
    links = (_HREF.search(value, 0, 2000) for value in fields.values() if isinstance(value, str) and "<" in value)
    return next((match[1] for match in links if match), "")


def _of_row(row: list[str]) -> Record | None:
    """An entry as a row of texts: the address tells itself, the longest of the others is the title."""
    href = next((text for text in row if is_address(text)), "")
    days = [text for text in row if text != href and len(text) <= 30 and re.search(r"\d[-/.年]\d", text)]
    title = _title(max((text for text in row if text != href and text not in days), key=len, default=""))
    return Record(title, href, next(iter(days), None)) if href and title else None


def _named(
    fields: dict[str, Any], names: tuple[re.Pattern[str], ...], never: re.Pattern[str] | None = None
) -> Iterator[Any]:
    for pattern in names:
        for key, value in fields.items():
            if pattern.search(key) and not (never and never.search(key)):
                yield value


def _title(value: Any) -> str:
    if not isinstance(value, str) or UNKNOWN in value or is_address(value):
        return ""
    text = fold(unescape(_MARKUP.sub("", value[:2000])))
    return text if len(text) >= _MIN_TITLE and re.search(r"[\u4e00-\u9fff]|\w\s+\w", text) else ""


def is_address(value: Any) -> bool:
    """Whether a value is an address as it stands."""
    return isinstance(value, str) and 0 < len(value) <= 2000 and _ADDRESS.fullmatch(value.strip()) is not None
