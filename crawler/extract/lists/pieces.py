"""List entries from what a list's data holds: records, and pieces of html, which are read as pages are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.errors import AddressError
from core.snapshot.facts import ListItem
from core.snapshot.link import Role
from crawler.extract.address import is_skipped, normalise
from crawler.extract.documents.found import links_of
from crawler.extract.items import MAX_ITEMS, MAX_TITLE, find_entries
from crawler.extract.links import FoundLink
from crawler.extract.lists.moments import day_of_value
from crawler.extract.lists.records import Record
from crawler.extract.navigation import speak_for_themselves
from crawler.extract.references import Reference
from crawler.extract.regions import assign_regions
from crawler.extract.roles import role_of_anchor
from crawler.extract.tree import build

#: Where an entry's day was found: `ListItem.day_source`.
DATA = "data"
#: Largest piece of html read, in characters.
MAX_PIECE = 2_000_000
_ENTRY_ROLES = (Role.PAGE, Role.ATTACHMENT)
#: Addresses that mean the same wherever they are put: relative ones start from the page that shows the data.
_FIXED = re.compile(r"\s*(?:https?:|/)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of a list's data, and the addresses of them that it states beyond doubt."""

    items: tuple[ListItem, ...] = ()
    links: tuple[FoundLink, ...] = ()


def read_found(found: Iterable[Record | str], base: str, seen_on: date) -> Found:
    """Read records and pieces of html in the order of the source.

    An entry whose address only a script would put together is named by its place (`base#3`) when it has a day.
    """
    records: list[Record] = []
    pieces: list[str] = []
    for each in found:
        if isinstance(each, Record):
            records.append(each)
        else:
            pieces.append(each)
    items = [*_items(records, base, seen_on), *_of_html(_joined(pieces), base, seen_on)]
    distinct: dict[str, ListItem] = {}
    for item in items:
        distinct.setdefault(item.url, item)
    kept = tuple(distinct.values())[:MAX_ITEMS]
    hrefs = {item.url: item.title for item in kept}
    return Found(kept, tuple(link for link in _links(records, pieces, base) if link.url in hrefs))


def _items(records: list[Record], base: str, seen_on: date) -> list[ListItem]:
    items = []
    for place, record in enumerate(records):
        day = day_of_value(record.moment, seen_on)
        url = _entry_address(record.href, base) if record.href else (f"{base}#{place}" if day else "")
        if url:
            items.append(ListItem(url, record.title[:MAX_TITLE], day, DATA if day else ""))
    # Menus come as data too: without any day only titles and addresses tell.
    return items if any(item.day for item in items) or speak_for_themselves(items) else []


def _entry_address(href: str, base: str) -> str:
    if is_skipped(href):
        return ""
    try:
        url = normalise(href, base)
    except AddressError:
        return ""
    return url if role_of_anchor(url) in _ENTRY_ROLES else ""


def _joined(pieces: list[str]) -> str:
    """Rows that come one by one belong to one list."""
    text = "".join(pieces)[:MAX_PIECE]
    if re.match(r"\s*<tr\b", text, re.I):
        return f"<table>{text}</table>"
    return f"<ul>{text}</ul>" if re.match(r"\s*<li\b", text, re.I) else text


def _of_html(text: str, base: str, seen_on: date) -> Iterator[ListItem]:
    if text:
        tree = build(text)
        assign_regions(tree)
        yield from (entry.item for entry in find_entries(tree, base, seen_on))


def _links(records: list[Record], pieces: list[str], base: str) -> tuple[FoundLink, ...]:
    stated = [(Reference(r.href, None, element=DATA), r.title) for r in records if _FIXED.match(r.href)]
    if pieces:
        anchors = (e for e in build(_joined(pieces)).tagged("a") if _FIXED.match(e.attrs.get("href", "")))
        stated.extend((Reference(anchor.attrs["href"], None, element=DATA), "") for anchor in anchors)
    return links_of(stated, base)
