"""Links stored once per (target, role, element): a navigation bar on 5,000 pages costs one row, not 5,000."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.outcome import Source
from core.snapshot import Role
from core.snapshot.codec import MAX_SAMPLES, dump, samples_to_json
from crawler.extract import FoundLink

#: Longest raw value kept as the name of a link that no browser can open, in characters.
MAX_HREF = 2000
#: Most links remembered at one time; bounds memory.
_MAX_REMEMBERED = 20_000
#: Links whose samples are finished at one time; bounds memory.
_AT_ONCE = 1000
_NEXT_SAMPLES = "SELECT id, samples FROM link WHERE id > ? ORDER BY id LIMIT ?"


class Place(NamedTuple):
    """Where the links were found; `level` says in which wave of the crawl."""

    page: str
    level: int
    home: bool


#: target, role, element.
_Key = tuple[str, Role, str]
#: One stored sample: its rank first and element last, so that sorting gives home first, then level by level.
_Sample = tuple[int, str, int, str, str, str]


def link_target(found: FoundLink) -> str:
    """The address a link is stored under; for a malformed one its raw value."""
    return found.url or found.href[:MAX_HREF]


class LinkTable:
    """Adds links page by page.

    Remembers for links whose samples are full which sample is the last: most links of a page stand on every page, and
    for those it then only counts. Remembered is what an earlier step committed, and samples only ever get better, so a
    step that is thrown away makes nothing wrong.
    """

    def __init__(self, db: sqlite3.Connection, internal: Callable[[str], bool]) -> None:
        """`internal` tells whether a target belongs to the site."""
        self._db, self._internal = db, internal
        self._full: dict[_Key, tuple[int, _Sample]] = {}

    def add(self, place: Place, found: Iterable[FoundLink]) -> None:
        """Add one page's links. Called once per page, inside its transaction."""
        grouped: dict[_Key, list[FoundLink]] = {}
        for link in found:
            grouped.setdefault((link_target(link), link.role, link.element), []).append(link)
        counts = [(len(links), int(place.home), self._place(key, links, place)) for key, links in grouped.items()]
        self._db.executemany(
            "UPDATE link SET count = count + ?, pages = pages + 1, on_home = max(on_home, ?) WHERE id = ?", counts
        )

    def _place(self, key: _Key, links: list[FoundLink], place: Place) -> int:
        """Put the links among the samples of their row; returns its id."""
        rank = -1 if place.home else place.level
        full = self._full.get(key)
        if full is not None and full[1][:2] < (rank, place.page):
            return full[0]
        new = [(rank, place.page, link.position, link.text, link.region, link.element) for link in links]
        href = links[0].href[:MAX_HREF]
        row = self._db.execute(
            "SELECT id, samples FROM link WHERE target = ? AND role = ? AND element = ?", key
        ).fetchone()
        return self._insert(key, new, href) if row is None else self._merge(key, row, new, href)

    def _insert(self, key: _Key, new: list[_Sample], href: str) -> int:
        cursor = self._db.execute(
            "INSERT INTO link (target, role, element, internal, href, samples) VALUES (?, ?, ?, ?, ?, ?)",
            (*key, int(self._internal(key[0])), href, dump(sorted(new)[:MAX_SAMPLES])),
        )
        return int(cursor.lastrowid or 0)

    def _merge(self, key: _Key, row: sqlite3.Row, new: list[_Sample], href: str) -> int:
        number = int(row["id"])
        kept: list[_Sample] = [tuple(sample) for sample in json.loads(row["samples"])]
        if len(kept) == MAX_SAMPLES:
            if len(self._full) >= _MAX_REMEMBERED:
                self._full.clear()
            self._full[key] = (number, kept[-1])
        merged = sorted([*kept, *new])[:MAX_SAMPLES]
        if merged != kept:
            self._db.execute("UPDATE link SET samples = ? WHERE id = ?", (dump(merged), number))
        if merged[0] != kept[0]:
            # The raw value shown is that of the first sample, whichever page answered first.
            self._db.execute("UPDATE link SET href = ? WHERE id = ?", (href, number))
        return number


def put_place_links(db: sqlite3.Connection, place: Place, found: Iterable[tuple[str, FoundLink]]) -> None:
    """Write one page's links to places within pages; an empty name is none. Inside a step."""
    links: dict[tuple[str, str], FoundLink] = {}
    for name, link in found:
        if name:
            links.setdefault((link.url, name), link)
    rank = -1 if place.home else place.level
    db.executemany(
        "INSERT INTO fragment VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*key, place.page, rank, at.text, at.element, at.position, at.region) for key, at in links.items()],
    )


def finish_samples(db: sqlite3.Connection) -> None:
    """Turn working samples into the sealed form, in place, some rows at a time."""
    last = 0
    while rows := db.execute(_NEXT_SAMPLES, (last, _AT_ONCE)).fetchall():
        last = rows[-1]["id"]
        db.executemany(
            "UPDATE link SET samples = ? WHERE id = ?", ((_sealed(row["samples"]), row["id"]) for row in rows)
        )


def _sealed(working: str) -> str:
    samples = (
        Source(page, text, element, position, region)
        for _, page, position, text, region, element in json.loads(working)
    )
    return samples_to_json(tuple(samples))
