"""Texts as a reader hears them: white space joined, characters that say nothing left out."""

from __future__ import annotations

import re

#: White space in the wide sense (&nbsp;, 全角空格), characters of no width, and private use areas, which icon fonts
#: draw with and no screen reader has a word for. Nothing else is "empty".
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\U000f0000-\U0010fffd]*")
_ICON = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def is_blank(text: str | None) -> bool:
    """Whether a text says nothing: white space of any kind, characters of no width, icons of a font."""
    return _BLANK.fullmatch(text or "") is not None


def has_icon(text: str) -> bool:
    """Whether a private character stands in it, which only some font gives a picture."""
    return _ICON.search(text) is not None


def squeezed(text: str) -> str:
    """White space as one blank each, none at the ends."""
    return " ".join(text.split())
