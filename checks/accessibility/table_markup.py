"""Table markup that browsers ignore: advice under WCAG 2.2 SC 1.3.1 (A), technique H63."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from checks.accessibility.neighbours import node_before
from checks.accessibility.structure import Structure, structure_of
from checks.accessibility.visibility import value
from checks.accessibility.words import is_blank
from checks.interface import Params, rule
from checks.ruling import Fault, Ruling
from core.snapshot import Page

_MOST_FAULTS = 5
_NAMES = ("aria-label", "aria-labelledby", "title", "summary")
#: Characters of a line before a table that may be its title.
_TITLE = 60
_LAYERED = "多层表头没有说明哪一层管哪几列"
_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})


@rule(id="a11y.table_markup", title="表格标记不规范", wcag=("1.3.1",), version=2)
def table_markup(page: Page, params: Params) -> Ruling:
    """是什么：表头的 scope 取值无效，scope 写在了 td 上，表头单元格或者表格标题（caption）是空的；
    多层表头没有用 scope、headers 说明哪一层管哪几列；有表头的表格没有名称。仅作建议，不作问题认定。

    为什么重要：浏览器忽略这些标记，作者想说明的行列关系、表格名称就传不到读屏软件那里。

    如何整改：scope 只写在 th 上，取 col、row、colgroup、rowgroup 之一；caption 写明表格名称，不需要的删去。例如：

        <table><caption>2026年财政收支</caption><tr><th scope="col">项目</th></tr></table>
    """
    seen = structure_of(page.dom)
    scoped = [node for node in seen.with_attribute("scope") if node.tag in ("td", "th")]
    captions = seen.heard("caption")
    advice = [
        Fault(
            node,
            "scope 只能写在 th 上" if node.tag == "td" else f"scope 的值“{value(node.attributes, 'scope')[:20]}”无效",
        )
        for node in scoped
        if node.tag == "td" or value(node.attributes, "scope").lower() not in _SCOPES
    ]
    empty = [
        Fault(node, "表格标题是空的") for node in captions if is_blank(node.text()) and node.css_first("img") is None
    ]
    blank = [Fault(node, "表头单元格是空的") for node in seen.heard("th") if node.prev is not None and _is_bare(node)]
    headed = [node for node in seen.heard("table") if node.css_first("th") is not None]
    layered = [Fault(node, _LAYERED) for node in headed if _is_layered(node)]
    nameless = [node for node in headed if _is_nameless(seen, node)]
    unnamed = [Fault(node, f"表格没有名称（caption），本页 {len(nameless)} 张") for node in nameless[:1]]
    empty += [*layered[:_MOST_FAULTS], *unnamed]
    return Ruling(len(scoped) + len(captions) + len(headed), advice=[*advice, *empty, *blank[:_MOST_FAULTS]])


def _is_layered(table: LexborNode) -> bool:
    """Whether headers stand under others that reach over several columns, and nothing says which belongs to which."""
    if table.css_first("th[colspan], th[rowspan]") is None:
        return False
    if table.css_first("[headers], [scope=colgroup], [scope=rowgroup], [scope=col]") is not None:
        return False
    return sum(_is_all_headers(row) for row in table.css("tr")[:3]) > 1


def _is_all_headers(row: LexborNode) -> bool:
    return row.css_first("th") is not None and row.css_first("td") is None


def _is_nameless(seen: Structure, table: LexborNode) -> bool:
    """Whether neither the table names itself nor a heading or a short line stands right before it."""
    attributes = seen.outline.attributes(table)
    if any(value(attributes, name) for name in _NAMES) or table.css_first("caption") is not None:
        return False
    before = node_before(table)
    words = (before.text_content if before.is_text_node else before.text()) if before is not None else ""
    return not 0 < len((words or "").strip()) <= _TITLE


def _is_bare(header: LexborNode) -> bool:
    """Whether a header that stands beside others says nothing; the corner of a table is empty by right."""
    before = header.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before is not None and is_blank(header.text()) and header.css_first("img, input, svg") is None
