"""The walk in a tab that axe-core has used: what leaves the page as it is comes first, keys last."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page

from crawler.render.scanned import Measurer
from crawler.render.walk.inside import Inside
from crawler.render.walk.keyboard import walk_keyboard
from crawler.render.walk.reflow import measure_reflow


async def _entries(page: Page) -> dict[str, Any]:
    """Entries to modes for the elderly or the impaired, none of them used."""
    inside = await Inside.open(page, "ageing")
    try:
        return {"entries": await inside.call_with_hearing({"click"}, "entries")}
    finally:
        await inside.close()


async def _reflow(page: Page) -> dict[str, Any]:
    return (await measure_reflow(page))[0]


async def _keyboard(page: Page) -> dict[str, Any]:
    return (await walk_keyboard(page))[0]


#: Results without their pictures, as docs/formats.md says.
MEASURERS = (Measurer("reflow", _reflow), Measurer("ageing", _entries), Measurer("keyboard", _keyboard, seconds=30.0))
