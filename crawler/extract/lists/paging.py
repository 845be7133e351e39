"""Addresses of a list's further pages, and leads to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from core.errors import AddressError
from core.snapshot.posted import is_posted, posted, split_posted
from crawler.extract.address import is_skipped, normalise
from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage
from crawler.extract.lists.windows import turned

#: How many pages ahead one page leads to: more come from those, and every one is one level deeper.
AHEAD = 5
_NUMBERED = re.compile(r"(.*?)[_-](\d{1,4})(\.\w{1,6})?")
_PAGE_NAMES = re.compile(
    r"(?:page(?:no|num|number|index|id)?|(?:cur|current|now)_?page(?:no)?|p|pn|pageno\w?|pg|cp|curpage\w*|currentpage\w*|pno)",
    re.I,
)
#: Most places of an address looked at, and what it has before it when it is only the end of another one.
_PLACES = 1000
_WITHIN = re.compile(r"[\w\-]")
_IN_JSON = re.compile(
    r"(\"(?:(?:cur|current|now)?_?page(?:No|Num|Index|Number)?|current|pn|pno)\"\s*:\s*\"?)(\d{1,5})(?!\d)", re.I
)


def lead(page: ListPage, href: str, reader: str = "") -> Iterator[Lead]:
    """A lead to an address as written, unless nobody could open it or it is the page itself."""
    if is_skipped(href) or "\0" in href:
        return
    try:
        url = normalise(href, page.base)
    except AddressError:
        return
    if url != page.url:
        yield Lead(url, reader, not is_stated(page, href))


def is_stated(page: ListPage, href: str) -> bool:
    """Whether the page's source has the address as it is, and not only in the middle of another one."""
    written = href.removeprefix("./")
    forms = {written, written.replace("&", "&amp;")}
    return any(_stands_alone(form, page.text) for form in forms)


def _stands_alone(form: str, text: str) -> bool:
    """Whether a form stands in a text with no word before it."""
    # Made into a pattern, each address would be compiled for this one use.
    at = text.find(form)
    for _ in range(_PLACES):
        if at <= 0 or not _WITHIN.match(text, at - 1):
            break
        at = text.find(form, at + 1)
    else:
        return False
    return at >= 0


def leads(page: ListPage, hrefs: Iterator[str]) -> Iterator[Lead]:
    """Leads to ordinary pages."""
    for href in hrefs:
        yield from lead(page, href)


def file_name(url: str) -> tuple[str, int | None, str]:
    """The last name of an address as (stem, page number, ending): list_5.html is ("list", 5, ".html")."""
    last = urlsplit(url).path.rpartition("/")[2]
    match = _NUMBERED.fullmatch(last)
    if match:
        return match[1], int(match[2]), match[3] or ""
    stem, dot, ending = last.rpartition(".")
    return (stem, None, dot + ending) if dot else (last, None, "")


def ahead(first: int, last: int) -> range:
    """The numbers of the next pages, as many as are followed at once; `last` is included."""
    return range(first, min(last, first + AHEAD - 1) + 1)


def page_in_query(url: str) -> int | None:
    """The page number that an address names in its query."""
    found = (value for name, value in parse_qsl(urlsplit(url).query) if _PAGE_NAMES.fullmatch(name))
    return next((int(value) for value in found if value.isdigit() and len(value) < 6), None)


class Following(NamedTuple):
    """The address of the next page of data, its number, and how many entries stand before it (-1: not known)."""

    url: str
    number: int
    before: int = -1


def next_in_query(url: str) -> Following | None:
    """The page of data behind this one, when query or posted body name this one's number or window."""
    if is_posted(url):
        address, body = split_posted(url)
        following = _next_in_body(body.decode("utf-8", "replace"))
        return following._replace(url=posted(address, following.url)) if following else None
    return _next_in_query(url)


def _next_in_body(body: str) -> Following | None:
    match = _IN_JSON.search(body) if body[:1] == "{" else None
    if match:
        number = int(match[2]) + 1
        return Following(body[: match.start(2)] + str(number) + body[match.end(2) :], number)
    if body[:1] == "{":
        return _next_in_object(body)
    following = _next_in_query(f"?{body}")
    return following._replace(url=following.url.removeprefix("?")) if following else None


def _next_in_object(body: str) -> Following | None:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    numbers = {str(name): value for name, value in asked.items() if type(value) in (int, str)}
    window = turned({name: str(value) for name, value in numbers.items()})
    if window is None:
        return None
    changed = {name: type(numbers[name])(value) for name, value in window.fields.items()}
    text = json.dumps({**asked, **changed}, ensure_ascii=False, separators=(",", ":"))
    return Following(text, window.number, window.before)


def _next_in_query(url: str) -> Following | None:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    number = -1
    following = []
    for name, value in pairs:
        inner = _IN_JSON.search(value) if value[:1] == "{" else None
        if inner:
            number = int(inner[2]) + 1
            following.append((name, value[: inner.start(2)] + str(number) + value[inner.end(2) :]))
        elif _PAGE_NAMES.fullmatch(name) and value.isdigit() and len(value) < 6:
            number = int(value) + 1
            following.append((name, str(number)))
        else:
            following.append((name, value))
    if number < 0:
        window = turned(dict(pairs))
        turned_to = parts._replace(query=urlencode(window.fields)).geturl() if window else ""
        return Following(turned_to, window.number, window.before) if window else None
    return Following(parts._replace(query=urlencode(following)).geturl(), number)
