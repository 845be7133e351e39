"""The publish day that an article's page holds for its scripts only: in JSON, in a variable, in a hidden field or in an
attribute of an empty place. Visitors see it after scripts have run, if at all: it is as good as a tag.

A day is believed only by the name of its field, and only as this article's: data of other articles stands in the same
scripts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from crawler.extract.date_labels import labelled_days
from crawler.extract.dates import FULL, full_day
from crawler.extract.lists.literals import read_literal
from crawler.extract.lists.moments import day_of_value
from crawler.extract.lists.scripts import script_text
from crawler.extract.tree import SILENT, Element, Tree, fold

#: Most fields looked at in one page, longest script, and how far before its field an object may begin.
MAX_FIELDS, MAX_SOURCE, MAX_BEFORE = 30, 500_000, 6000
#: Names of the field, lower case, without underscores and dashes.
_PUBLISH = (
    r"(?:\w{0,10}(?:publish|release|pub|rel|issue|display)(?:ed|ing)?(?:date|time|day|on|at)\w{0,4}"
    r"|(?:fabu|fb)(?:shijian|riqi|sj|rq)|datepublished)"
)
_NAME = re.compile(_PUBLISH, re.I)
_FIELD = re.compile(
    r"(?<![\w.$])[\"']?([A-Za-z_][\w\-]{2,40})[\"']?\s{0,5}[:=]\s{0,5}(?=[\"']\s?20\d\d[-/.年]\d|[\"']?1\d{9}(?:\d{3})?\b)"
)
_TITLE = re.compile(r"(?:\w{0,8}title|headline|bt|biaoti|subject)", re.I)
_ARTICLE = re.compile(r"(?:\w{0,20}Article|\w{0,20}Posting|Report)")
#: A tag that a script writes.
_WRITTEN_TAG = re.compile(
    r"<meta\s[^<>]{0,100}?name\s*=\s*\\?[\"']?([\w\-:]{4,30})\\?[\"']?\s[^<>]{0,60}?content\s*=\s*\\?[\"']?([^\"'<>\\]{8,40})",
    re.I,
)
#: An attribute's text that is a day, with or without a clock time, and nothing else.
_ALONE = re.compile(rf"\s*{FULL.pattern}[\s\dT:.+Z]*")
_WHERE = re.compile(r"datetime|content|title|value|data-[\w\-]{1,20}")
_SMOOTH = str.maketrans("", "", "_-")
#: Shortest title by which an article is known again, in characters, and how far back a label stands.
_LEAST, _LABEL = 6, 20
#: How many nodes before an element its label may be among, and how far behind its field an object may go on.
_SIBLINGS, MAX_BEHIND = 4, 20_000
#: Shortest beginning of a page's name that is an article's title: an office's name is shorter.
_SURE = 12


def day_in_data(tree: Tree, titles: Sequence[str], seen_on: date) -> date | None:
    """The one day that the page's data names as its article's publish day; None when there is none, or several.

    `titles` are what the page calls itself.
    """
    known = [bare for title in titles if len(bare := _bare(title)) >= _LEAST]
    for find in (_labelled, _written_tags, _hidden_fields):
        days = set(find(tree))
        if days:
            return days.pop() if len(days) == 1 else None
    found = list(islice(_in_scripts(tree, known, seen_on), MAX_FIELDS))
    sure = {day for day, named in found if named}
    days = sure or {day for day, _ in found}
    alone = bool(sure) or len(found) == 1
    return days.pop() if len(days) == 1 and alone else None


def _labelled(tree: Tree) -> Iterator[date]:
    """Attributes of empty elements right behind a publish label, or that say themselves what they hold."""
    found = 0
    for element in tree.bearing_any(lambda name: _WHERE.fullmatch(name) is not None):
        if (
            element.size
            or found >= MAX_FIELDS
            or element.tag in SILENT
            or element.region in ("header", "footer", "nav")
        ):
            continue
        day = next(filter(None, map(_day_alone, _values(element))), None)
        found += day is not None
        if day is not None and (_is_stated(element) or _is_behind_label(element)):
            yield day


def _values(element: Element) -> Iterator[str]:
    return (value for name, value in element.attrs.items() if "20" in value and _WHERE.fullmatch(name))


def _day_alone(value: str) -> date | None:
    match = _ALONE.fullmatch(value[:60])
    return full_day(match) if match else None


def _is_stated(element: Element) -> bool:
    return element.attrs.get("itemprop", "").lower() == "datepublished" or "pubdate" in element.attrs


def _is_behind_label(element: Element) -> bool:
    if element.parent is None:
        return False
    before = (child for child in _siblings(element) if isinstance(child, str))
    # A label may have a box of its own beside the empty one.
    near = fold(" ".join(before)) or _text_before(element)
    return bool(labelled_days(f"{near[-_LABEL:]}2001-01-01"))


def _siblings(element: Element) -> list[Element | str]:
    """The nearest nodes before an element in its parent."""
    return element.parent.children[max(0, element.index - _SIBLINGS) : element.index] if element.parent else []


def _text_before(element: Element) -> str:
    beside = next((each for each in reversed(_siblings(element)) if isinstance(each, Element)), None)
    return fold("".join(c for c in beside.children if isinstance(c, str))) if beside else ""


def _hidden_fields(tree: Tree) -> Iterator[date]:
    for field in tree.tagged("input"):
        name = (field.attrs.get("name") or field.attrs.get("id") or "").translate(_SMOOTH)
        other = field.attrs.get("id", "").translate(_SMOOTH)
        if field.attrs.get("type", "").lower() == "hidden" and any(map(_NAME.fullmatch, (name, other))):
            day = _day_alone(field.attrs.get("value", ""))
            if day:
                yield day


def _written_tags(tree: Tree) -> Iterator[date]:
    for element in tree.tagged("script"):
        code = script_text(element)[:MAX_SOURCE] if element.children else ""
        for match in _WRITTEN_TAG.finditer(code) if "<meta" in code else ():
            day = _day_alone(match[2]) if _NAME.fullmatch(match[1].translate(_SMOOTH)) else None
            if day:
                yield day


def _in_scripts(tree: Tree, titles: Sequence[str], seen_on: date) -> Iterator[tuple[date, bool]]:
    """Days of fields named so, and whether the title beside them is this page's; not those of other titles."""
    for element in tree.tagged("script"):
        code = script_text(element)[:MAX_SOURCE] if element.children else ""
        if not code or ("20" not in code and "1" not in code):
            continue
        if "ld+json" in element.attrs.get("type", "").lower():
            yield from _linked_data(code, titles, seen_on)
            continue
        for match in islice(_FIELD.finditer(code), MAX_FIELDS):
            if _NAME.fullmatch(match[1].translate(_SMOOTH)):
                yield from _of_field(code, match, titles, seen_on)


def _of_field(code: str, match: re.Match[str], titles: Sequence[str], seen_on: date) -> Iterator[tuple[date, bool]]:
    day = day_of_value(read_literal(code, match.end(), {})[0], seen_on)
    if day is None or day > seen_on:
        return
    around = _object_around(code, match.start())
    named = _titles_of(around) if around else []
    if not named or any(_is_same(_bare(each), titles) for each in named):
        yield day, bool(named)


def _object_around(code: str, at: int) -> dict[str, Any] | None:
    """The object literal that holds a place in a script."""
    depth = 0
    for place in range(at - 1, max(-1, at - MAX_BEFORE), -1):
        mark = code[place]
        depth += (mark in "}])") - (mark in "{[(")
        if depth < 0:
            value = read_literal(code[: at + MAX_BEHIND], place, {})[0] if mark == "{" else None
            return value if isinstance(value, dict) else None
    return None


def _titles_of(data: dict[str, Any]) -> list[str]:
    return [text for name, text in data.items() if isinstance(text, str) and text and _TITLE.fullmatch(str(name))]


def _linked_data(code: str, titles: Sequence[str], seen_on: date) -> Iterator[tuple[date, bool]]:
    """Articles of schema.org (JSON-LD 1.1), and Baidu's form of the same without a type."""
    try:
        data = json.loads(code)
    except (ValueError, RecursionError):
        return
    stack = [data]
    for _ in range(200):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            stack.extend(each for each in value.values() if isinstance(each, (dict, list)))
            yield from _of_article(value, titles, seen_on)


def _of_article(value: dict[str, Any], titles: Sequence[str], seen_on: date) -> Iterator[tuple[date, bool]]:
    kinds = value.get("@type", "Article" if "pubDate" in value else "")
    if not any(_ARTICLE.fullmatch(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
        return
    day = day_of_value(value.get("datePublished", value.get("pubDate")), seen_on)
    named = [text for name in ("headline", "title", "name") if isinstance(text := value.get(name), str) and text]
    if day is not None and day <= seen_on and (not named or any(_is_same(_bare(each), titles) for each in named)):
        yield day, bool(named)


def _is_same(bare: str, titles: Sequence[str]) -> bool:
    """Whether both name the same article: title tags go on with the site's name."""
    return any(title == bare or (len(bare) >= _SURE and title.startswith(bare)) for title in titles)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
