"""The day that an article shows in boxes: the day of the month large, year and month small, beside the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from crawler.extract.dates import make_day
from crawler.extract.lines import Line
from crawler.extract.tree import Element

#: Longest text of a box that holds a part of a date, in characters.
_BOX = 12
_BOXED = (
    re.compile(r"(?P<day>\d{1,2})日? (?P<year>20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})月?"),
    re.compile(r"(?P<year>20\d\d)年? (?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?"),
    re.compile(r"(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日? (?P<year>20\d\d)年?"),
)


def boxed_below(lines: Sequence[Line], index: int) -> date | None:
    """The day right below the title at `index`, or right above it in the same box: parts in boxes of their own."""
    holders = {lines[index].block.parent}
    above = [line for line in lines[max(0, index - 2) : index] if _parents(line) & holders]
    return _of_boxes(lines[index + 1 : index + 3]) or _of_boxes(above)


def _parents(line: Line) -> set[Element | None]:
    """The two elements around a line's block."""
    return set(islice(line.block.ancestors(), 2))


def _of_boxes(lines: Sequence[Line]) -> date | None:
    boxes = [line.text for line in lines if len(line.text) <= _BOX]
    texts = (*boxes, " ".join(boxes), " ".join(reversed(boxes)))
    match = next((fits for text in texts for pattern in _BOXED if (fits := pattern.fullmatch(text))), None)
    return make_day(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
