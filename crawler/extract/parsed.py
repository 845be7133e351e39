"""A page's bytes parsed once, for all who read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import unescape

from crawler.extract.charset import Decoded, decode
from crawler.extract.lines import Line, lines_of
from crawler.extract.time_elements import drop_changed_times
from crawler.extract.tree import Tree, build
from crawler.extract.written_days import place_written_days


@dataclass(frozen=True)
class ParsedPage:
    """One page's text and tree."""

    decoded: Decoded
    tree: Tree

    @cached_property
    def raw(self) -> bytes:
        """The source for looking for words in it: UTF-8, ASCII letters in lower case, and the same once more with
        characters as themselves where it writes some as numbers.
        """
        text = self.decoded.text
        whole = f"{text}\n{unescape(text)}" if "&#" in text else text
        return whole.encode("utf-8", "surrogatepass").lower()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The visible lines of the page."""
        return tuple(lines_of(self.tree.root))


def parse(body: bytes, content_type: str) -> ParsedPage:
    """Parse a page whose Content-Encoding is undone. Never raises on any bytes."""
    decoded = decode(body, content_type)
    tree = build(decoded.text)
    place_written_days(tree)
    drop_changed_times(tree)
    return ParsedPage(decoded, tree)
