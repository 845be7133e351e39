"""A page in a narrow window (WCAG 2.2 SC 1.4.10) and with everything twice as large (SC 1.4.4).

Zooming a window of 1280 CSS pixels to 200 % lays a page out as a window of 640 does, to 400 % as one of 320.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.async_api import Error, Page

from crawler.render.walk.focus import picture
from crawler.render.walk.inside import Inside

#: Width at which nothing may need two-way scrolling (SC 1.4.10), the width of 200 %, and a window's usual size.
NARROW = 320
DOUBLED = 640
_USUAL = {"width": 1280, "height": 900}
_HEIGHT = 900
#: Most pictures of one page.
_MAX_SHOTS = 4


async def measure_reflow(page: Page) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Make the window narrower and back; the data of a "reflow" probe, and pictures by selector.

    Data: `narrow` {`moved`: CSS pixels that the page scrolls sideways, `texts`: lines seen, `excepted`: lines in tables
    and the like beyond the window, and elements: `beyond`, `lost`, `unclear`}; `zoomed` {`texts`, and elements: `cut`,
    `over`, `unsure`}. Raises playwright's Error.
    """
    inside = await Inside.open(page, "reflow")
    shots: dict[str, bytes] = {}
    try:
        await page.set_viewport_size({"width": _USUAL["width"], "height": _USUAL["height"]})
        await inside.call("settled")
        await inside.call("remember")
        zoomed = await _at(page, inside, DOUBLED, "zoomed")
        await _shoot(page, inside, [*zoomed["cut"], *zoomed["over"]], shots)
        narrow = await _at(page, inside, NARROW, "narrow")
        await _shoot(page, inside, [*narrow["beyond"], *narrow["lost"]], shots)
        return {"narrow": narrow, "zoomed": zoomed}, shots
    finally:
        with suppress(Error):
            await page.set_viewport_size({"width": _USUAL["width"], "height": _USUAL["height"]})
            await inside.close()


async def _at(page: Page, inside: Inside, width: int, function: str) -> dict[str, Any]:
    await page.set_viewport_size({"width": width, "height": _HEIGHT})
    await inside.call("settled")
    return dict(await inside.call(function))


async def _shoot(page: Page, inside: Inside, told: list[dict[str, Any]], shots: dict[str, bytes]) -> None:
    for one in told[:2]:
        with suppress(Error):
            box = await inside.call("boxOf", one["selector"])
            if box and one["selector"] not in shots and len(shots) < _MAX_SHOTS:
                shots[one["selector"]] = await picture(page, box, jpeg=True)
