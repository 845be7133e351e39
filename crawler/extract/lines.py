"""A page's text as the lines a visitor sees: what stands between two block boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.extract.tree import SILENT, Element, fold

_INLINE = frozenset(
    (
        *("a", "b", "i", "em", "strong", "span", "font", "u", "s", "small", "big", "sub", "sup", "label", "ins", "del"),
        *("mark", "time", "code", "bdi", "abbr", "nobr", "tt", "cite", "q", "img", "input", "ucaptitle", "pubdate"),
    )
)

#: A linked host name beside a date is a header's source, not an entry.
_ADDRESS = re.compile(r"[\w.:/\-]+", re.A)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its folded text, the block it stands in, how many of its characters are link text, and the others."""

    text: str
    block: Element
    linked: int
    plain: str = ""

    @property
    def region(self) -> str:
        """Region of its block."""
        return self.block.region

    @property
    def is_link(self) -> bool:
        """Whether a link makes up most of it."""
        return self.linked * 2 > len(self.text)


def lines_of(element: Element) -> Iterator[Line]:
    """The visible lines in an element, in document order; empty ones, silent and hidden elements left out."""
    block, parts = element, []
    for child, home in _flow(element):
        if isinstance(child, str):
            text = fold(child)
            if text:
                parts.append((text, home.in_link and not _ADDRESS.fullmatch(text)))
            continue
        if parts:
            yield _line(parts, block)
        block, parts = home, []
    if parts:
        yield _line(parts, block)


def _line(parts: list[tuple[str, bool]], block: Element) -> Line:
    # Folded parts that are not empty need no more folding.
    text = " ".join(text for text, _ in parts)
    linked = sum(len(text) for text, in_link in parts if in_link)
    plain = " ".join(text for text, in_link in parts if not in_link) if linked else text
    return Line(text, block, linked, plain)


def _flow(root: Element) -> Iterator[tuple[str | None, Element]]:
    """Texts with the element they stand in, and None wherever a block begins or ends (with the block around)."""
    stack: list[tuple[Element | str | None, Element]] = [(root, root)]
    while stack:
        child, home = stack.pop()
        if child is None or isinstance(child, str):
            yield child, home
        elif child.tag == "br":
            yield None, home
        elif child.tag not in SILENT and (root.hidden or not child.hidden):
            inline = child.tag in _INLINE
            if not inline:
                yield None, child
                stack.append((None, home))
            stack.extend((below, child) for below in reversed(child.children))
