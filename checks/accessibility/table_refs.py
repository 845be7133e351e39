"""Cells whose headers attribute leads nowhere: WCAG 2.2 SC 1.3.1 (A), failure F90, ACT rule a25f45."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.structure import role_of, structure_of
from checks.accessibility.visibility import value
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_CELLS = frozenset({"td", "th"})
_ROLES = frozenset({"", "table", "grid", "treegrid"})
_DEEPEST = 6
_MOST_NAMES = 50


@rule(id="a11y.table_refs", title="表格单元格指向的表头不存在", wcag=("1.3.1",), act=("a25f45",))
def table_refs(page: Page, params: Params) -> Ruling:
    """是什么：表格单元格用 headers 说明自己的表头，但所写的编号不是同一张表格里某个单元格的 id，或者就是它自己。

    为什么重要：读屏软件按 headers 读出“这一格属于哪一列、哪一行”。指错了，听到的数字就不知道是什么。

    如何整改：headers 写表头单元格的 id，多个用空格分开；简单的表格不必写 headers，表头用 th 即可。例如：

        <tr><th id="year">年份</th><th id="gdp">生产总值</th></tr>
        <tr><td headers="year">2026</td><td headers="gdp">120 亿元</td></tr>
    """
    seen = structure_of(page.dom)
    looked_at, faults = 0, []
    for cell in seen.with_attribute("headers"):
        table = _table(cell) if cell.tag in _CELLS else None
        if table is None or role_of(table.attributes) not in _ROLES or not seen.is_heard(cell):
            continue
        looked_at += 1
        names = value(cell.attributes, "headers").split()[:_MOST_NAMES]
        wrong = [name for name in names if not _is_header(seen.outline.ids.get(name, []), cell, table)]
        if wrong:
            faults.append(Fault(cell, f"headers 中的“{wrong[0][:40]}”不是同一张表格里其他单元格的 id"))
    return Ruling(looked_at, faults)


def _is_header(found: list[LexborNode], cell: LexborNode, table: LexborNode) -> bool:
    """Whether any element of this id is another cell of the same table; ids are looked at for doubles elsewhere."""
    return any(node.tag in _CELLS and node.mem_id != cell.mem_id and _table(node) == table for node in found)


def _table(cell: LexborNode) -> LexborNode | None:
    above = cell.parent
    for _ in range(_DEEPEST):
        if above is None or above.tag == "table":
            return above
        above = above.parent
    return None
