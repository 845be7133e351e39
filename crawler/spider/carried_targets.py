"""Where the links of pages that are taken over lead: looked up once, however many pages carry them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crawler.extract.place import is_public
from crawler.record.brief import Brief
from crawler.record.links import Place

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: Most targets remembered; bounds memory.
_MAX = 20_000
_TARGETS = "SELECT id, target FROM earlier.link WHERE id IN (SELECT value FROM json_each(?))"


class CarriedTargets:
    """Targets by the number of their row in the last snapshot."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._targets: dict[int, str] = {}
        self._misplaced: dict[int, str] = {}

    def learn(self, briefs: Iterable[Brief]) -> None:
        """Look up what is not known yet of the links of some pages."""
        if len(self._targets) > _MAX:
            self._targets.clear()
            self._misplaced.clear()
        new = set().union(*(brief.links for brief in briefs)) - self._targets.keys()
        for row in self._visit.recorder.db.execute(_TARGETS, (json.dumps(sorted(new)),)):
            self._targets[row["id"]] = row["target"]
            reason = self._visit.misplaced(row["target"])
            if reason:
                self._misplaced[row["id"]] = reason

    def followed(self, brief: Brief) -> list[str]:
        """The addresses of pages that one page leads to, in its order."""
        return list(dict.fromkeys(self._targets[number] for number in brief.follow))

    def faults(self, brief: Brief, place: Place) -> Iterator[tuple[str, str]]:
        """Targets of one page that nobody can open as they are written or from where they stand, and why (Chinese)."""
        written = dict(brief.faults)
        yield from ((self._targets[number], reason) for number, reason in written.items())
        if self._misplaced and is_public(place.page):
            for number in self._misplaced.keys() & brief.links - written.keys():
                yield self._targets[number], self._misplaced[number]
