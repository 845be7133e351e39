"""Links stored once per (target, role, element): a navigation bar on 5,000 pages costs one row, not 5,000."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from core.outcome import Source
from core.snapshot import Role
from core.snapshot.codec import dump, samples_to_json
from crawler.extract import FoundLink

#: Most places kept per link (the contract of core.snapshot.Link).
MAX_SAMPLES = 20
#: Longest raw value kept as the name of a link that no browser can open, in characters.
MAX_HREF = 2000


class Place(NamedTuple):
    """Where the links were found."""

    page: str
    depth: int
    home: bool


#: target, role, element.
_Key = tuple[str, Role, str]
#: One stored sample: its rank first and element last, so that sorting gives home first, then level by level.
_Sample = tuple[int, str, int, str, str, str]


def link_target(found: FoundLink) -> str:
    """The address a link is stored under; for a malformed one its raw value."""
    return found.url or found.href[:MAX_HREF]


def add_links(
    db: sqlite3.Connection, place: Place, found: Iterable[FoundLink], internal: Callable[[str], bool]
) -> None:
    """Add one page's links. Called once per page, inside its transaction."""
    grouped: dict[_Key, list[FoundLink]] = {}
    for link in found:
        grouped.setdefault((link_target(link), link.role, link.element), []).append(link)
    for key, links in grouped.items():
        _add(db, key, links, place, internal)


def _add(
    db: sqlite3.Connection, key: _Key, links: list[FoundLink], place: Place, internal: Callable[[str], bool]
) -> None:
    rank = -1 if place.home else place.depth
    new = [(rank, place.page, link.position, link.text, link.region, link.element) for link in links]
    row = db.execute("SELECT id, samples FROM link WHERE target = ? AND role = ? AND element = ?", key).fetchone()
    on_home = int(place.home)
    href = links[0].href[:MAX_HREF]
    if row is None:
        db.execute(
            "INSERT INTO link (target, role, element, internal, count, pages, on_home, href, samples)"
            " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
            (*key, int(internal(key[0])), len(links), on_home, href, dump(sorted(new)[:MAX_SAMPLES])),
        )
        return
    db.execute(
        "UPDATE link SET count = count + ?, pages = pages + 1, on_home = max(on_home, ?) WHERE id = ?",
        (len(links), on_home, row["id"]),
    )
    _merge_samples(db, row, new, href)


def _merge_samples(db: sqlite3.Connection, row: sqlite3.Row, new: list[_Sample], href: str) -> None:
    kept: list[_Sample] = [tuple(sample) for sample in json.loads(row["samples"])]
    merged = sorted([*kept, *new])[:MAX_SAMPLES]
    if merged == kept:
        return
    db.execute("UPDATE link SET samples = ? WHERE id = ?", (dump(merged), row["id"]))
    if merged[0] != kept[0]:
        # The raw value shown is that of the first sample, whichever page answered first.
        db.execute("UPDATE link SET href = ? WHERE id = ?", (href, row["id"]))


def finish_samples(db: sqlite3.Connection) -> None:
    """Turn working samples into the sealed form, in place."""
    for row in db.execute("SELECT id, samples FROM link").fetchall():
        samples = tuple(
            Source(page, text, element, position, region)
            for _, page, position, text, region, element in json.loads(row["samples"])
        )
        db.execute("UPDATE link SET samples = ? WHERE id = ?", (samples_to_json(samples), row["id"]))
