"""Days that stand in a column of their own beside a column of titles."""

from __future__ import annotations

from datetime import date

from crawler.extract.day_signs import DATE_ONLY
from crawler.extract.item_dates import day_of_text
from crawler.extract.lines import lines_of
from crawler.extract.tree import SILENT, Element, fold

#: Fewest entries that are paired with days, how few and how many characters a day takes, and how many levels up the
#: column may stand.
MIN_ENTRIES = 3
_DAY_TEXT = (4, 25)
_LEVELS = 3
#: What a day alone begins with: a bracket or a digit.
_DAY_BEGINS = frozenset("[(（【0123456789０１２３４５６７８９")


class DayColumns:
    """The columns of one page that may hold days and nothing else, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[Element, list[Element]] = {}

    def beside(self, group: Element, number: int, seen_on: date) -> list[date]:
        """One day for each of `number` entries of a list, from a neighbour that holds nothing but as many days."""
        column = group
        for _ in range(_LEVELS):
            if number < MIN_ENTRIES or column.parent is None or column.tag in ("body", "html"):
                break
            for sibling in self._within(column.parent):
                if sibling is not column and _DAY_TEXT[0] * number <= sibling.size <= _DAY_TEXT[1] * number:
                    found = _days_of(sibling, number, seen_on)
                    if found:
                        return found
            column = column.parent
        return []

    def _within(self, parent: Element) -> list[Element]:
        """The children that begin as a day does: nearly all do not."""
        if parent not in self._known:
            filled = (child for child in parent.children if isinstance(child, Element) and child.size)
            self._known[parent] = [child for child in filled if _first_text(child)[:1] in _DAY_BEGINS]
        return self._known[parent]


def _days_of(element: Element, number: int, seen_on: date) -> list[date]:
    texts = [line.text for line in lines_of(element)]
    if len(texts) != number or not all(DATE_ONLY.fullmatch(text) for text in texts):
        return []
    days = [day_of_text(text, seen_on) for text in texts]
    return [day for day in days if day is not None] if None not in days else []


def _first_text(element: Element) -> str:
    """The first visible text in an element."""
    stack: list[Element | str] = [element]
    while stack:
        child = stack.pop()
        if isinstance(child, Element):
            if child.tag not in SILENT and not child.hidden:
                stack.extend(reversed(child.children))
        elif text := fold(child):
            return text
    return ""
