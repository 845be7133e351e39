"""A page's text as the lines a visitor sees: what stands between two block boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crawler.extract.tree import SILENT, Element, fold

_INLINE = frozenset(
    (
        *("a", "b", "i", "em", "strong", "span", "font", "u", "s", "small", "big", "sub", "sup", "label", "ins", "del"),
        *("mark", "time", "code", "bdi", "abbr", "nobr", "tt", "cite", "q", "img", "input", "ucaptitle", "pubdate"),
    )
)

#: A linked host name beside a date is a header's source, not an entry.
_ADDRESS = re.compile(r"[\w.:/\-]+", re.A)


class Line(NamedTuple):
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


def lines_of(element: Element) -> list[Line]:
    """The visible lines in an element, in document order; empty ones, silent and hidden elements left out."""
    flow = _Flow(element)
    # Those around the element being read: what is left of them to read, themselves, and whether they stand in a line.
    around: list[tuple[Iterator[Element | str], Element, bool]] = []
    rest: Iterator[Element | str] = iter((element,))
    home, inline = element, True
    while True:
        for child in rest:
            if isinstance(child, str):
                if child != " ":
                    flow.add(child, home)
            elif child.tag == "br":
                flow.turn(home)
            elif child.tag not in SILENT and (element.hidden or not child.hidden):
                around.append((rest, home, inline))
                rest, home, inline = iter(child.children), child, child.tag in _INLINE
                if not inline:
                    flow.turn(child)
                break
        else:
            if not around:
                break
            left = inline
            rest, home, inline = around.pop()
            if not left:
                flow.turn(home)
    flow.turn(element)
    return flow.lines


def texts_in_line(element: Element) -> list[str] | None:
    """The text nodes of an element that is one line, but for those without any text; None where it may be more."""
    found: list[str] = []
    stack = element.children[::-1]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            if child != " " and fold(child):
                found.append(child)
        elif child.tag not in _INLINE or (child.hidden and not element.hidden):
            return None
        else:
            stack.extend(reversed(child.children))
    return found


class _Flow:
    """Gathers the pieces of lines. Pieces that are folded need no more folding when they are joined."""

    def __init__(self, block: Element) -> None:
        self.lines: list[Line] = []
        self._block, self._linked = block, 0
        self._pieces: list[str] = []
        self._plain: list[str] = []

    def add(self, text: str, home: Element) -> None:
        """One more piece of the line; `home` is the element it stands in."""
        text = fold(text)
        if text:
            self._pieces.append(text)
            if home.in_link and not _ADDRESS.fullmatch(text):
                self._linked += len(text)
            else:
                self._plain.append(text)

    def turn(self, block: Element) -> None:
        """The line ends; the next one stands in `block`."""
        if self._pieces:
            text = " ".join(self._pieces)
            plain = " ".join(self._plain) if self._linked else text
            self.lines.append(Line(text, self._block, self._linked, plain))
            self._pieces, self._plain, self._linked = [], [], 0
        self._block = block
