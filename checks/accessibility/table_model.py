"""Cells of a table by row and column, and which headers they have (HTML, sections 4.9.12.1 and 4.9.12.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from checks.accessibility.visibility import Attributes, value
from checks.accessibility.words import is_blank

#: HTML caps colspan at 1,000; tables with more slots than this are not laid out.
_WIDEST = 1_000
MAX_SLOTS = 20_000
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_SCOPES = {"col": "col", "row": "row", "colgroup": "colgroup", "rowgroup": "rowgroup"}


@dataclass(slots=True, eq=False)
class Cell:
    """One td or th (`is_header`), where it begins and how far it reaches."""

    node: LexborNode
    is_header: bool
    attributes: Attributes
    x: int
    y: int
    width: int = 1
    height: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing: no text, no picture, no field."""
        return shows_nothing(self.node)


def shows_nothing(cell: LexborNode) -> bool:
    """Whether there is no text, no picture and no field in a cell."""
    return is_blank(cell.text()) and cell.css_first("img, input, select, textarea, svg, object") is None


@dataclass(slots=True)
class Table:
    """A table's cells in document order, and each slot's cell; `rows` counts tr elements. Where a td stands is kept."""

    cells: list[Cell] = field(default_factory=list)
    slots: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: int = 0
    width: int = 0
    data_rows: set[int] = field(default_factory=set)
    data_columns: set[int] = field(default_factory=set)

    def headed(self) -> set[int]:
        """mem_id of every th that is a header of at least one other cell.

        A header is assigned to the next cell below it (or right of it) that names no headers of its own: scanning from
        there, nothing stands between that could hide it.
        """
        by_id = {value(cell.attributes, "id"): cell for cell in reversed(self.cells) if cell.attributes}
        found: set[int] = set()
        for cell in self.cells:
            if "headers" in cell.attributes:
                names = value(cell.attributes, "headers").split()
                found |= {by_id[name].node.mem_id for name in names if name in by_id and by_id[name] is not cell}
            if cell.is_header and self._heads_next(cell):
                found.add(cell.node.mem_id)
        return found

    def is_column_header(self, cell: Cell) -> bool:
        """Whether a th heads its columns: by scope, or because no data stands in its rows."""
        scope = _scope(cell)
        rows = range(cell.y, cell.y + cell.height)
        return scope == "col" or (not scope and self.data_rows.isdisjoint(rows))

    def is_row_header(self, cell: Cell) -> bool:
        """Whether a th heads its rows: by scope, or because no data stands in its columns."""
        scope = _scope(cell)
        columns = range(cell.x, cell.x + cell.width)
        return scope == "row" or (
            not scope and not self.is_column_header(cell) and self.data_columns.isdisjoint(columns)
        )

    def _heads_next(self, cell: Cell) -> bool:
        if self.is_column_header(cell):
            columns = range(cell.x, cell.x + cell.width)
            return any(self._is_free(x, y) for x in columns for y in range(cell.y + cell.height, self.rows))
        if self.is_row_header(cell):
            rows = range(cell.y, cell.y + cell.height)
            return any(self._is_free(x, y) for y in rows for x in range(cell.x + cell.width, self.width))
        return _scope(cell) in ("rowgroup", "colgroup")

    def _is_free(self, x: int, y: int) -> bool:
        cell = self.slots.get((x, y))
        return cell is not None and "headers" not in cell.attributes


def table_of(node: LexborNode) -> Table | None:
    """The table's cells laid out; None when it is larger than anybody could read."""
    found = Table()
    pending: dict[int, int] = {}
    for row in _rows(node):
        y, x = found.rows, 0
        found.rows += 1
        for child, is_header in _cells(row):
            while pending.get(x, 0) > y:
                x += 1
            attributes = child.attributes
            cell = Cell(child, is_header, attributes, x, y)
            if attributes:
                cell.width, cell.height = _span(attributes, "colspan"), _span(attributes, "rowspan")
            if len(found.slots) + cell.width * cell.height > MAX_SLOTS:
                return None
            _place(found, cell, pending)
            x += cell.width
    return found


def _place(table: Table, cell: Cell, pending: dict[int, int]) -> None:
    table.cells.append(cell)
    table.width = max(table.width, cell.x + cell.width)
    if cell.width == cell.height == 1:
        _place_one(table, cell)
        return
    if not cell.is_header and not _is_corner(cell):
        table.data_rows.update(range(cell.y, cell.y + cell.height))
        table.data_columns.update(range(cell.x, cell.x + cell.width))
    for x in range(cell.x, cell.x + cell.width):
        pending[x] = cell.y + cell.height
        for y in range(cell.y, cell.y + cell.height):
            table.slots.setdefault((x, y), cell)


def _place_one(table: Table, cell: Cell) -> None:
    """The same for a cell of one slot, as most are: it reaches into no other row."""
    table.slots.setdefault((cell.x, cell.y), cell)
    if not cell.is_header and not _is_corner(cell):
        table.data_rows.add(cell.y)
        table.data_columns.add(cell.x)


def _is_corner(cell: Cell) -> bool:
    """Whether it is the cell where column and row headers meet, which is left empty and is no data."""
    return cell.x == cell.y == 0 and cell.is_empty


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    for child in row.iter():
        tag = child.tag
        if tag in ("td", "th"):
            yield child, tag == "th"


def _span(attributes: Attributes, name: str) -> int:
    text = value(attributes, name)[:6] if name in attributes else ""
    return min(int(text), _WIDEST) or 1 if text.isascii() and text.isdecimal() else 1


def _scope(cell: Cell) -> str:
    return _SCOPES.get(value(cell.attributes, "scope").lower(), "")
