"""One page in one tab: opened, waited for until it rests, taken down, and thrown away with its context."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Dialog, Error, Page, Request, Response
from playwright.async_api import TimeoutError as Overdue

from core.clock import beijing_now
from crawler.render.budget import Budget
from crawler.render.context import WINDOW_HEIGHT, open_context
from crawler.render.options import RenderOptions
from crawler.render.proxy import Proxy
from crawler.render.rendered import DATA_KINDS, Rendered, Seen

#: Seconds between two looks at a page, and how long it must not change to be at rest.
_LOOK = 0.1
_REST = 0.5
#: Seconds for the document's own parsing, its picture, and for its context to close.
_PARSE = 10.0
_SHOOT = 8.0
_CLOSE = 5.0
#: Most requests kept of one page.
_MAX_SEEN = 400
#: Quality of the picture: text stays legible at a third of a PNG's size.
_QUALITY = 60
_CONTENT_KINDS = DATA_KINDS | {"document", "script"}

_SIZE = """() => [
    document.scripts.length, document.getElementsByTagName('*').length, document.body?.textContent.length ?? 0
]"""
_TAKE = """limit => {
    const all = document.documentElement ? document.documentElement.outerHTML : '';
    const text = document.body ? document.body.innerText.length : 0;
    return [all.slice(0, limit), all.length > limit, text, document.documentElement.scrollHeight];
}"""


class Tab:
    """Renders one address once."""

    def __init__(self, chromium: Chromium, proxy: Proxy, options: RenderOptions, url: str, width: int) -> None:
        self._chromium, self._proxy, self._options = chromium, proxy, options
        self._url, self._width = url, width
        self._budget = Budget(options.bytes, options.connections)
        self._seen: dict[Request, Seen] = {}
        self._open: set[Request] = set()
        self._errors = 0
        self._status = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._crashed = asyncio.Event()

    async def render(self) -> Rendered:
        """What the page came to. Never raises for what it does."""
        began = asyncio.get_running_loop().time()
        found = await self._bounded()
        elapsed = round((asyncio.get_running_loop().time() - began) * 1000)
        seen = tuple(self._seen.values())
        failure = self._cause(found.failure) if found.failure else ""
        return replace(found, requests=seen, errors=self._errors, elapsed_ms=elapsed, failure=failure)

    async def _bounded(self) -> Rendered:
        blank = Rendered(self._url, at=beijing_now().isoformat(), width=self._width)
        try:
            async with asyncio.timeout(self._options.seconds), self._proxy.listen(self._budget) as address:
                context = await open_context(self._chromium, address, self._options, self._width)
                try:
                    return await self._unless_crashed(context, blank)
                finally:
                    await self._close(context)
        except TimeoutError:
            return replace(blank, failure="time: the page did not come to an end")
        except Error as error:
            return replace(blank, failure=f"browser: {error.message.splitlines()[0][:200]}")

    async def _unless_crashed(self, context: BrowserContext, blank: Rendered) -> Rendered:
        page = await context.new_page()
        self._attend(context, page)
        work = asyncio.create_task(self._look(page, blank))
        crash = asyncio.create_task(self._crashed.wait())
        try:
            await asyncio.wait((work, crash), return_when=asyncio.FIRST_COMPLETED)
            return work.result() if work.done() else replace(blank, failure="crash: the page's process ended")
        finally:
            for task in (work, crash):
                task.cancel()
            await asyncio.gather(work, crash, return_exceptions=True)

    def _attend(self, context: BrowserContext, page: Page) -> None:
        context.on("page", lambda other: self._later(other.close()) if other is not page else None)
        page.on("crash", lambda _: self._crashed.set())
        page.on("dialog", self._dismiss)
        page.on("pageerror", lambda _: self._count_error())
        page.on("console", lambda line: self._count_error() if line.type == "error" else None)
        page.on("request", self._began)
        page.on("response", partial(self._answered, page))
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    async def _look(self, page: Page, blank: Rendered) -> Rendered:
        await page.goto(self._url, wait_until="commit")
        with suppress(Overdue):
            await page.wait_for_load_state("domcontentloaded", timeout=_PARSE * 1000)
        settled = await self._rest(page)
        html, cut, text, height = await self._take(page)
        height = max(1, min(int(height), self._options.max_height))
        return replace(
            blank,
            final_url=page.url,
            status=self._status,
            html=str(html),
            cut=bool(cut),
            text_length=int(text),
            settled=settled,
            shot=await self._shoot(page, height),
            height=height,
        )

    async def _rest(self, page: Page) -> bool:
        """Wait until nothing loads and nothing changes for a moment, or for as long as the options allow.

        False when content still loaded or changed at the end. A refusal with scripts is waited at: a gateway may let
        the browser in after a moment.
        """
        loop = asyncio.get_running_loop()
        ends, since, last = loop.time() + self._options.settle, loop.time(), None
        while loop.time() < ends:
            size = await self._size(page)
            if size is None or size != last or self._loads_content():
                since, last = loop.time(), size
            refused = self._status >= 400 and bool(size and size[0])
            if loop.time() - since >= _REST and not self._open and not refused:
                return True
            await asyncio.sleep(_LOOK)
        return loop.time() - since >= _REST

    async def _size(self, page: Page) -> tuple[object, ...] | None:
        """How large the page is; None while it gives way to another document."""
        with suppress(Error):
            return tuple(await page.evaluate(_SIZE))
        return None

    def _loads_content(self) -> bool:
        # A picture that never comes hides no entry of a list.
        return any(request.resource_type in _CONTENT_KINDS for request in self._open)

    async def _take(self, page: Page) -> tuple[Any, ...]:
        try:
            return tuple(await page.evaluate(_TAKE, self._options.max_html))
        except Error:
            # It gave way to another document just now: that one counts.
            await page.wait_for_load_state("domcontentloaded", timeout=_PARSE * 1000)
            return tuple(await page.evaluate(_TAKE, self._options.max_html))

    async def _shoot(self, page: Page, height: int) -> bytes:
        for part in (height, WINDOW_HEIGHT):
            with suppress(Error):
                shot = await page.screenshot(
                    type="jpeg",
                    quality=_QUALITY,
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": self._width, "height": min(part, height)},
                    animations="disabled",
                    timeout=_SHOOT * 1000,
                )
                if len(shot) <= self._options.max_shot:
                    return shot
        return b""

    async def _close(self, context: BrowserContext) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            async with asyncio.timeout(_CLOSE):
                await context.close()
        except (Error, TimeoutError):
            # What does not close would stay for good: better a new browser than one that fills up.
            with suppress(Error, TimeoutError):
                async with asyncio.timeout(_CLOSE):
                    await self._chromium.close()

    def _cause(self, failure: str) -> str:
        if self._budget.refused:
            return f"guard: {self._budget.refused[0][:300]}"
        return "size: the page wanted more than one page may load" if self._budget.spent else failure

    def _later(self, work: Any) -> None:
        async def quietly() -> None:
            with suppress(Error):
                await work

        task = asyncio.create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _dismiss(self, dialog: Dialog) -> None:
        self._later(dialog.dismiss())

    def _count_error(self) -> None:
        self._errors += 1

    def _began(self, request: Request) -> None:
        self._open.add(request)
        if len(self._seen) < _MAX_SEEN:
            self._seen[request] = Seen(request.url[:2000], request.resource_type)

    def _ended(self, request: Request) -> None:
        self._open.discard(request)

    def _answered(self, page: Page, response: Response) -> None:
        if response.request.is_navigation_request() and response.frame == page.main_frame:
            self._status = response.status
        seen = self._seen.get(response.request)
        if seen is not None:
            self._seen[response.request] = replace(seen, status=response.status)
