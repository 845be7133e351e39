"""List entries that stand in a page's source but not in its markup: data and html that its own scripts put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import unquote

from crawler.extract.lists.answers import html_records, xml_records
from crawler.extract.lists.base64_pager import decoded_texts
from crawler.extract.lists.literals import UNKNOWN, read_literal, unquote_literal
from crawler.extract.lists.pieces import Found, read_found
from crawler.extract.lists.records import MAX_RECORDS, Record, records_in
from crawler.extract.lists.script_rows import rows_of
from crawler.extract.lists.scripts import MAX_SCRIPTS, calls_of, joins_addresses, script_text
from crawler.extract.tree import Element, Tree

#: Most arrays and strings read of one page, and most characters of arrays.
MAX_ARRAYS, MAX_STRINGS, MAX_READ = 40, 2000, 400_000
_AWAY = frozenset({"nav", "aside", "footer", "header"})
_HOLDERS = frozenset({"script", "textarea", "xmp"})
#: An array of objects or of rows, or objects by name; the name it is given.
_ARRAY = re.compile(
    r"\[\s{0,50}(?=[\[{])|(?<=[=(:])\s{0,9}\{\s{0,50}(?=[\"']?[\w-]{1,40}[\"']?\s{0,9}:\s{0,9}\{\s{0,50}[\"']?\w)"
)
_NAMED = re.compile(r"([\w$\"']{1,60})\s*[=:(]\s*(?:JSON\.parse\(\s*)?$")
_OTHER = re.compile(
    r"nav|menu|banner|slide|swiper|focus|lunbo|link|yqlj|hot|recomm|tuijian|related|xggd|rank|weather|tree|area|region|dict|option|series|axis",
    re.I,
)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.|\\\n)*\"|'(?:[^'\\\n]|\\.|\\\n)*'|`[^`]*`")
_LINK = re.compile(r"<a\b[^>]{0,500}\bhref\s*=[^>]{0,500}>.{0,1000}?</a\s*>", re.I | re.S)
_IN_ATTRIBUTE = re.compile(r"=[\"']\s{0,9}\[")
#: Data that old pages hold for Internet Explorer.
_ISLAND = re.compile(r"<xml\b[^>]{0,200}>(.*?)</xml\s{0,9}>", re.I | re.S)
_ENCODED = re.compile(r"\s*(?:%5B|%7B|%3C)", re.I)
#: Calls that add one entry each: news("题目", "/a.html", "2026-11-23").
_ADDING = r"\w{0,20}(?:add|push|item|news|list|article|row|create)\w{0,20}|[\w$]{1,40}\.push|new [A-Z]\w{1,30}"
#: A call with three texts or more, and a date among them; how often such a function must be called.
_TEXT = r"(?:\"[^\"\\\n]{0,300}\"|'[^'\\\n]{0,300}')"
_GIVEN = re.compile(
    rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,40}})\(\s{{0,9}}{_TEXT}(?:\s{{0,9}},\s{{0,9}}(?:{_TEXT}|\d{{1,12}})){{1,8}}\s{{0,9}}\)"
)
_DATED = re.compile(r"[\"'\s]20\d\d[-/.年]\d{1,2}[-/.月]\d")
_SEVERAL = 2
_HINT = re.compile(
    r"[\"'\s|]20\d\d[-/.年]\d"
    r"|\[\s{0,50}[\[{]|\]\s{0,5}=\s{0,5}[\[{\"'n]|<record|<a\s|<a\\|%5B|%3C|atob|base64"
    r"|\.push|add\w*\(|item\w*\(|news\w*\(|new [A-Z]\w+\(",
    re.I,
)


def find_embedded(tree: Tree, text: str, base: str, seen_on: date) -> Found:
    """Entries in the page's scripts, in their order; links only for addresses that are written in full.

    `text` is the page's source.
    """
    found: list[Record | str] = []
    spent = 0
    for element in [e for e in tree.among(_HOLDERS) if e.children and e.region not in _AWAY]:
        source = script_text(element)[: MAX_SCRIPTS - spent]
        spent += len(source)
        if element.tag != "script":
            found.extend(_of_text(source.strip()))
        elif "src" not in element.attrs:
            found.extend(_of_script(source))
        if len(found) >= MAX_RECORDS or spent >= MAX_SCRIPTS:
            break
    if tree.tagged("xml"):
        islands = islice(_ISLAND.finditer(text), MAX_ARRAYS)
        found.extend(record for island in islands for record in xml_records(island[1][:MAX_READ].strip()))
    if _IN_ATTRIBUTE.search(text):
        found.extend(each for element in tree.elements if element.attrs for each in _of_attributes(element))
    if not found:
        return Found()
    read = read_found(found[:MAX_RECORDS], base, seen_on)
    return Found(read.items) if read.links and joins_addresses(text) else read


def _of_script(source: str) -> Iterator[Record | str]:
    if not _HINT.search(source):
        return
    rows = list(islice(html_records(source), MAX_RECORDS))
    if rows:
        yield "".join(rows)
        return
    yield from _of_arrays(source)
    yield from rows_of(source)
    yield from _of_calls(source)
    yield from _of_strings(source)
    for text in decoded_texts(source):
        yield from _of_text(text.strip())


def _of_arrays(source: str) -> Iterator[Record | str]:
    at, spent = 0, 0
    for _ in range(MAX_ARRAYS):
        match = _ARRAY.search(source, at)
        if match is None or spent > MAX_READ:
            return
        data, at = read_literal(source, match.start(), {})
        if match[0].lstrip()[0] == "{" and not _is_by_name(data):
            data, at = None, match.end()
        spent += at - match.start()
        name = _NAMED.search(source, max(0, match.start() - 80), match.start())
        if data and not (name and _OTHER.search(name[1])):
            yield from records_in(_known(data))


def _is_by_name(data: Any) -> bool:
    """Whether an object holds several entries under their names: others are read from the arrays in them."""
    rows = list(data.values()) if isinstance(data, dict) else []
    flat = (isinstance(row, dict) and not any(isinstance(v, (dict, list)) for v in row.values()) for row in rows)
    return len(rows) >= _SEVERAL and all(flat)


def _known(data: Any) -> Any:
    """The data without what only running the script would tell."""
    if isinstance(data, dict):
        return {name: _known(value) for name, value in data.items() if not _is_hole(value)}
    return [_known(value) for value in data if not _is_hole(value)] if isinstance(data, list) else data


def _is_hole(value: Any) -> bool:
    return isinstance(value, str) and UNKNOWN in value


def _of_calls(source: str) -> Iterator[Record | str]:
    for call in calls_of(source, "|".join((_ADDING, *_writers(source))), {}):
        yield from (record for record in records_in([call]) if isinstance(record, Record))


def _writers(source: str) -> Iterator[str]:
    """Functions of any name that are given a text and a date several times."""
    if source.count("20") < _SEVERAL:
        return
    names = Counter(match[1] for match in islice(_GIVEN.finditer(source), MAX_STRINGS) if _DATED.search(match[0]))
    yield from (re.escape(name) for name, number in sorted(names.items()) if number >= _SEVERAL)


def _of_strings(source: str) -> Iterator[Record | str]:
    """Strings with whole links in them are html; others may hold data as JSON."""
    if "<a" not in source and "<A" not in source and "[{" not in source and "%" not in source:
        return
    written: list[str] = []
    for match in islice(_STRING.finditer(source), MAX_STRINGS):
        if len(match[0]) < 20:
            continue
        text = unquote_literal(match[0])
        if _LINK.search(text) and "${" not in text and '="+' not in text:
            written.append(text)
        else:
            yield from _of_text(text)
    if written:
        yield "".join(written)


def _of_text(text: str) -> Iterator[Record | str]:
    """Entries of a text that is data as it stands, or percent-encoded."""
    if _ENCODED.match(text):
        text = unquote(text)
    if text[:1] in ("[", "{") and len(text) < MAX_READ:
        data, _ = read_literal(text, 0, {})
        yield from records_in(_known(data))
    elif text[:1] == "<" and _LINK.search(text):
        yield text


def _of_attributes(element: Element) -> Iterator[Record | str]:
    for name, value in element.attrs.items():
        if len(value) > 40 and value.lstrip()[:1] == "[" and not name.startswith("on") and element.region not in _AWAY:
            yield from _of_text(value.strip())
