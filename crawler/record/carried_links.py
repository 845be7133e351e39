"""Links of pages that were taken over: counted many pages at once, by the numbers of the last snapshot's rows."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.snapshot import Role
from core.snapshot.codec import MAX_SAMPLES
from crawler.extract import FoundLink
from crawler.record.brief import Brief
from crawler.record.links import MAX_HREF, Key, LinkTable, Place, Sample, grouped_links, sample_of, with_untidy
from crawler.record.readings import found_links

_EARLIER = "SELECT target, role, element, href, samples FROM earlier.link WHERE id = ?"
_COUNT = "UPDATE link SET count = count + ?, pages = pages + ?, on_home = max(on_home, ?) WHERE id = ?"


class Carried(NamedTuple):
    """One page and its links in brief."""

    place: Place
    brief: Brief


class CarriedLinks:
    """Adds the links of pages that were taken over, with the same outcome as `LinkTable.add` page by page."""

    def __init__(self, db: sqlite3.Connection, table: LinkTable) -> None:
        self._db, self._table = db, table
        self._read: dict[str, dict[Key, list[FoundLink]]] = {}

    def add(self, carried: Iterable[Carried]) -> None:
        """Add all links of some pages. Inside a step."""
        pages = sorted(carried, key=lambda each: each.place.order)
        on_pages, again, at_home = Counter[int](), Counter[int](), set[int]()
        for place, brief in pages:
            on_pages.update(brief.links)
            at_home.update(brief.links if place.home else ())
            for number, often in zip(brief.links, brief.counts, strict=True):
                if often > 1:
                    again[number] += often - 1
        for number, places in self._first_places(pages, on_pages).items():
            if self._table.improves(number, places[0][0]):
                self._put_samples(number, places)
        self._db.executemany(
            _COUNT,
            [(pages + again[number], pages, int(number in at_home), number) for number, pages in on_pages.items()],
        )
        self._read.clear()

    def _first_places(self, pages: Sequence[Carried], numbers: Iterable[int]) -> dict[int, list[tuple[Place, int]]]:
        """Where links stand whose samples are not known to be better ones, and how often there; the first pages of
        each, for later ones' samples come after those of as many pages as there are samples.
        """
        places: dict[int, list[tuple[Place, int]]] = {}
        # On most pages most links are those of all pages.
        wanted = {number for number in numbers if self._table.improves(number, pages[0].place)}
        for place, brief in pages:
            found = wanted.intersection(brief.links)
            often = dict(zip(brief.links, brief.counts, strict=True)) if found else {}
            for number in found:
                seen = places.setdefault(number, [])
                if len(seen) < MAX_SAMPLES:
                    seen.append((place, often[number]))
        return places

    def _put_samples(self, number: int, places: Sequence[tuple[Place, int]]) -> None:
        row = self._db.execute(_EARLIER, (number,)).fetchone()
        key, kept = (row["target"], Role(row["role"]), row["element"]), json.loads(row["samples"])
        samples: list[Sample] = []
        for place, often in places:
            own = [each for each in kept if each[0] == place.page]
            # Of many samples only the first were kept.
            whole = len(own) == often
            samples += (
                [(place.rank, page, position, text, region, element) for page, text, element, position, region in own]
                if whole
                else [sample_of(place, link) for link in self._links_of(place.page)[key]]
            )
        best = places[0][0].page
        same = bool(kept) and kept[0][0] == best
        href = row["href"] if same else self._links_of(best)[key][0].href[:MAX_HREF]
        self._table.put(key, number, samples, href)

    def _links_of(self, page: str) -> dict[Key, list[FoundLink]]:
        if page not in self._read:
            row = self._db.execute("SELECT links FROM earlier.reading WHERE url = ?", (page,)).fetchone()
            self._read[page] = grouped_links(with_untidy(found_links(row["links"])))
        return self._read[page]
