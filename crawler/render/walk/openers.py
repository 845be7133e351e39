"""Controls that open a window as soon as they have focus (WCAG 2.2 SC 3.2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crawler.render.walk.inside import Inside

#: Most controls that are tried again, and how long a page must open none by itself to be believed, milliseconds.
_MOST = 3
_QUIET_MS = 100


async def confirmed_openers(inside: Inside, opened: Sequence[int]) -> list[dict[str, Any]]:
    """Those of which a window came with focus: `id`, and `sure` where it comes again with focus.

    None on a page that opens windows by itself: what came with a key there may have come without it.
    """
    if not opened or await _opens(inside, "pause", _QUIET_MS):
        return []
    return [{"id": one, "sure": await _opens(inside, "refocus", one)} for one in opened[:_MOST]]


async def _opens(inside: Inside, function: str, *arguments: object) -> bool:
    before = inside.windows
    await inside.call(function, *arguments)
    return inside.windows > before
