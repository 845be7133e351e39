"""Lists that show months and days without years, in falling order, over the turn of a year.

Each day alone is taken for the newest that has come (`crawler.extract.dates.resolve`), so that below January and
December of last year a day of November seems to be this year's again. One rise in a list that falls everywhere else is
such a turn; some entries pinned above a list look alike, so a turn is only believed behind several entries, without any
mark of pinning, and when all fall into place with it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from crawler.extract.blocks import Block
from crawler.extract.dates import make_day
from crawler.extract.entry import Entry
from crawler.extract.tree import Element

#: Fewest entries before a turn and behind it.
_BEFORE, _BEHIND = 3, 1
#: Lists that are cut into pieces of some rows each.
_PIECES = frozenset({"ul", "ol", "dl", "table"})
_PINNED = re.compile(r"置\s*顶|[\[【(（]\s*(?:顶|荐|热)\s*[\]】)）]|^(?:顶|荐|热|top)$", re.I)
_PIN_NAMES = re.compile(r"(?:^|[\s_\-])(?:zd|zhiding|top|stick\w*|pin\w*|ding|istop)(?:$|[\s_\-])")


def with_turns(entries: Sequence[Entry], guessed: Container[Element]) -> list[Entry]:
    """The entries, those behind a turn of the year with the year before; `guessed` are links whose year is not
    shown.
    """
    lists: dict[Hashable, list[int]] = {}
    for place, entry in enumerate(entries):
        lists.setdefault(_list_of(entry.block), []).append(place)
    told = list(entries)
    for places in lists.values():
        members = [entries[place] for place in places]
        if len(members) > _BEFORE and all(entry.block.link in guessed for entry in members):
            days = _turned([entry.item.day for entry in members if entry.item.day], members)
            for place, day in zip(places, days, strict=False):
                told[place] = replace(told[place], item=replace(told[place].item, day=day))
    return told


def _list_of(block: Block) -> Hashable:
    group = block.group
    return (group.parent, group.tag) if group.tag in _PIECES and group.parent is not None else group


def _turned(days: list[date], members: Sequence[Entry]) -> list[date]:
    """The days with their turn; none when there is no turn to believe."""
    rises = [place for place, (above, below) in enumerate(pairwise(days), 1) if below > above]
    if len(rises) != 1 or rises[0] < _BEFORE or any(_is_pinned(each.block) for each in members[: rises[0]]):
        return []
    earlier = [make_day(day.year - 1, day.month, day.day) for day in days[rises[0] :]]
    found = [*days[: rises[0]], *(day for day in earlier if day is not None)]
    falls = all(below <= above for above, below in pairwise(found))
    return found if falls and len(found) == len(days) else []


def _is_pinned(block: Block) -> bool:
    if any(_PINNED.search(text) for text in (*block.beside, *block.inside)):
        return True
    within = (block.element, *(below for below in block.element.elements() if below.tag in ("span", "i", "em", "img")))
    return any(_PIN_NAMES.search(below.names) is not None for below in within)
