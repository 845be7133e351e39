"""Tables of a page as rows of text and trailing numbers. Holds no check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from core.snapshot import Page

#: Bounds of what is read: tables of a page, rows of a table, cells of a row.
_TABLES, _ROWS, _CELLS = 60, 400, 80
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `label` is the text of its cells up to the numbers, `numbers` those at its end.

    `gaps` is how many empty or unreadable cells stand among them.
    """

    label: str
    numbers: tuple[int, ...]
    gaps: int = 0


def tables_of(page: Page) -> Iterator[tuple[Line, ...]]:
    """The page's innermost tables in document order."""
    for table in page.dom.css("table")[:_TABLES]:
        if len(table.css("table")) <= 1:
            yield tuple(_line(row) for row in table.css("tr")[:_ROWS])


def _line(row: LexborNode) -> Line:
    cells = ["".join(cell.text(deep=True).split()) for cell in row.css("td, th")[:_CELLS]]
    start = len(cells)
    while start and (
        not cells[start - 1] or _NUMBER.fullmatch(cells[start - 1]) or cells[start - 1] in ("-", "—", "/")
    ):
        start -= 1
    # Blank cells between the label and the first number belong to the label.
    while start < len(cells) and not _NUMBER.fullmatch(cells[start]):
        start += 1
    numbers = tuple(int(cell) for cell in cells[start:] if _NUMBER.fullmatch(cell))
    return Line("".join(cells[:start]), numbers, len(cells) - start - len(numbers))
