"""A browser context without any past, with a guarded way out of its own, closed whatever a page does in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Error

from crawler.render.budget import Budget
from crawler.render.context import DESKTOP_WIDTH, open_context
from crawler.render.launcher import Launcher
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy

#: Seconds for a context to close.
_CLOSE = 5.0


@asynccontextmanager
async def fresh_context(launcher: Launcher, proxy: Proxy, options: RenderOptions) -> AsyncIterator[BrowserContext]:
    """A context of its own. Raises playwright's Error."""
    chromium = await launcher.alive()
    if chromium is None:
        raise Error("could not be started again")
    async with proxy.listen(Budget(options.bytes, options.connections)) as address:
        context = await open_context(chromium, address, options, DESKTOP_WIDTH)
        try:
            yield context
        finally:
            await close_context(context, chromium)


async def close_context(context: BrowserContext, chromium: Chromium) -> None:
    """Close a context; what does not close would stay for good: better a new browser than one that fills up."""
    try:
        async with asyncio.timeout(_CLOSE):
            await context.close()
    except (Error, TimeoutError):
        with suppress(Error, TimeoutError):
            async with asyncio.timeout(_CLOSE):
                await chromium.close()
