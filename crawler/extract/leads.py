"""Addresses worth fetching that a page does not state as links: what its style sheets, feeds and list scripts load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lead:
    """One address to fetch and the name of the reader of its answer; "" means an ordinary page.

    A lead may be guessed from a paging script: one that does not open accuses nobody.
    """

    url: str
    reader: str = ""
