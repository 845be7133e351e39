"""What says nothing because something in it says nothing: told once, at the inner one, whose name is both's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from selectolax.lexbor import LexborNode

from checks.accessibility import image_alt, object_name, svg_name
from checks.accessibility.outline import Outline
from checks.ruling import Fault, Ruling

#: Most inner elements whose surroundings are looked at, and how far up.
_MOST, _CLIMB = 5_000, 32


def told_at_pictures(seen: Outline, ruling: Ruling) -> Ruling:
    """The ruling, what the page's rules on pictures tell of something inside left to them."""
    return told_within(ruling, pictures(seen))


@lru_cache(maxsize=1)
def pictures(seen: Outline) -> Sequence[Ruling]:
    """What the rules on pictures say of a page; kept, as several rules ask."""
    return [module.judged(seen) for module in (image_alt, svg_name, object_name)]


def told_within(ruling: Ruling, inner: Iterable[Ruling]) -> Ruling:
    """The ruling, with what `inner` rulings tell of something inside as told elsewhere.

    Their doubts count as well: what may give the inner one a name gives it to the outer one too.
    """
    around = frozenset(_around(fault for other in inner for fault in (*other.faults, *other.doubts)))
    faults, moved = _parted(ruling.faults, around)
    doubts, moved_too = _parted(ruling.doubts, around)
    return replace(ruling, faults=faults, doubts=doubts, elsewhere=[*ruling.elsewhere, *moved, *moved_too])


def _parted(faults: Iterable[Fault], around: frozenset[int]) -> tuple[list[Fault], list[Fault]]:
    kept: list[Fault] = []
    moved: list[Fault] = []
    for fault in faults:
        inside = isinstance(fault.node, LexborNode) and fault.node.mem_id in around
        (moved if inside else kept).append(fault)
    return kept, moved


def _around(faults: Iterable[Fault]) -> Iterator[int]:
    nodes = [fault.node for fault in faults if isinstance(fault.node, LexborNode)]
    for node in nodes[:_MOST]:
        above = node.parent
        for _ in range(_CLIMB):
            if above is None:
                break
            yield above.mem_id
            above = above.parent
