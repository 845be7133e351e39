"""Runs what else is to be measured on a scanned page, each within its own bounds."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from playwright.async_api import Error

from crawler.render.context import DESKTOP_WIDTH
from crawler.render.scan_tab import ScanTab
from crawler.render.scanned import MAX_MEASURE, Measured, Measurer, Scanned


async def measure(tab: ScanTab, measurer: Measurer, found: Scanned) -> None:
    """Add to `found` what the measurer told, or {"failure": why} (English) when it did not."""
    why = measurer.unfit(found)
    data, shots = failed(why) if why else await _bounded(tab, measurer, found.url)
    found.measures[measurer.name], found.shots[measurer.name] = data, shots


def failed(why: str) -> Measured:
    """What is told when nothing was measured, with the reason (English)."""
    return {"failure": why}, {}


async def _bounded(tab: ScanTab, measurer: Measurer, url: str) -> Measured:
    try:
        async with asyncio.timeout(measurer.seconds):
            await _ready(tab, measurer, url)
            data, shots = await measurer.run(tab.page)
            data = data | _then(tab)
            size = len(json.dumps(data))
            return (data, shots) if size <= MAX_MEASURE else failed(f"size: {size} characters")
    except TimeoutError:
        return failed(f"time: not finished within {measurer.seconds:.0f} s")
    except Error as error:
        return failed(f"browser: {error.message.splitlines()[0][:200]}")


def _then(tab: ScanTab) -> dict[str, Any]:
    lacking = [[url, kind] for kind, url in tab.watch.lacking]
    return {"final": tab.page.url, "status": tab.watch.status, "lacking": lacking}


async def _ready(tab: ScanTab, measurer: Measurer, url: str) -> None:
    if measurer.fresh:
        await tab.load(url)
        await tab.rest()
    else:
        await tab.resize(DESKTOP_WIDTH)
        await tab.page.evaluate("scrollTo(0, 0)")
