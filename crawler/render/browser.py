"""One Chromium for one crawl: started on first use, started again a bounded number of times, gone afterwards."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from crawler.fetch import AddressGuard, Lookup
from crawler.render.context import DESKTOP_WIDTH
from crawler.render.launcher import Launcher
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy
from crawler.render.rendered import Rendered
from crawler.render.visit import Tab


class Browser:
    """Renders pages, `options.tabs` at a time. A page that hangs or crashes costs that page only.

    Use as an async context manager; entering raises Unavailable.
    """

    def __init__(self, options: RenderOptions, lookup: Lookup) -> None:
        self.options = options
        self._proxy = Proxy(lookup, AddressGuard(options.allow_private))
        self._turns = asyncio.Semaphore(options.tabs)
        self._launcher = Launcher(options.browser)

    async def __aenter__(self) -> Self:
        await self._launcher.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._launcher.stop()

    @property
    def version(self) -> str:
        """Version of the browser; empty while there is none."""
        return self._launcher.version

    async def render(self, url: str, *, width: int = DESKTOP_WIDTH) -> Rendered:
        """Open `url` in a context of its own, `width` CSS pixels wide. Never raises for what a page does."""
        async with self._turns:
            chromium = await self._launcher.alive()
            if chromium is None:
                return Rendered(url, failure="browser: could not be started again")
            return await Tab(chromium, self._proxy, self.options, url, width).render()
