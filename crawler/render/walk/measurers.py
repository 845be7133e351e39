"""The walk in a tab that axe-core has used: what leaves the page as it is comes first, keys last."""

from __future__ import annotations

from playwright.async_api import Page

from crawler.render.scanned import Measured, Measurer
from crawler.render.walk.inside import Inside
from crawler.render.walk.keyboard import walk_keyboard
from crawler.render.walk.reflow import measure_reflow


async def _entries(page: Page) -> Measured:
    """Entries to modes for the elderly or the impaired, none of them used."""
    inside = await Inside.open(page, "ageing")
    try:
        return {"entries": await inside.call_with_hearing({"click"}, "entries")}, {}
    finally:
        await inside.close()


#: Names and data as docs/formats.md tells of the probes of these names.
REFLOW = Measurer("reflow", measure_reflow)
KEYBOARD = Measurer("keyboard", walk_keyboard, seconds=30.0)
MEASURERS = (REFLOW, Measurer("ageing", _entries), KEYBOARD)
