"""What the keyboard walk found out about an element is told there, and not asked about in the source as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from checks.interface import Check
from checks.ruling import Fault, Ruling
from checks.walking.walked import Told, sources_of, walked
from core.snapshot import Page

#: Rules of ours that ask, and what the walk tells of the same: names in the data of a "keyboard" probe.
_FOUND_OUT = {
    "a11y.bypass": ("skip",),
    "a11y.focus_moves": ("blurred", "moves", "windows", "changes"),
    "a11y.mouse_only": ("mouse",),
}


def left_to_walk(item: Check, page: Page, ruling: Ruling) -> Ruling:
    """The ruling with such doubts as told elsewhere; on a page that was not walked, all of it."""
    names = _FOUND_OUT.get(item.id)
    told = walked(page, "keyboard") if names and ruling.doubts else None
    if told is None:
        return ruling
    found = {key for name in names or () for one in _named(told, name) for key in sources_of(page, one)}
    doubts: list[Fault] = []
    moved: list[Fault] = []
    for fault in ruling.doubts:
        known = isinstance(fault.node, LexborNode) and fault.node.mem_id in found
        (moved if known else doubts).append(fault)
    return replace(ruling, doubts=doubts, elsewhere=[*ruling.elsewhere, *moved])


def _named(told: Told, name: str) -> Iterator[Told]:
    if name != "skip":
        yield from told.get(name, ())
    elif told["skip"]["found"] is not None:
        yield told["skip"]["found"]
