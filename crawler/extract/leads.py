"""Addresses worth fetching that a page does not state as links: what its style sheets, feeds and list scripts load."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lead:
    """One address to fetch and the name of the reader of its answer; "" means an ordinary page.

    A lead may be `guessed` from a paging script, when the page does not state the address as it is: one that does not
    open accuses nobody, and leaves no gap where the list was read otherwise. With `core.snapshot.posted` the address of
    data may be one that is asked for by POST.
    """

    url: str
    reader: str = ""
    guessed: bool = field(default=False, compare=False)
