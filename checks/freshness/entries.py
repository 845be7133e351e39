"""What a page's lists hold: their entries on the page, in the data that scripts load, on the lists' further pages, and
what a browser shows of them.

Holds no check of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.outcome import Evidence
from core.snapshot import DocumentRow, ListItem, Page, Snapshot

#: Most records of data that go into the evidence.
_MAX_EVIDENCE = 3
#: Platforms whose lists always come as data (marks of `PageFacts.scripted`), and marks that may concern some box beside
#: a list that stands in the page: so many dated entries are that list.
_ALWAYS_DATA = frozenset({"jpaas", "gkmlpt", "igs"})
_PERHAPS_DATA = frozenset(
    {"jpage", "ucap", "epoint", "ajax", "frame", "template", "framework", "template engine", "table widget"}
)
_WHOLE_LIST = 5
#: Marks that are gone when a script has filled its list; a frame's list is another page.
_STAYED_EMPTY = frozenset({"ajax", "frame"})


@dataclass(frozen=True, slots=True)
class Entries:
    """`items` in order, own ones first. `said_none`: all data that was read says that there is no entry at all.

    `unread`: the list, or the newest part of it, probably is data that was not read. `bare`: data told
    entries without a date, and no browser showed what its script makes of them. `evidence` are the records of the data,
    and of the page as a browser showed it when that shows more.
    """

    items: tuple[ListItem, ...] = ()
    said_none: bool = False
    unread: bool = False
    bare: bool = False
    evidence: tuple[Evidence, ...] = ()


def read_entries(page: Page, snapshot: Snapshot, address: str = "") -> Entries:
    """Read the lists of a recorded page, or of the part of it that the registered `address` names behind a #."""
    if "#" in address:
        return _of_part(page, snapshot, address)
    data = tuple(snapshot.data_of(page.url))
    of_data = (item for row in data for item in row.items)
    shown, evidence = _shown_only(page), _proofs(data, snapshot)
    items = _distinct((*page.facts.items, *of_data, *snapshot.listed(page.url), *shown))
    if page.rendered and (shown or not page.facts.items):
        evidence = (*evidence, *page.rendered.evidence())
    read = any(row.items for row in data) or bool(snapshot.further_pages(page.url)) or _is_filled(page, shown)
    said_none = not items and _says_none(data, snapshot, page.url)
    unread = not (read or said_none) and _may_be_data(page, items)
    return Entries(items, said_none, unread, _is_bare(page, data), evidence)


def _of_part(page: Page, snapshot: Snapshot, address: str) -> Entries:
    """Where the part has data of its own only that counts; what the page holds without it may be another column's."""
    data = tuple(snapshot.data_of(address))
    if not data and not page.facts.scripted:
        return read_entries(page, snapshot)
    items = _distinct(tuple(item for row in data for item in row.items))
    said_none = not items and _says_none(data, snapshot, address)
    return Entries(items, said_none, not (items or said_none), _is_bare(page, data), _proofs(data, snapshot))


def _is_bare(page: Page, data: tuple[DocumentRow, ...]) -> bool:
    """Whether entries that only data tells have no date in it: what visitors see, its script says."""
    shown = (*page.facts.items, *(page.rendered.facts.items if page.rendered else ()))
    seen = {item.url for item in shown}
    return any(item.day is None and item.url not in seen for row in data for item in row.items)


def _says_none(data: tuple[DocumentRow, ...], snapshot: Snapshot, place: str) -> bool:
    return bool(data) and all(row.total == 0 for row in data) and not snapshot.unread_sources(place)


def _proofs(data: tuple[DocumentRow, ...], snapshot: Snapshot) -> tuple[Evidence, ...]:
    found = (snapshot.resource(row.source) for row in data[:_MAX_EVIDENCE])
    return tuple(proof for resource in found if resource for proof in resource.evidence())


def unfilled(page: Page) -> str:
    """Why a list that scripts bring shows no entries (Chinese)."""
    return "用浏览器打开后仍没有识别出稿件" if page.rendered else "采集时没有内容"


def _shown_only(page: Page) -> tuple[ListItem, ...]:
    """The entries that only a browser shows, or shows with another date."""
    own = {(item.url, item.day) for item in page.facts.items}
    shown = page.rendered.facts.items if page.rendered else ()
    return tuple(item for item in shown if (item.url, item.day) not in own)


def _is_filled(page: Page, shown: tuple[ListItem, ...]) -> bool:
    """Whether the browser showed the lists that scripts bring, whole, and none of their holders stayed empty."""
    rendered = page.rendered
    if rendered is None or not rendered.whole or _STAYED_EMPTY & set(rendered.facts.scripted):
        return False
    return any(item.day is not None for item in shown)


def _distinct(items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """Each entry once; where it comes with a date and without, the dated one."""
    dated = {item.url for item in items if item.day is not None}
    kept: dict[tuple[str, date | None], ListItem] = {}
    for item in items:
        if item.day is not None or item.url not in dated:
            kept.setdefault((item.url, item.day), item)
    return tuple(kept.values())


def _may_be_data(page: Page, items: tuple[ListItem, ...]) -> bool:
    marks = set(page.facts.scripted)
    if marks & _ALWAYS_DATA:
        return True
    return bool(marks & _PERHAPS_DATA) and sum(item.day is not None for item in items) < _WHOLE_LIST
