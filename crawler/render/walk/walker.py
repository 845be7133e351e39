"""Walks pages of one site in a browser: by keyboard, in a narrow window, and through its ageing-friendly mode.

Each page has a context of its own, behind the same guarded proxy as every page that is rendered: public hosts answer,
because a toolbar for the elderly comes from its maker's host on nearly every site.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Self

from playwright.async_api import BrowserContext, Error, Page

from crawler.fetch import AddressGuard, Lookup
from crawler.render.fresh import fresh_context
from crawler.render.launcher import Launcher
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy
from crawler.render.walk.ageing import probe_ageing
from crawler.render.walk.canary import missed_on_canary
from crawler.render.walk.keyboard import walk_keyboard
from crawler.render.walk.reflow import measure_reflow
from crawler.render.walk.visitor import Visitor, visiting

#: Seconds for one page's walk or narrow window, and for all of the ageing-friendly mode.
PAGE_SECONDS = 30.0
MODE_SECONDS = 240.0
#: Data and pictures by selector or name; data with "failure" (English) when nothing was measured.
Measured = tuple[dict[str, Any], dict[str, bytes]]
_Measure = Callable[[Page], Awaitable[Measured]]
_BY_KIND: dict[str, _Measure] = {"keyboard": walk_keyboard, "reflow": measure_reflow}
KINDS = tuple(_BY_KIND)


class Walker:
    """Use as an async context manager; entering raises Unavailable. `missed`: see `missed_on_canary`."""

    def __init__(self, options: RenderOptions, lookup: Lookup) -> None:
        self._options = options
        self._proxy = Proxy(lookup, AddressGuard(options.allow_private))
        self._launcher = Launcher(options.browser)
        self.missed: tuple[str, ...] = ()

    async def __aenter__(self) -> Self:
        await self._launcher.start()
        self.missed = await self._try()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._launcher.stop()

    async def walk(self, url: str, kind: str) -> Measured:
        """One measurement (of `KINDS`) of one page, opened anew. Never raises for what a page does."""
        return await self._bounded(PAGE_SECONDS, self._walked(url, _BY_KIND[kind]))

    async def try_mode(self, home: str) -> Measured:
        """The site's ageing-friendly mode: see `probe_ageing`. Never raises for what a page does."""
        return await self._bounded(MODE_SECONDS, probe_ageing(self.contexts, home))

    def contexts(self) -> AbstractAsyncContextManager[BrowserContext]:
        """A context of its own with a way out of its own. Raises playwright's Error when it is entered."""
        return fresh_context(self._launcher, self._proxy, self._options)

    async def _bounded(self, seconds: float, work: Awaitable[Measured]) -> Measured:
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError:
            return {"failure": f"time: not finished within {seconds:.0f} s"}, {}
        except Error as error:
            return {"failure": f"browser: {error.message.splitlines()[0][:200]}"}, {}

    async def _walked(self, url: str, measure: _Measure) -> Measured:
        async with visiting(self.contexts) as visitor:
            await visitor.open(url)
            data, shots = await _unless_crashed(visitor, measure)
            told = {"final": visitor.page.url, "status": visitor.status, "lacking": list(visitor.lacking.items())}
            return data | told, shots

    async def _try(self) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(PAGE_SECONDS), visiting(self.contexts) as visitor:
                return await missed_on_canary(visitor.page)
        except (Error, TimeoutError):
            return ("canary",)


async def _unless_crashed(visitor: Visitor, measure: _Measure) -> Measured:
    work = asyncio.ensure_future(measure(visitor.page))
    crash = asyncio.ensure_future(visitor.crashed.wait())
    try:
        await asyncio.wait((work, crash), return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else ({"failure": "crash: the page's process ended"}, {})
    finally:
        for task in (work, crash):
            task.cancel()
        await asyncio.gather(work, crash, return_exceptions=True)
