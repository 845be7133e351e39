"""Header cells that head nothing: WCAG 2.2 SC 1.3.1 (A), ACT rule d0f69e."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from checks.accessibility.aria_table import AriaTable, aria_tables
from checks.accessibility.structure import Structure, role_of, structure_of
from checks.accessibility.table_model import Cell, Table, shows_nothing, table_of
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_TABLES = frozenset({"", "table", "grid", "treegrid"})
_HEADERS = frozenset({"", "columnheader", "rowheader"})


@rule(id="a11y.table_header", title="表头没有对应的单元格", wcag=("1.3.1",), act=("d0f69e",), version=2)
def table_header(page: Page, params: Params) -> Ruling:
    """是什么：数据表格中有表头单元格（th，或者用 role 标为 columnheader、rowheader），它所在的列或行却没有任何内容
    归它管。

    为什么重要：读屏软件逐格朗读时会带上表头。表头与内容对不上，听到的内容就不知道属于哪一项。

    如何整改：检查表格每一行的单元格数目与表头是否一致，合并单元格写准 colspan、rowspan；不是表头的用 td。例如：

        <tr><th>税率</th><th>金额</th></tr>
        <tr><td>15%</td><td>300 元</td></tr>
    """
    seen = structure_of(page.dom)
    looked_at = 0
    faults: list[Fault] = []
    doubts: list[Fault] = []
    for table in _data_tables(seen):
        heard = [cell for cell in table.cells if cell.is_header and _is_plain(seen, cell.node) and not cell.is_empty]
        headed = table.headed()
        looked_at += len(heard)
        # A table whose headers have no data yet is filled by a script, or is no data table.
        filled = any(cell.node.mem_id in headed for cell in heard) and _holds_data(table)
        for cell in heard:
            if cell.node.mem_id not in headed:
                (faults if filled and not _may_head(table, cell) else doubts).append(Fault(cell.node))
    for made in aria_tables(seen.outline):
        looked_at += _judge_made(made, faults, doubts)
    return Ruling(looked_at, faults, doubts)


def _judge_made(table: AriaTable, faults: list[Fault], doubts: list[Fault]) -> int:
    """Judge a table made of roles; the number of its headers."""
    headers = [cell for cell in table.headers if not shows_nothing(cell.node)]
    lone = [cell for cell in headers if not table.heads(cell)]
    data = [cell for cell in table.cells if cell.role not in _HEADERS]
    sure = not table.doubt and len(lone) < len(headers) and bool(data)
    width = max((cell.columns.stop for cell in table.cells), default=1) - 1
    for cell in lone:
        (faults if sure and len(cell.columns) < width else doubts).append(Fault(cell.node))
    return len(headers)


def _data_tables(seen: Structure) -> Iterator[Table]:
    """Tables, or grids made of one, that have a th."""
    for node in seen.heard("table"):
        if role_of(node.attributes) not in _TABLES or node.css_first("th") is None or _has_other_parts(node):
            continue
        table = table_of(node)
        if table is not None:
            yield table


def _has_other_parts(table: LexborNode) -> bool:
    parts = table.css("thead[role], tbody[role], tfoot[role]")
    return any(role_of(part.attributes) not in ("", "rowgroup") for part in parts)


def _is_plain(seen: Structure, cell: LexborNode) -> bool:
    row = cell.parent
    plain = role_of(cell.attributes) in _HEADERS and row is not None and role_of(row.attributes) in ("", "row")
    return plain and seen.is_heard(cell)


def _holds_data(table: Table) -> bool:
    return any(not cell.is_header and not cell.is_empty for cell in table.cells)


def _may_head(table: Table, cell: Cell) -> bool:
    """Browsers differ over a th among data in its row and column; one across the whole table is a title or a note."""
    neither = not table.is_column_header(cell) and not table.is_row_header(cell)
    return neither or cell.width >= table.width
