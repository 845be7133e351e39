"""Entries of the lists on a page: a link to something published, and the day that stands with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from urllib.parse import urlsplit

from core.errors import AddressError
from core.snapshot.facts import ListItem
from core.snapshot.link import Role
from crawler.extract.address import is_skipped, normalise
from crawler.extract.blocks import MAX_BLOCK, Block, find_blocks, is_label
from crawler.extract.dates import url_day
from crawler.extract.entry import Entry
from crawler.extract.entry_links import href_of, is_scripted
from crawler.extract.floating import is_floating, takes_turns
from crawler.extract.headings import Headings, shared_day
from crawler.extract.item_attributes import HiddenDays
from crawler.extract.item_columns import Headed, publish_text, without_other_days
from crawler.extract.item_dates import (
    day_beside,
    day_in_words,
    day_inside,
    day_of_text,
    may_be_dated,
    opening_day,
    without_month_day,
    writes_year,
)
from crawler.extract.navigation import is_list_of_entries
from crawler.extract.own_lists import OwnLists
from crawler.extract.parallel import DayColumns
from crawler.extract.roles import role_of_anchor
from crawler.extract.tree import Element, Tree
from crawler.extract.turn_of_year import with_turns

#: Most entries kept of one page.
MAX_ITEMS = 500
MAX_TITLE = 200
#: Most characters beside the title of an entry that stands alone: more is an article's header or a layout cell.
_ALONE = 120
_HEADINGS = frozenset({"h2", "h3", "h4"})
#: Sources of days that stand with no single entry: alone they make no list.
_HEADING, _ADDRESS = "heading", "url"
#: Fewest entries without an address of their own: one alone may be a button.
_SEVERAL = 2


def find_entries(tree: Tree, base: str, seen_on: date) -> tuple[Entry, ...]:
    """List entries in document order. Undated ones count when at least two alike stand together.

    `base` is taken for the page's own address too: on a home page (its path is /) side bars are lists like any other.
    """
    blocks = find_blocks(tree)
    headings, headed = Headings(blocks), Headed()
    reader = _Reader(base, seen_on, headings, headed, HiddenDays(tree))
    read = [entry for place, block in enumerate(blocks) if (entry := reader.entry(block, place)) is not None]
    entries = with_turns(_with_days_beside(read, seen_on), reader.guessed)
    groups = _grouped(entries)
    dated = [entry.item for entry in entries if entry.item.day_source == _HEADING]
    listed = is_list_of_entries(dated, tree.root)
    # Once a group: asked entry by entry, a list of thousands would be read thousands of times.
    company = {group: _company(group, members) for group, members in groups.items()}
    kept = [entry for entry in entries if _belongs(entry, company[entry.block.group], listed)]
    kept = _without_floating(kept)
    if urlsplit(base).path != "/":
        kept = _without_side_bars(_without_slides(kept), tree, headings)
    return tuple(_distinct(kept)[:MAX_ITEMS])


def _grouped(entries: list[Entry]) -> dict[Element, list[Entry]]:
    groups: dict[Element, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.block.group, []).append(entry)
    return groups


def _with_days_beside(entries: list[Entry], seen_on: date) -> list[Entry]:
    """The entries, those of wholly undated lists with the days of the column beside."""
    found: dict[Element, date] = {}
    columns = DayColumns()
    for group, members in _grouped(entries).items():
        if not any(entry.item.day for entry in members):
            links = (entry.block.link for entry in members)
            found.update(zip(links, columns.beside(group, len(members), seen_on), strict=False))
    return [_dated(entry, found.get(entry.block.link)) for entry in entries] if found else entries


def _dated(entry: Entry, day: date | None) -> Entry:
    return replace(entry, item=replace(entry.item, day=day, day_source="beside")) if day else entry


def with_embedded(entries: tuple[Entry, ...], embedded: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """The entries of a page, then those that its scripts would show; of one address the dated one."""
    items = {entry.item.url: entry.item for entry in entries}
    for item in embedded:
        shown = items.setdefault(item.url, item)
        if shown.day is None and item.day is not None:
            items[item.url] = item
    return tuple(items.values())[:MAX_ITEMS]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the entries of one page."""

    base: str
    seen_on: date
    headings: Headings
    headed: Headed
    hidden: HiddenDays
    #: The links of entries whose days stand without a year anywhere.
    guessed: set[Element] = field(default_factory=set)

    def entry(self, block: Block, place: int) -> Entry | None:
        """The entry of a block; `place` names it when only a script knows its address."""
        href = href_of(block.link)
        if is_skipped(href):
            return self._unaddressed(block, place) if is_scripted(block.link) else None
        try:
            url = normalise(href, self.base)
        except AddressError:
            return None
        if role_of_anchor(url) not in (Role.PAGE, Role.ATTACHMENT):
            return None
        day, source = self._day(block, url)
        title = without_month_day(block.title) if source == "link" else block.title
        return Entry(ListItem(url, title[:MAX_TITLE], day, source), block)

    def _unaddressed(self, block: Block, place: int) -> Entry | None:
        day, source = self._day(block, "")
        if day is None or source == _HEADING:
            return None  # buttons and tabs are opened by script too
        return Entry(ListItem(f"{self.base}#{place}", block.title[:MAX_TITLE], day, source), block)

    def _day(self, block: Block, url: str) -> tuple[date | None, str]:
        filed = url_day(url)
        day, source = self._shown(block)
        if day:
            return self._with_year(day, filed, block), source
        day = self.hidden.of(block)
        if day:
            return day, "attribute"
        day = shared_day(block, None, self.headings)
        if day:
            return day, _HEADING
        day = day_in_words(block, self.seen_on)
        if day:
            return day, "beside"
        return (filed, _ADDRESS) if filed else (None, "")

    def _shown(self, block: Block) -> tuple[date | None, str]:
        if not may_be_dated(block):
            return None, ""
        columns = self.headed.columns(block.element)
        if columns is not None:
            day = day_of_text(publish_text(block, columns), self.seen_on)
            if day:
                return day, "table"
            block = without_other_days(block, columns)
        for name, read in (("beside", day_beside), ("link", day_inside), ("beside", opening_day)):
            day = read(block, self.seen_on)
            if day:
                return day, name
        return None, ""

    def _with_year(self, day: date, filed: date | None, block: Block) -> date:
        """A day shown without year gets it from an attribute or the address that name the same day, else from the
        heading above.
        """
        if writes_year(block, day):
            return day
        for whole in (self.hidden.of(block), filed):
            if whole and (whole.month, whole.day) == (day.month, day.day):
                return whole
        if self.headings.names_year(block):
            return shared_day(block, day, self.headings) or day
        self.guessed.add(block.link)
        return day


@dataclass(frozen=True, slots=True)
class _Company:
    """What the entries that stand together are as a whole: how many, how many within a page, and whether a list."""

    size: int
    anchors: int
    is_list: bool


def _company(group: Element, members: list[Entry]) -> _Company:
    is_list = any(map(_has_own_day, members)) or is_list_of_entries([entry.item for entry in members], group)
    return _Company(len(members), sum("#" in entry.item.url for entry in members), is_list)


def _belongs(entry: Entry, company: _Company, listed: bool) -> bool:
    """Dated entries speak for themselves; a day that only the address names, and none at all, need company.

    `listed`: the entries whose day stands in a heading above are a list when taken together.
    """
    if "#" in entry.item.url and company.anchors < _SEVERAL:
        return False
    if entry.block.foreign and not _has_own_day(entry):
        return False
    lengthy = entry.block.element.size > len(entry.item.title) + _ALONE
    if company.size == 1 and lengthy and not _is_headed(entry.block):
        return False
    return company.is_list or (listed and entry.item.day_source == _HEADING)


def _is_headed(block: Block) -> bool:
    """Whether a link stands in a heading of its block: the headline above a list, with its summary."""
    if block.element.size > MAX_BLOCK or block.element is block.link:
        return False
    within = takewhile(lambda above: above is not block.element, block.link.ancestors())
    return any(above.tag in _HEADINGS for above in within)


def _has_own_day(entry: Entry) -> bool:
    return entry.item.day is not None and entry.item.day_source not in (_HEADING, _ADDRESS)


def _without_side_bars(entries: list[Entry], tree: Tree, headings: Headings) -> list[Entry]:
    """The entries of the page's own lists."""
    dated = Counter({entry.block.group: 0 for entry in entries})
    dated.update(entry.block.group for entry in entries if entry.item.day)
    beside = OwnLists(tree, dated, headings).beside()
    return [entry for entry in entries if entry.block.group not in beside]


def _without_floating(entries: list[Entry]) -> list[Entry]:
    """The entries without those of boxes that float over the page, where a list stands in it."""
    floating = {entry.block.link for entry in entries if is_floating(entry.block.link)}
    standing = sum(entry.item.day is not None and entry.block.link not in floating for entry in entries)
    if not floating or standing < _SEVERAL:
        return entries
    return [entry for entry in entries if entry.block.link not in floating]


def _without_slides(entries: list[Entry]) -> list[Entry]:
    """The entries without those of pictures in turn that are kept in other folders than the list below: a column's own
    news is shown so too.
    """
    slides = [entry for entry in entries if takes_turns(entry.block.link)]
    if not slides:
        return entries
    turning = {entry.block.link for entry in slides}
    standing = [entry for entry in entries if entry.block.link not in turning]
    listed = {_folder(entry.item.url) for entry in standing if entry.item.day}
    dated = sum(entry.item.day is not None for entry in standing)
    if dated < _SEVERAL or listed & {_folder(entry.item.url) for entry in slides}:
        return entries
    return standing


def _folder(url: str) -> str:
    """The folder of an address, without the parts that number or date it."""
    return "/".join(part for part in urlsplit(url).path.split("/")[:-1] if not any(map(str.isdigit, part)))


def _says_more(entry: Entry, other: Entry) -> bool:
    """Whether of two links of one entry the first only says what kind of thing it is: 【通告】."""
    same = entry.block.element is other.block.element and entry.item.day == other.item.day
    return same and is_label(other.item.title) and not is_label(entry.item.title)


def _distinct(entries: list[Entry]) -> list[Entry]:
    """One entry per address: a picture and its caption, or two panels, name the same thing. The dated one stays."""
    best: dict[str, Entry] = {}
    for entry in entries:
        other = best.setdefault(entry.item.url, entry)
        if (other.item.day is None and entry.item.day is not None) or _says_more(entry, other):
            best[entry.item.url] = entry
    return list(best.values())
