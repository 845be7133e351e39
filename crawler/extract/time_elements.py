"""Days that a page shows without a year, and states whole in the attribute of a time element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.extract.dates import FULL, full_day
from crawler.extract.lines import Line
from crawler.extract.tree import Element, Tree, words

_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?![\d.])(?:\s?日)?")
#: Most time elements read, and most characters of what they show and state.
_MOST, _SHOWN, _STATED = 50, 40, 60
#: How far above a time element the block of its line may be.
_LEVELS = 12


def with_years(lines: Sequence[Line], tree: Tree) -> list[Line]:
    """The lines, with the year of `datetime` before a month and a day that it agrees with."""
    stated = [time for time in tree.tagged("time") if "datetime" in time.attrs][:_MOST]
    if not stated:
        return list(lines)
    places: dict[Element, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line.block, []).append(number)
    told = list(lines)
    for time in stated:
        shown, whole = words(time), _whole(time)
        for number in _around(time, places) if whole else ():
            if shown in told[number].text:
                told[number] = told[number]._replace(text=told[number].text.replace(shown, whole, 1))
                break
    return told


def drop_changed_times(tree: Tree) -> None:
    """Take away the time of the last change beside that of publication (hAtom's `updated` and `published`): themes hide
    it by style.
    """
    for time in tree.tagged("time"):
        if "updated" not in time.names.split() or "published" in time.names.split() or time.parent is None:
            continue
        beside = (child for child in time.parent.children[:_MOST] if isinstance(child, Element))
        if any(near.tag == "time" and "published" in near.names.split() for near in beside):
            time.attrs = {}
            time.children = []
            for above in time.ancestors():
                above.size -= time.size
            time.size = 0


def _around(time: Element, places: dict[Element, list[int]]) -> Iterator[int]:
    """The lines that a time element may stand in: those of the nearest block above it that has any."""
    for above, _ in zip(time.ancestors(), range(_LEVELS), strict=False):
        if above in places:
            yield from places[above]
            return


def _whole(time: Element) -> str:
    """What a time element shows, its day with the year; empty when it shows a year, no day, or another one."""
    shown, match = words(time), FULL.search(time.attrs["datetime"][:_STATED])
    day = full_day(match) if match else None
    short = _SHORT.search(shown) if len(shown) <= _SHOWN and not FULL.search(shown) else None
    if day is None or short is None or (int(short[1]), int(short[2])) != (day.month, day.day):
        return ""
    return shown[: short.start()] + day.isoformat() + shown[short.end() :]
