"""Pictures of elements at fault: a part of the window with the element in a frame."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.async_api import Error, FloatRect

from crawler.render.options import RenderOptions
from crawler.render.scan_tab import ScanTab

#: CSS pixels around the element, and the least and largest size of a picture.
_AROUND = 40.0
_LEAST = (320.0, 160.0)
_MOST = (900.0, 600.0)
_QUALITY = 60
#: Milliseconds for one picture.
_SHOOT = 3000.0


async def take_picture(tab: ScanTab, node: dict[str, Any], options: RenderOptions) -> bytes:
    """A JPEG of the element that `node` tells of; empty when it cannot be seen or the picture is too large."""
    if not node["lineage"] or " >>> " in node["selector"]:
        return b""
    with suppress(Error):
        place = await tab.world.call("frame", node["selector"])
        if place is None:
            return b""
        try:
            shot = await tab.page.screenshot(
                type="jpeg", quality=_QUALITY, clip=_part(*place), animations="disabled", timeout=_SHOOT
            )
        finally:
            await tab.world.call("unframe")
        return shot if len(shot) <= options.max_shot else b""
    return b""


def _part(x: float, y: float, width: float, height: float, window: float, tall: float) -> FloatRect:
    left, wide = _span(x, width, window, _LEAST[0], _MOST[0])
    top, high = _span(y, height, tall, _LEAST[1], _MOST[1])
    return {"x": left, "y": top, "width": wide, "height": high}


def _span(start: float, length: float, window: float, least: float, most: float) -> tuple[float, float]:
    """Where a picture begins along one axis, and how long it is: all of it inside the window."""
    size = min(max(length + 2 * _AROUND, least), most, window)
    begin = start - _AROUND if length + 2 * _AROUND > size else start + length / 2 - size / 2
    return min(max(begin, 0.0), window - size), size
