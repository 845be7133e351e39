"""Elements that only a listener of a script shows to be worked by a mouse: which of them are worth telling of."""

from __future__ import annotations

from typing import Any

from crawler.render.walk.inside import Inside

#: What sets a control off, and what tells of dragging rather than pressing.
PRESSES = ("click", "dblclick", "mousedown", "pointerdown", "touchstart")
DRAGS = ("mousemove", "pointermove", "touchmove", "dragstart")


async def is_to_be_told(inside: Inside, one: dict[str, Any]) -> bool:
    """Whether more listens than what counts visitors' clicks, which nobody misses.

    Only of elements that nothing else shows to be controls (`heard`). What a library listens with says nothing of what
    it does in turn, and is no counter.
    """
    if not one["heard"]:
        return True
    sources = await inside.handlers(one["id"], PRESSES)
    counting = [bool(await inside.call("counts", source)) for source in sources]
    return not counting or not all(counting)
