"""Rows of a list whose columns are headed by labels: a table, or boxes of boxes. Holds no check of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.labelled import Labels, first_day

#: Most rows of one list, and most elements that are tried as its heading.
_MAX_ROWS = 500
_MAX_HEADS = 20_000
_MAX_CELLS = 12
#: Most characters kept of a cell, and of one with an answer.
_MOST_CELL, _MOST_ANSWER = 200, 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the kind of label above them, the first link in it, and that link's words; without a link
    the longest cell below no label that is told apart here.
    """

    cells: dict[str, str]
    url: str
    title: str

    def day(self, kind: str) -> date | None:
        """The day in the cell of that kind."""
        return first_day(self.cells.get(kind, ""))


def rows_of(dom: LexborHTMLParser, base: str, labels: Labels) -> Iterator[Row]:
    """All rows below headings that name at least the time of asking and one thing more."""
    for head in dom.css("tr, ul, li, dl, div")[:_MAX_HEADS]:
        cells = _cells(head)
        if not 2 <= len(cells) <= _MAX_CELLS:
            continue
        kinds = [labels.kind_of(_short(cell)) for cell in cells]
        if "asked" in kinds and sum(map(bool, kinds)) >= 2:
            for other in _fellows(head)[:_MAX_ROWS]:
                values = _cells(other)
                if len(values) == len(kinds):
                    yield _row(kinds, values, other, base)


def _cells(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag not in ("script", "style", "br", "hr", "input")]


def _short(cell: LexborNode) -> str:
    """The first words of a cell; reading whole boxes at every level would read a page many times over."""
    text, stack = "", [cell]
    for _ in range(_MAX_CELLS):
        if not stack or len(text) > _MAX_CELLS:
            break
        node = stack.pop()
        text += node.text(deep=False) if node.tag == "-text" else ""
        stack.extend(reversed(list(node.iter(include_text=True))[:_MAX_CELLS]))
    return text


def _fellows(head: LexborNode) -> list[LexborNode]:
    """What lies in the same list as its heading: the table's other rows, else the heading's sisters."""
    above = head.parent
    if head.tag == "tr":
        while above is not None and above.tag != "table":
            above = above.parent
        return [row for row in above.css("tr") if row.mem_id != head.mem_id] if above is not None else []
    sisters = list(above.iter()) if above is not None else []
    return [node for node in sisters if node.tag == head.tag and node.mem_id != head.mem_id]


def _row(kinds: list[str], values: list[LexborNode], row: LexborNode, base: str) -> Row:
    texts = [" ".join(value.text().split()) for value in values]
    named = zip(kinds, texts, strict=True)
    cells = {kind: text[: _MOST_ANSWER if kind == "answer" else _MOST_CELL] for kind, text in named if kind}
    link = row.css_first("a[href]")
    if link is None:
        # 标题 is a label of other facts.
        others = (text for kind, text in zip(kinds, texts, strict=True) if kind in ("", "other", "question"))
        return Row(cells, "", max(others, key=len, default="")[:_MOST_CELL])
    return Row(cells, absolute(base, link.attributes.get("href") or ""), " ".join(link.text().split())[:200])


def absolute(base: str, href: str) -> str:
    """The address a link leads to, without its fragment; empty when it is none of the web."""
    try:
        url = urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""
