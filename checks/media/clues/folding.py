"""Names as they are compared: one script, one width, no marks, no ornaments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import opencc

#: Longest name that a platform allows, with room to spare, characters; the rest of a longer text is no name.
LONGEST = 60
#: Halves of characters, which broken files hold and the converter refuses.
_HALVES = re.compile("[\ud800-\udfff]")


def folded(text: str) -> str:
    """Simplified, half-width, lower case, letters and digits only."""
    plain = unicodedata.normalize("NFKC", _HALVES.sub("", text[:LONGEST]))
    return "".join(mark for mark in _converter().convert(plain).casefold() if mark.isalnum())


def bare(name: str, ornaments: Iterable[str]) -> str:
    """A folded name without what accounts add before and behind it; never empty."""
    shorter = name.removesuffix("v") or name
    for ornament in ornaments:
        shorter = shorter.removesuffix(ornament).removeprefix(ornament) or shorter
    return shorter


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
