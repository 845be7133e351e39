"""Lists whose further entries are asked for by a window: from which entry, and up to which or how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_FIRST = re.compile(
    r"i?(?:start|begin|first|from)_?(?:record|row|result|index|num|no|pos|at)?|offset|skip|i?displaystart|firstresult",
    re.I,
)
_LAST = re.compile(r"i?(?:end|last|to)_?(?:record|row|result|index|num|no|pos)?", re.I)
_SIZE = re.compile(
    r"(?:page_?|per_?)?(?:size|rows|limit|length|count|num)|per_?page|max_?(?:results?|rows)|i?displaylength|top|take",
    re.I,
)
#: Windows that begin at nothing and end at a round number do not hold their last entry.
_ROUND = 5
_MOST = 9


class Window(NamedTuple):
    """The fields that ask for a window, its number from 1, and how many entries stand before it."""

    fields: dict[str, str]
    number: int
    before: int


def turned(fields: Mapping[str, str]) -> Window | None:
    """The window behind the one that these fields name; None when they name none."""
    first = next((name for name in fields if _FIRST.fullmatch(name) and _is_number(fields[name])), "")
    last = next((name for name in fields if _LAST.fullmatch(name) and _is_number(fields[name])), "")
    size = next((name for name in fields if _SIZE.fullmatch(name) and _is_number(fields[name])), "")
    if not first or not (last or size):
        return None
    start = int(fields[first])
    if last:
        end = int(fields[last])
        outside = start == 0 and end % _ROUND == 0
        span, following = (end, end) if outside else (end - start + 1, end + 1)
        changed = {first: str(following), last: str(end + span)}
    else:
        span = int(fields[size])
        following = start + span
        changed = {first: str(following)}
    if span <= 0:
        return None
    return Window({**fields, **changed}, following // span + 1, following - start % span)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= _MOST
