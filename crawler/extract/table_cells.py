"""Cells of tables of data, and what heads them."""

from __future__ import annotations

import re

from crawler.extract.tree import Element, words

#: Headings of columns that hold publish dates.
_PUBLISHED = re.compile(r"发布|公开|公布|上传|上载|发文|刊登|登载|录入|更新")


def is_headed(cell: Element) -> bool:
    """Whether an element is a cell in a column whose heading is that of data: no publish label."""
    row = cell.parent
    if row is None or cell.tag not in ("td", "th"):
        return False
    table = next((above for above in row.ancestors() if above.tag == "table"), None)
    first = next((below for below in table.elements() if below.tag == "tr"), row) if table else row
    heads, cells = cells_of(first), cells_of(row)
    if first is row or not 1 < len(heads) == len(cells) or not all(head.tag == "th" for head in heads):
        return False
    return not _PUBLISHED.search(words(heads[cells.index(cell)], ""))


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]
