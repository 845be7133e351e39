"""Entries of the lists on a page: a link to something published, and the day that stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.errors import AddressError
from core.snapshot.model import ListItem, Role
from crawler.extract.address import is_skipped, normalise
from crawler.extract.blocks import Block, find_blocks
from crawler.extract.dates import url_day
from crawler.extract.item_dates import day_beside, day_inside, table_day
from crawler.extract.navigation import is_list_of_entries
from crawler.extract.roles import role_of_anchor
from crawler.extract.tree import Element, Tree

#: Most entries kept of one page.
MAX_ITEMS = 500
MAX_TITLE = 200
#: Most characters beside the title of an entry that stands alone: more is an article's header or a layout cell.
_ALONE = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One list entry and the element that holds it and its date."""

    item: ListItem
    block: Block


def find_entries(tree: Tree, base: str, seen_on: date) -> tuple[Entry, ...]:
    """List entries in document order. Undated ones count when at least two alike stand together."""
    entries = [entry for block in find_blocks(tree) if (entry := _entry(block, base, seen_on)) is not None]
    groups: dict[Element, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.block.group, []).append(entry)
    kept = [entry for entry in entries if _belongs(entry, groups[entry.block.group])]
    return tuple(_distinct(kept)[:MAX_ITEMS])


def with_embedded(entries: tuple[Entry, ...], embedded: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """The entries of a page, then those that its scripts would show; of one address the dated one."""
    items = {entry.item.url: entry.item for entry in entries}
    for item in embedded:
        shown = items.setdefault(item.url, item)
        if shown.day is None and item.day is not None:
            items[item.url] = item
    return tuple(items.values())[:MAX_ITEMS]


def _entry(block: Block, base: str, seen_on: date) -> Entry | None:
    href = block.link.attrs.get("href", "")
    if is_skipped(href):
        return None
    try:
        url = normalise(href, base)
    except AddressError:
        return None
    if role_of_anchor(url) not in (Role.PAGE, Role.ATTACHMENT):
        return None
    day, source = _day(block, url, seen_on)
    return Entry(ListItem(url, block.title[:MAX_TITLE], day, source), block)


def _day(block: Block, url: str, seen_on: date) -> tuple[date | None, str]:
    filed = url_day(url)
    for name, read in (("table", table_day), ("beside", day_beside), ("link", day_inside)):
        day = read(block, seen_on)
        if day:
            return _with_filed_year(day, filed, block), name
    return (filed, "url") if filed else (None, "")


def _with_filed_year(day: date, filed: date | None, block: Block) -> date:
    """A year-less day on an old page gets its year from the address that names the same month and day."""
    shown = " ".join((*block.beside, *block.inside))
    if filed and (filed.month, filed.day) == (day.month, day.day) and str(day.year) not in shown:
        return filed
    return day


def _belongs(entry: Entry, group: list[Entry]) -> bool:
    """Dated entries speak for themselves; a day that only the address names, and none at all, need company."""
    if len(group) == 1 and entry.block.element.size > len(entry.item.title) + _ALONE:
        return False
    if entry.item.day is not None and entry.item.day_source != "url":
        return True
    if any(other.item.day is not None and other.item.day_source != "url" for other in group if other is not entry):
        return True
    return is_list_of_entries([other.item for other in group], entry.block.group)


def _distinct(entries: list[Entry]) -> list[Entry]:
    """One entry per address: a picture and its caption, or two panels, name the same thing. The dated one stays."""
    best: dict[str, Entry] = {}
    for entry in entries:
        other = best.setdefault(entry.item.url, entry)
        if other.item.day is None and entry.item.day is not None:
            best[entry.item.url] = entry
    return list(best.values())
