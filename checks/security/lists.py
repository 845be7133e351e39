"""The lists in force for a snapshot: as sealed with the crawl, else those that ship. Holds no check of its own."""

from __future__ import annotations

from functools import cache

from core.snapshot import Snapshot
from core.watchlists import Watchlists, load_watchlists, read_watchlists

#: Kind of the probe that holds the lists.
KIND = "watchlists"


def lists_of(snapshot: Snapshot) -> Watchlists:
    """The lists to judge by, so that judging again anywhere says the same."""
    for probe in snapshot.probes(KIND):
        return read_watchlists(probe.data)
    return _shipped()


@cache
def _shipped() -> Watchlists:
    return load_watchlists()
