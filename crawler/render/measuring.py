"""Runs what else is to be measured on a scanned page, each within its own bounds."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from playwright.async_api import Error

from crawler.render.context import DESKTOP_WIDTH
from crawler.render.scan_tab import ScanTab
from crawler.render.scanned import MAX_MEASURE, Measurer


async def measure(tab: ScanTab, measurer: Measurer, url: str) -> Any:
    """What the measurer returned, or {"failure": why} (English) when it did not."""
    try:
        async with asyncio.timeout(measurer.seconds):
            await _ready(tab, measurer, url)
            found = await measurer.run(tab.page)
            size = len(json.dumps(found))
            return found if size <= MAX_MEASURE else {"failure": f"size: {size} characters"}
    except TimeoutError:
        return {"failure": f"time: not finished within {measurer.seconds:.0f} s"}
    except Error as error:
        return {"failure": f"browser: {error.message.splitlines()[0][:200]}"}


async def _ready(tab: ScanTab, measurer: Measurer, url: str) -> None:
    if measurer.fresh:
        await tab.load(url)
        await tab.rest()
    else:
        await tab.resize(DESKTOP_WIDTH)
        await tab.page.evaluate("scrollTo(0, 0)")
