"""Links stored once per (target, role, element): a navigation bar on 5,000 pages costs one row, not 5,000."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from core.outcome import Source
from core.snapshot import Role
from core.snapshot.codec import MAX_SAMPLES, dump, samples_to_json
from crawler.extract import FoundLink

#: Longest raw value kept as the name of a link that no browser can open, in characters.
MAX_HREF = 2000
#: Most links remembered at one time; bounds memory.
_MAX_REMEMBERED = 20_000
_THERE = "SELECT id, samples FROM main.link WHERE target = ? AND role = ? AND element = ?"
_BEFORE = "SELECT id FROM earlier.link WHERE target = ? AND role = ? AND element = ?"


class Place(NamedTuple):
    """Where the links were found; `level` says in which wave of the crawl."""

    page: str
    level: int
    home: bool

    @property
    def rank(self) -> int:
        """The home page comes first, then level by level."""
        return -1 if self.home else self.level

    @property
    def order(self) -> tuple[int, str]:
        """Its place among all pages that hold one link."""
        return self.rank, self.page


#: target, role, element.
Key = tuple[str, Role, str]
#: One stored sample: its rank first and element last, so that sorting gives home first, then level by level.
Sample = tuple[int, str, int, str, str, str]


def link_target(found: FoundLink) -> str:
    """The address a link is stored under; for a malformed one its raw value."""
    return found.url or found.href[:MAX_HREF]


def with_untidy(links: Sequence[FoundLink]) -> tuple[FoundLink, ...]:
    """The links of a page; what browsers put right is checked as they open it, and listed as it is written too."""
    return (*links, *(link._replace(url="") for link in links if link.malformed and link.url))


def grouped_links(found: Iterable[FoundLink]) -> dict[Key, list[FoundLink]]:
    """One page's links by the row that they share."""
    grouped: dict[Key, list[FoundLink]] = {}
    for link in found:
        grouped.setdefault((link_target(link), link.role, link.element), []).append(link)
    return grouped


def sample_of(place: Place, link: FoundLink) -> Sample:
    """One place of a link."""
    return place.rank, place.page, link.position, link.text, link.region, link.element


class LinkTable:
    """Adds links page by page.

    Remembers for links whose samples are full which sample is the last: most links of a page stand on every page, and
    for those it then only counts. Remembered is what an earlier step committed, and samples only ever get better, so a
    step that is thrown away makes nothing wrong. Where the last snapshot's index is attached as `earlier`, a link keeps
    the number that it had there.
    """

    def __init__(self, db: sqlite3.Connection, internal: Callable[[str], bool]) -> None:
        """`internal` tells whether a target belongs to the site."""
        self._db, self._internal = db, internal
        self._numbers: dict[Key, int] = {}
        self._last: dict[int, Sample] = {}
        schemas = [row["name"] for row in db.execute("PRAGMA database_list")]
        self._earlier = "earlier" in schemas
        tables = ("link", "earlier.link") if self._earlier else ("link",)
        self._highest = max(db.execute(f"SELECT max(id) FROM {name}").fetchone()[0] or 0 for name in tables)  # noqa: S608

    def add(self, place: Place, found: Iterable[FoundLink]) -> list[tuple[int, list[FoundLink]]]:
        """Add one page's links, which come back by the number of their row. Called once per page, inside its step."""
        grouped = [(self._place(key, links, place), links) for key, links in grouped_links(found).items()]
        self._db.executemany(
            "UPDATE link SET count = count + ?, pages = pages + 1, on_home = max(on_home, ?) WHERE id = ?",
            [(len(links), int(place.home), number) for number, links in grouped],
        )
        return grouped

    def improves(self, number: int, place: Place) -> bool:
        """Whether links of this place may come among the samples of a row."""
        last = self._last.get(number)
        return last is None or last[:2] >= place.order

    def put(self, key: Key, number: int, new: list[Sample], href: str) -> None:
        """Put links among the samples of their row; `href` is the raw value at the first place of `new`."""
        row = self._db.execute("SELECT samples FROM main.link WHERE id = ?", (number,)).fetchone()
        self._merge(key, number, row and row["samples"], new, href)

    def _merge(self, key: Key, number: int, samples: str | None, new: list[Sample], href: str) -> None:
        """The same, with the samples that are there; None: no row is."""
        kept: list[Sample] = [tuple(sample) for sample in json.loads(samples)] if samples else []
        if len(kept) == MAX_SAMPLES:
            self._remember(key, number, kept[-1])
        merged = sorted([*kept, *new])[:MAX_SAMPLES]
        if samples is None:
            self._db.execute(
                "INSERT INTO link (id, target, role, element, internal, href, samples) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, *key, int(self._internal(key[0])), href, dump(merged)),
            )
        elif merged != kept:
            self._db.execute("UPDATE link SET samples = ? WHERE id = ?", (dump(merged), number))
        if kept and merged[0] != kept[0]:
            # The raw value shown is that of the first sample, whichever page answered first.
            self._db.execute("UPDATE link SET href = ? WHERE id = ?", (href, number))

    def _place(self, key: Key, links: list[FoundLink], place: Place) -> int:
        """Put the links among the samples of their row; returns its number."""
        number = self._numbers.get(key)
        if number is None or self.improves(number, place):
            row = self._db.execute(_THERE, key).fetchone()
            number = int(row["id"]) if row else self._new_number(key)
            new = [sample_of(place, link) for link in links]
            self._merge(key, number, row and row["samples"], new, links[0].href[:MAX_HREF])
        return number

    def _new_number(self, key: Key) -> int:
        """The number of a row that is not there yet: that of the last index, or a new one."""
        row = self._db.execute(_BEFORE, key).fetchone() if self._earlier else None
        if row is not None:
            return int(row["id"])
        self._highest += 1
        return self._highest

    def _remember(self, key: Key, number: int, last: Sample) -> None:
        if len(self._last) >= _MAX_REMEMBERED:
            self._last.clear()
            self._numbers.clear()
        self._numbers[key], self._last[number] = number, last


def put_place_links(db: sqlite3.Connection, place: Place, found: Iterable[tuple[str, FoundLink]]) -> None:
    """Write one page's links to places within pages; an empty name is none. Inside a step."""
    links: dict[tuple[str, str], FoundLink] = {}
    for name, link in found:
        if name:
            links.setdefault((link.url, name), link)
    db.executemany(
        "INSERT INTO fragment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*key, place.page, place.rank, at.text, at.element, at.position, at.region) for key, at in links.items()],
    )


def sealed_samples(working: str) -> str:
    """Working samples in the form that a sealed index has."""
    return samples_to_json(sources_of(working))


def sources_of(working: str) -> tuple[Source, ...]:
    """The places of a link whose samples stand in an index that is not sealed yet."""
    samples = json.loads(working)
    return tuple(Source(page, text, element, place, region) for _, page, place, text, region, element in samples)
