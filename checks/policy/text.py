"""The main text of two pages compared. Holds no check of its own.

The measure: both texts without white space and punctuation, cut into overlapping pieces of 8 characters; the share of
the first text's pieces that the second one has, too. Lines that the home page shows as well belong to the site's frame.
"""

from __future__ import annotations

import re

from checks.freshness.main_text import main_text
from core.snapshot import Page, Snapshot

_PIECE = 8
#: Most characters of one text that are compared.
_MAX_TEXT = 200_000
_MARKS = re.compile(r"[^0-9A-Za-z一-鿿]+")
_SHORTEST_LINE = 20


def frame_of(snapshot: Snapshot) -> frozenset[str]:
    """Lines of text that the home page shows: what every page repeats is no sign of copying."""
    return frozenset(main_text(snapshot.home.dom).lines) if snapshot.home else frozenset()


def body_text(page: Page, frame: frozenset[str]) -> str:
    """A page's main text without its frame, short lines, white space and punctuation."""
    lines = (line for line in main_text(page.dom).lines if len(line) >= _SHORTEST_LINE and line not in frame)
    return _MARKS.sub("", "".join(lines))[:_MAX_TEXT]


def share_in(text: str, other: str) -> float:
    """Which share of `text` stands in `other`, 0 to 1; 0 for a text shorter than one piece."""
    own = _pieces(text)
    return len(own & _pieces(other)) / len(own) if own else 0.0


def _pieces(text: str) -> set[str]:
    return {text[start : start + _PIECE] for start in range(len(text) - _PIECE + 1)}
