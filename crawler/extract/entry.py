"""One entry of a list on a page."""

from __future__ import annotations

from dataclasses import dataclass

from core.snapshot.facts import ListItem
from crawler.extract.blocks import Block


@dataclass(frozen=True, slots=True)
class Entry:
    """One list entry and the element that holds it and its date."""

    item: ListItem
    block: Block
