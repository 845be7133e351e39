"""Data tables without header cells: WCAG 2.2 SC 1.3.1 (A), failure F91; only for a person to look at."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import role_of, structure_of
from checks.accessibility.table_model import Table, table_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

#: Rows, columns and share of filled cells of what is taken for data; characters of a cell of data.
_ROWS, _COLUMNS, _FILLED = 3, 2, 0.6
_CELL = 120
_CLIMB = 64
#: What stands in tables that only arrange the page.
_LAYOUT = "form, input, select, iframe, ul, ol, h1, h2, h3, h4, script, button"
_UNSAID = "像是数据表格，没有表头单元格（th）"
_CONTRADICTION = "声明为排版用（role=presentation），却有表头或表格标题"


@rule(id="a11y.table_data", title="数据表格没有表头", wcag=("1.3.1",))
def table_data(page: Page, params: Params) -> Ruling:
    """是什么：看上去是数据表格，却没有用 th 标出表头；或者声明为排版用的表格里有 th、caption。源代码不能确定表格的
    用途，因此只提请人工核对。

    为什么重要：读屏软件逐格朗读时会带上表头。没有 th，听到的是一串数字，不知道属于哪一列。

    如何整改：表头单元格用 th，并用 scope 说明管列还是管行；从 Word、Excel 粘贴的表格请补上。例如：

        <tr><th scope="col">年份</th><th scope="col">生产总值</th></tr>
        <tr><td>2026</td><td>120 亿元</td></tr>
    """
    seen = structure_of(page.dom)
    tables = [(node, role_of(node.attributes)) for node in seen.heard("table")]
    odd = [Fault(node, _CONTRADICTION) for node, role in tables if role in ("none", "presentation") and _claims(node)]
    around = {above.mem_id for node, _ in tables if (above := _table_above(node)) is not None}
    plain = [
        Fault(node, _UNSAID) for node, role in tables if not role and node.mem_id not in around and _lacks_headers(node)
    ]
    return Ruling(len(tables), doubts=[*odd, *plain])


def _claims(node: LexborNode) -> bool:
    return node.css_first("th, caption") is not None


def _lacks_headers(node: LexborNode) -> bool:
    if node.css_first("th, [role=columnheader], [role=rowheader]") is not None or not _is_ruled(node):
        return False
    if node.css_first(_LAYOUT) is not None:
        return False
    table = table_of(node)
    return table is not None and _holds_data(table)


def _table_above(node: LexborNode) -> LexborNode | None:
    """The table around another, which only arranges the page."""
    above = node.parent
    for _ in range(_CLIMB):
        if above is None or above.tag == "table":
            return above
        above = above.parent
    return None


def _is_ruled(node: LexborNode) -> bool:
    """Whether lines are drawn between cells, as nobody does in a table that arranges a page."""
    border = value(node.attributes, "border")
    if border not in ("", "0") or node.css_first("caption, thead") is not None or _has_bold_row(node):
        return True
    cell = node.css_first("td")
    return cell is not None and "border" in value(cell.attributes, "style").lower()


def _has_bold_row(node: LexborNode) -> bool:
    """Whether all cells of the first row are written bold, as headers are."""
    row = node.css_first("tr")
    cells = row.css("td") if row is not None else []
    bold = [
        cell
        for cell in cells
        if (mark := cell.css_first("b, strong")) is not None and mark.text() == cell.text().strip()
    ]
    return len(cells) > 1 and len(bold) == len(cells)


def _holds_data(table: Table) -> bool:
    if table.rows < _ROWS or table.width < _COLUMNS or not table.cells:
        return False
    filled = [cell for cell in table.cells if not cell.is_empty]
    short = all(len(cell.node.text().strip()) <= _CELL for cell in filled)
    return short and len(filled) >= _FILLED * len(table.cells)
