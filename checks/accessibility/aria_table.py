"""Tables made of roles alone: where cells stand, and which header cells have others that belong to them.

Rows and cells are those that the table owns (ARIA 1.2, section 5.2.7); positions are counted, unless aria-colindex
says them; aria-colspan and aria-rowspan reach as far as they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from checks.accessibility.naming import with_explicit_role
from checks.accessibility.outline import Outline
from checks.accessibility.owning import owning_of
from checks.accessibility.visibility import value

_TABLES = ("table", "grid", "treegrid")
_GROUPS = frozenset({"rowgroup"})
_HEADERS = frozenset({"columnheader", "rowheader"})
_CELLS = frozenset({"cell", "gridcell"}) | _HEADERS
#: Most cells of a table that is laid out, and the farthest that a cell is taken to reach.
_MOST_CELLS, _WIDEST = 1_000, 1_000


@dataclass(frozen=True, slots=True)
class AriaCell:
    """One cell: its role, and the columns and rows that it reaches over, counted from 1."""

    node: LexborNode
    role: str
    columns: range
    rows: range


@dataclass(slots=True)
class AriaTable:
    """A table's cells in reading order; `doubt`: scripts, styles or what is not loaded yet may change them."""

    cells: list[AriaCell] = field(default_factory=list)
    doubt: bool = False

    @property
    def headers(self) -> list[AriaCell]:
        """Column and row headers."""
        return [cell for cell in self.cells if cell.role in _HEADERS]

    def heads(self, header: AriaCell) -> bool:
        """Whether another cell stands in its rows or, of a column header, in its columns (ACT: assigned cell): any
        cell below it, or one above that is no header itself."""
        if header.role == "rowheader":
            return any(cell is not header and _meet(cell.rows, header.rows) for cell in self.cells)
        return any(_meet(cell.columns, header.columns) and _is_headed(cell, header) for cell in self.cells)


def _is_headed(cell: AriaCell, header: AriaCell) -> bool:
    """Whether a cell of its column belongs to a header: it stands below, or is data of another row."""
    below = cell.rows.start >= header.rows.stop
    return below or (cell.role not in _HEADERS and not _meet(cell.rows, header.rows))


def aria_tables(seen: Outline) -> Iterator[AriaTable]:
    """Tables that assistive technology meets and that no table element makes, but for the largest."""
    for node in with_explicit_role(seen, _TABLES):
        if node.tag != "table" and value(seen.attributes(node), "aria-busy").lower() != "true":
            table = _laid_out(seen, node)
            if len(table.cells) < _MOST_CELLS:
                yield table


def _laid_out(seen: Outline, node: LexborNode) -> AriaTable:
    owning = owning_of(seen)
    owned = owning.owned(node, _GROUPS)
    # Where a table says how many rows or columns it has, some of them may come only when they are wanted.
    told = any(name in seen.attributes(node) for name in ("aria-rowcount", "aria-colcount"))
    table = AriaTable(doubt=owned.doubt or told)
    rows = [row for row, role in owned.elements if role == "row"]
    reached: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        inner = owning.owned(row)
        table.doubt = table.doubt or inner.doubt or row.mem_id in seen.perhaps
        _take_row(seen, table, number, inner.elements, reached)
    return table


def _take_row(
    seen: Outline, table: AriaTable, number: int, held: list[tuple[LexborNode, str]], reached: dict[int, int]
) -> None:
    """Place a row's cells; `reached` tells to which row a cell above reaches down in a column."""
    column = 1
    for node, role in held:
        if role not in _CELLS or len(table.cells) >= _MOST_CELLS:
            continue
        table.doubt = table.doubt or node.mem_id in seen.perhaps
        while reached.get(column, 0) >= number:
            column += 1
        attributes = seen.attributes(node)
        column = _number(value(attributes, "aria-colindex")) or column
        wide, high = (_number(value(attributes, f"aria-{name}span")) or 1 for name in ("col", "row"))
        cell = AriaCell(node, role, range(column, column + wide), range(number, number + high))
        table.cells.append(cell)
        if high > 1:
            reached.update(dict.fromkeys(cell.columns, number + high - 1))
        column += wide


def _meet(some: range, others: range) -> bool:
    return some.start < others.stop and others.start < some.stop


def _number(text: str) -> int:
    text = text[:6]
    return min(int(text), _WIDEST) if text.isascii() and text.isdecimal() else 0
