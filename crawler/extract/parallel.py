"""Days that stand in a column of their own beside a column of titles."""

from __future__ import annotations

from datetime import date

from crawler.extract.item_dates import day_of_text
from crawler.extract.lines import lines_of
from crawler.extract.neighbours import DATE_ONLY
from crawler.extract.tree import Element

#: Fewest entries that are paired with days, how few and how many characters a day takes, and how many levels up the
#: column may stand.
MIN_ENTRIES = 3
_DAY_TEXT = (4, 25)
_LEVELS = 3


def days_beside(group: Element, number: int, seen_on: date) -> list[date]:
    """One day for each of `number` entries of a list, from a neighbour that holds nothing but as many days."""
    column = group
    for _ in range(_LEVELS):
        if number < MIN_ENTRIES or column.parent is None or column.tag in ("body", "html"):
            break
        for sibling in column.parent.children:
            if (
                isinstance(sibling, Element)
                and sibling is not column
                and _DAY_TEXT[0] * number <= sibling.size <= _DAY_TEXT[1] * number
            ):
                found = _days_of(sibling, number, seen_on)
                if found:
                    return found
        column = column.parent
    return []


def _days_of(element: Element, number: int, seen_on: date) -> list[date]:
    texts = [line.text for line in lines_of(element)]
    if len(texts) != number or not all(DATE_ONLY.fullmatch(text) for text in texts):
        return []
    days = [day_of_text(text, seen_on) for text in texts]
    return [day for day in days if day is not None] if None not in days else []
