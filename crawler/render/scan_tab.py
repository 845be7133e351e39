"""One tab that is used for page after page: opened with the engine in it, tried on the canary, cleaned after each."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import Any, Self

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Error, Page, ViewportSize
from playwright.async_api import TimeoutError as Overdue

from crawler.render.budget import Budget
from crawler.render.context import DESKTOP_WIDTH, WINDOW_HEIGHT, open_context
from crawler.render.engine import CANARY_URL, KNOWN_FAULTS, Engine
from crawler.render.fresh import close_context
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy
from crawler.render.watch import TabWatch
from crawler.render.world import World

#: Bounds of what axe-core says of one page at one width: nodes in all and per rule, characters of code, elements
#: without fault that are remembered per rule.
LIMITS = {"nodes": 200, "each": 20, "html": 300, "marks": 1000}
_DESKTOP: ViewportSize = {"width": DESKTOP_WIDTH, "height": WINDOW_HEIGHT}
#: Height of the window around the page, CSS pixels: whatever it is, the page has its own.
_LOW = 100
#: Seconds: the document's own parsing; until styles, scripts and data have come; how long nothing must change then;
#: between two looks.
_PARSE = 10.0
_SETTLE = 3.0
_QUIET = 0.2
_LOOK = 0.05


class ScanTab:
    """A tab with the engine. `missed` are the known faults that it did not find on the canary."""

    def __init__(self, context: BrowserContext, page: Page, world: World, watch: TabWatch) -> None:
        self._context, self.page, self.world, self.watch = context, page, world, watch
        self._stack = AsyncExitStack()
        self._budget = Budget(0, 0)
        self.missed: tuple[str, ...] = ()

    @classmethod
    async def open(cls, chromium: Chromium, proxy: Proxy, options: RenderOptions, engine: Engine) -> Self:
        """A new tab, tried on the canary. Raises playwright's Error."""
        async with AsyncExitStack() as stack:
            budget = Budget(options.bytes, options.connections)
            address = await stack.enter_async_context(proxy.listen(budget))
            context = await open_context(chromium, address, options, DESKTOP_WIDTH)
            stack.push_async_callback(close_context, context, chromium)
            page = await context.new_page()
            tab = cls(context, page, await World.open(context, page, engine.source), TabWatch(context, page))
            stack.push_async_callback(tab.watch.end)
            await tab._lower()
            tab.missed = await tab._try()
            tab._stack, tab._budget = stack.pop_all(), budget
        return tab

    async def close(self) -> None:
        """Close it, whatever a page is doing in it."""
        await self._stack.aclose()

    async def clean(self, options: RenderOptions) -> None:
        """Leave nothing of the page before: nothing under way, no cookies, no counts. Raises playwright's Error.

        A document that stood all the time stays, silenced, until the next one comes: an empty one between the two costs
        the browser as much as a page does.
        """
        if self.watch.documents != 1 or not await self.world.call("silence"):
            await self._empty()
        await self._context.clear_cookies()
        await self._lower()
        self.watch.renew()
        self._budget.renew(options.bytes, options.connections)

    @property
    def usable(self) -> bool:
        """Whether the tab and its browser are still there."""
        browser = self._context.browser
        there = not self.page.is_closed() and not self.watch.crashed.is_set()
        return there and browser is not None and browser.is_connected()

    @property
    def refused(self) -> str:
        """Why the page's connections were refused (English), or empty."""
        if self._budget.refused:
            return f"guard: {self._budget.refused[0][:300]}"
        return "size: the page wanted more than one page may load" if self._budget.spent else ""

    async def load(self, url: str) -> None:
        """Open an address at desktop width. Raises playwright's Error."""
        if _bare(url) == _bare(self.page.url):
            # Another place in the same document would be no new document.
            await self._empty()
        await self.resize(DESKTOP_WIDTH)
        self.world.forget()
        await self.page.goto(url, wait_until="commit")
        with suppress(Overdue):
            await self.page.wait_for_load_state("domcontentloaded", timeout=_PARSE * 1000)

    async def resize(self, width: int) -> None:
        """Make the page `width` CSS pixels wide, and leave the window around it as it is. Raises playwright's Error.

        The driver would make the window as wide, too, and the browser lay out and draw its own buttons anew. Of two who
        say how wide the page is the last one counts, and neither says again what it said before: what the driver was
        told in a measurement is taken back by it.
        """
        if self.page.viewport_size != _DESKTOP:
            await self.page.set_viewport_size(_DESKTOP)
        await self.world.ask("Emulation.setDeviceMetricsOverride", _metrics(width))

    async def rest(self) -> bool:
        """Wait until styles, scripts and data have come and nothing changes, or as long as a page may take.

        Pictures are not waited for: one that never comes changes no rule's answer.
        """
        loop = asyncio.get_running_loop()
        ends = loop.time() + _SETTLE
        while (left := ends - loop.time()) > 0:
            if self.watch.loading:
                await asyncio.sleep(_LOOK)
            elif await self._still(left) and not self.watch.loading:
                return True
        return False

    async def view(self, width: int, *, further: bool = False) -> tuple[dict[str, Any], bool]:
        """What axe-core says of the page at one width, and whether the page had come to rest.

        All of it, or what a further width can change of it. Raises playwright's Error.
        """
        view = await self._at_once(width, further)
        if view is not None:
            return view, True
        rested = await self.rest()
        return await self._axe(width, further), rested

    async def _at_once(self, width: int, further: bool) -> dict[str, Any] | None:
        """What axe-core says while it is watched whether anything changes, which takes as long; None where it did."""
        if not await self._has_come():
            return None
        asked = self.watch.asked
        try:
            view = await self._axe(width, further, _QUIET)
        except Error:
            # It gives way to another document.
            return None
        return view if view.pop("stayed") and self.watch.asked == asked and not self.watch.loading else None

    async def _has_come(self) -> bool:
        """Whether all that was asked for is there, pictures too, which may change what else is where."""
        ends = asyncio.get_running_loop().time() + _QUIET
        while self.watch.busy and asyncio.get_running_loop().time() < ends:
            await asyncio.sleep(_LOOK)
        return not self.watch.busy

    async def _axe(self, width: int, further: bool, quiet: float = 0.0) -> dict[str, Any]:
        view: dict[str, Any] = await self.world.call("scan", LIMITS, further, quiet * 1000)
        return view | {"width": width}

    async def _empty(self) -> None:
        await self.page.goto("about:blank")

    async def _still(self, most: float) -> bool:
        """Whether nothing changed for a moment, asked once: a page that is asked over and over is slowed down by it."""
        try:
            return bool(await self.world.call("still", _QUIET * 1000, _LOOK * 1000, most * 1000))
        except Error:
            # It gives way to another document.
            await asyncio.sleep(_LOOK)
            return False

    async def _lower(self) -> None:
        """Make the window low, after a measurement by the driver too: what is drawn of it is seen by nobody."""
        found = await self.world.ask("Browser.getWindowForTarget", {})
        bounds = {"width": DESKTOP_WIDTH, "height": _LOW}
        await self.world.ask("Browser.setWindowBounds", {"windowId": found["windowId"], "bounds": bounds})

    async def _try(self) -> tuple[str, ...]:
        await self.page.goto(CANARY_URL)
        view = await self._axe(DESKTOP_WIDTH, False)
        found = {rule["id"]: rule["count"] for rule in view["violations"]}
        # More than the one known fault would mean that it also accuses what is good.
        return tuple(sorted(name for name in KNOWN_FAULTS if found.get(name) != 1))


def _metrics(width: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": WINDOW_HEIGHT,
        "screenWidth": width,
        "screenHeight": WINDOW_HEIGHT,
        "deviceScaleFactor": 1,
        "mobile": False,
        "screenOrientation": {"angle": 0, "type": "landscapePrimary"},
    }


def _bare(url: str) -> str:
    return url.partition("#")[0]
