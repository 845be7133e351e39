"""What a list's data source answers: JSON, JSONP, a script of literals, XML with records, or a piece of html."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree

from core.snapshot.posted import split_posted
from crawler.extract.charset import decode
from crawler.extract.documents.interface import Document, Read
from crawler.extract.documents.xml import MAX_BODY, name_of, parse
from crawler.extract.leads import Lead
from crawler.extract.lists.literals import read_literal
from crawler.extract.lists.paging import next_in_query
from crawler.extract.lists.pieces import Found, read_found
from crawler.extract.lists.records import MAX_RECORDS, MAX_VALUES, Record, records_in

#: Most pages of data read of one list: when the source says how many entries there are, and when not.
MAX_DATA_PAGES, MAX_BLIND_PAGES = 10, 3
_TOTAL = re.compile(
    r"(?:total|all|record|row|sum)_?(?:count|num|number|record|records|row|rows|size|elements|hits|item|items)?s?$"
    r"|(?:count|numfound|hits)$",
    re.I,
)
_ROWS = re.compile(r"(?:list|rows|data|records|results|articles|items|content|docs|result|infos)$", re.I)
_JSONP = re.compile(r"\s*(?:/\*\*/)?\s*[\w$.]{1,80}\s*\(\s*(?=[\[{])")
_ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*=\s*(?=[\[{])")
_RECORD = re.compile(r"<record(?:\s[^<>]{0,200})?>", re.I)
_RECORD_END = re.compile(r"</record\s{0,9}>", re.I)
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.S)
_COUNT = re.compile(
    r"(?<![\w-])(?:count|total|totalcount)\s*=\s*[\"']?(\d{1,9})|<total(?:record|count)?>\s*(\d{1,9})\s*<", re.I
)


_CODES = ("code", "status", "errcode", "errorcode", "resultcode", "statuscode", "state", "ret")
_MESSAGES = ("msg", "message", "errmsg", "errormsg", "desc", "info", "error_description")
_TROUBLE = re.compile(
    r"token|令牌|登[录陆]|授权|无权|没有权限|权限不足|过期|签名|非法|参数|缺少|不合法|拒绝|异常|错误|失败|频繁|unauthor|forbidden|denied"
    r"|expired|illegal|invalid|missing|error|fail",
    re.I,
)


def reader(name: str) -> Read:
    """A `Read` for the data of the recogniser called `name`: whatever form it comes in; next pages by the address."""

    def read(body: bytes, content_type: str, url: str, seen_on: date) -> Document | None:
        found = read_data(decode(body[:MAX_BODY], content_type).text, split_posted(url)[0], seen_on)
        if found is None:
            return None
        entries, total = found
        return Document(entries.links, entries.items, tuple(_further(url, name, entries, total)), total)

    return read


def reader_of_items(name: str) -> Read:
    """The same, but addresses are not taken for links: the page puts something before them."""
    read = reader(name)

    def read_items(body: bytes, content_type: str, url: str, seen_on: date) -> Document | None:
        found = read(body, content_type, url, seen_on)
        return replace(found, links=()) if found else None

    return read_items


def _further(url: str, name: str, entries: Found, total: int) -> Iterator[Lead]:
    following = next_in_query(url) if entries.items else None
    if following is None:
        return
    address, page, before = following
    before = before if before >= 0 else (page - 1) * len(entries.items)
    unread = before < total if total >= 0 else page <= MAX_BLIND_PAGES
    if unread and page <= MAX_DATA_PAGES:
        yield Lead(address, name, guessed=total < 0)


def read_data(text: str, url: str, seen_on: date) -> tuple[Found, int] | None:
    """The entries and how many there are in all (-1: not said); None when the text is no list's data."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return _of_markup(text, url, seen_on)
    data = _value_of(text)
    if not isinstance(data, (dict, list)):
        return None
    found = list(records_in(data))
    entries = read_found(found, url, seen_on)
    total = _total(data)
    counted = [int(m[1] or m[2]) for piece in found if isinstance(piece, str) and (m := _COUNT.search(piece))]
    total = counted[0] if counted and total < 0 else total
    if entries.items:
        return entries, total
    return (entries, total) if (total >= 0 or _has_rows(data)) and not refuses(data) else None


def refuses(data: Any) -> bool:
    """Whether an answer without entries says that the request was wrong: that tells nothing of the list."""
    if not isinstance(data, dict):
        return False
    said = {str(key).lower(): value for key, value in data.items()}
    if said.get("success") is False or said.get("ok") is False or said.get("error") not in (None, False, 0, ""):
        return True
    codes = [said[name] for name in _CODES if name in said]
    messages = [said[name] for name in _MESSAGES if isinstance(said.get(name), str)]
    return any(_is_bad(code) for code in codes) or any(_TROUBLE.search(text[:300]) for text in messages)


def _is_bad(code: Any) -> bool:
    """Whether a code is a failure: HTTP's, a negative one, or a word for it."""
    text = str(code).strip().lower()
    return bool(re.fullmatch(r"-\d+|[45]\d\d(?:\d\d)?|error|fail\w*|false", text))


def _value_of(text: str) -> Any:
    text = text.lstrip("\ufeff \t\r\n")
    start = 0
    match = _JSONP.match(text) or _ASSIGNED.match(text)
    if match:
        start = match.end()
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return read_literal(text, start, {})[0] if text[start : start + 1] in ("{", "[") else None


def _total(data: Any) -> int:
    """How many entries the source says it has: the nearest field to the top that is called so."""
    level, seen = [data], 0
    while level and seen < MAX_VALUES:
        below: list[Any] = []
        for value in level:
            seen += 1
            if isinstance(value, dict):
                named = (field for key, field in value.items() if _TOTAL.match(str(key)))
                for number in map(_count, named):
                    if number >= 0:
                        return number
                below.extend(v for v in value.values() if isinstance(v, dict))
        level = below
    return -1


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return _count(value.get("value"))
    if isinstance(value, str) and value.isdigit() and len(value) < 10:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _has_rows(data: Any) -> bool:
    """Whether the data has a place for entries, though empty."""
    stack = [data]
    for _ in range(1000):
        if not stack:
            break
        value = stack.pop()
        if isinstance(value, dict):
            if any(_ROWS.search(str(key)) and field == [] for key, field in value.items()):
                return True
            stack.extend(value.values())
    return isinstance(data, list) and not data


def _of_markup(text: str, url: str, seen_on: date) -> tuple[Found, int] | None:
    rows = list(islice(html_records(text), MAX_RECORDS))
    count = _COUNT.search(text)
    total = int(count[1] or count[2]) if count else -1
    if rows:
        return read_found(["".join(rows)], url, seen_on), total
    found: list[Record | str] = list(xml_records(text)) or [text]
    entries = read_found(found, url, seen_on)
    return (entries, total) if entries.items or "<datastore" in text.lower() else None


def html_records(text: str) -> Iterator[str]:
    """The html of every record of a datastore, which stands in a CDATA section, escaped, or as it is."""
    start = _RECORD.search(text)
    while start:
        end = _RECORD_END.search(text, start.end())
        if end is None:
            return
        record = text[start.end() : end.start()]
        match = _CDATA.fullmatch(record)
        yield match[1] if match else (unescape(record) if "&lt;" in record[:20] else record)
        start = _RECORD.search(text, end.end())


def xml_records(text: str) -> Iterator[Record]:
    """Entries of XML whose elements are called as lists are."""
    if not re.match(r"\ufeff?\s*<(?:\?xml|\w*(?:list|rows|data|items|root|result)\b)", text, re.I):
        return
    root = parse(text.lstrip("\ufeff").encode("utf-8", "surrogatepass"))
    for element in islice(root.iter(), MAX_VALUES) if root is not None else ():
        fields = {**{str(k): str(v) for k, v in element.attrib.items()}, **_leaves(element)}
        yield from (each for each in records_in(fields) if isinstance(each, Record))


def _leaves(element: etree._Element) -> dict[str, str]:
    return {
        name_of(child): "".join(map(str, child.itertext())).strip() for child in islice(element, 50) if len(child) == 0
    }
