"""An element of a page as a browser showed it, kept without the page: enough to name, show and find it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tag:
    """One element's name (lower case) and those of its attributes that tell it apart: see `KEPT`."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


#: Attributes worth keeping of an element and its ancestors; whoever gathers them in a browser keeps these.
KEPT = ("id", "class", "name", "type", "role")


@dataclass(frozen=True, slots=True)
class SeenElement:
    """An element that was measured in a browser.

    `selector` finds it again in that document; `html` is its source in short (untrusted, at most 500 characters).
    `lineage` is the element itself, then its ancestors up to the root. `shot` is its picture's path inside the
    snapshot, empty when none was taken.
    """

    selector: str
    html: str
    lineage: tuple[Tag, ...]
    shot: str = ""
