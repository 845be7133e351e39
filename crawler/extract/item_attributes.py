"""Days of list entries that are not in the text: in attributes, and in scripts that write them where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import islice

from crawler.extract.blocks import Block
from crawler.extract.date_labels import labelled_days
from crawler.extract.dates import FULL, full_day
from crawler.extract.lists.moments import day_of_value
from crawler.extract.tree import Element, Tree, in_order

#: Most elements of an entry looked at, and most characters of an attribute or a script.
MAX_ELEMENTS, MAX_TEXT = 60, 400
_NAMES = re.compile(r"datetime|data-(?:\w{0,10}(?:date|time|day)|d|t)")
_TELLING = frozenset({"title", "aria-label", "value"})
#: A date in data that an element carries as JSON.
_FIELD = re.compile(rf"\w{{0,12}}(?:date|time|day|rq|sj)\w{{0,6}}[\"']?\s{{0,5}}:\s{{0,5}}[\"']({FULL.pattern})", re.I)
_OTHER_NAME = re.compile(r"end|expir|updat|modif|dead|start|begin|until|last|valid|close|sign")
#: Title attributes hold a date alone beside words like 3天前.
_ALONE = re.compile(rf"\s*{FULL.pattern}[\s\dT:.+Z]*")


class HiddenDays:
    """The days that attributes and scripts of one page's elements name."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @cached_property
    def _named(self) -> dict[Element, list[date]]:
        telling = self._tree.bearing_any(_may_tell)
        found = ((element, list(_days(element))) for element in in_order((telling, self._tree.tagged("script"))))
        return {element: days for element, days in found if days}

    def of(self, block: Block) -> date | None:
        """The only day that attributes and scripts of an entry name."""
        named = self._named
        if not named:
            return None
        days = {day for element in islice(block.element.elements(), MAX_ELEMENTS) for day in named.get(element, ())}
        return days.pop() if len(days) == 1 else None


def _days(element: Element) -> Iterator[date]:
    for text in _texts(element):
        if text.strip().isdigit():
            moment = day_of_value(text.strip(), date.max)
            if moment:
                yield moment
            continue
        match = FULL.search(text[:MAX_TEXT])
        day = full_day(match) if match else None
        if day:
            yield day


def _may_tell(name: str) -> bool:
    """Whether an attribute of this name can hold a day at all."""
    return name in _TELLING or name.startswith("dat")


def _is_data_day(name: str, value: str) -> bool:
    """Whether an attribute of any name holds a day and nothing else, and its name says no other day."""
    return name.startswith("data-") and _ALONE.fullmatch(value) is not None and not _OTHER_NAME.search(name)


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "script":
        yield "".join(child for child in element.children if isinstance(child, str))
    for name, value in element.attrs.items():
        if name in _TELLING and "20" not in value and "19" not in value:
            continue
        dated = name.startswith("dat") and (_NAMES.fullmatch(name) or _is_data_day(name, value))
        if dated or (name in _TELLING and _ALONE.fullmatch(value)):
            yield value
        elif name in _TELLING and "20" in value:
            # Some tell all of an entry when the mouse stands over it, or to who listens.
            yield from (match[0] for match in labelled_days(value[:MAX_TEXT]))
        elif value[:1] == "{" and name.startswith("data-"):
            yield from (match[1] for match in _FIELD.finditer(value[:MAX_TEXT]))
