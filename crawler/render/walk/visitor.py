"""A visitor of one site: a browser context of its own, in which cookies last from page to page and nothing after it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Dialog, Error, Page, Request, Response
from playwright.async_api import TimeoutError as Overdue

from crawler.render.walk.inside import Inside

#: Milliseconds for a document to be parsed, for its network to rest, and for a page to stop changing.
_PARSE = 10_000.0
_NETWORK = 4_000.0
STILL_MS = 1_000
_LACKING = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
_MAX_LACKING = 20
_SAME_TAB = "() => { window.open = url => { if (url) location.href = url; return window; }; }"


@dataclass
class Visitor:
    """One page in its own context, and what happened in it.

    `status` is that of the last document, `lacking` the addresses of documents, scripts, styles and data that did not
    come, with what each was, `dialogs` what the page said in dialogs (each was dismissed), `windows` counts those it
    opened (each was closed).
    """

    page: Page
    status: int = 0
    lacking: dict[str, str] = field(default_factory=dict)
    dialogs: list[str] = field(default_factory=list)
    windows: int = 0
    crashed: asyncio.Event = field(default_factory=asyncio.Event)
    _inside: Inside | None = None

    async def open(self, url: str) -> None:
        """Go to an address. Raises playwright's Error."""
        await self.page.goto(url, wait_until="commit")
        await self.rest()

    async def rest(self) -> None:
        """Wait until the page is there and rests, or as long as it may take; then our script is in it."""
        with suppress(Overdue):
            await self.page.wait_for_load_state("domcontentloaded", timeout=_PARSE)
        with suppress(Overdue):
            await self.page.wait_for_load_state("networkidle", timeout=_NETWORK)
        self._inside = await Inside.open(self.page, "ageing")
        await self._inside.call("settled", STILL_MS)

    @property
    def inside(self) -> Inside:
        """Our script in the document that was rested at last. Raises playwright's Error before any was."""
        if self._inside is None:
            raise Error("no document yet")
        return self._inside

    def attend(self, context: BrowserContext) -> None:
        """Note what happens from now on."""
        context.on("page", self._on_page)
        self.page.on("crash", lambda _: self.crashed.set())
        self.page.on("dialog", self._on_dialog)
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failed)

    async def in_one_tab(self) -> None:
        """From now on what is meant for a new window comes in this tab, where it can be seen."""
        await self.page.evaluate(_SAME_TAB)

    async def _on_page(self, other: Page) -> None:
        if other is not self.page:
            self.windows += 1
            with suppress(Error):
                await other.close()

    async def _on_dialog(self, dialog: Dialog) -> None:
        if len(self.dialogs) < 5:
            self.dialogs.append(dialog.message[:200])
        with suppress(Error):
            await dialog.dismiss()

    def _on_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
        elif response.status >= 400:
            self._lacks(request)

    def _on_failed(self, request: Request) -> None:
        # A document that gave way to another one was not missed.
        if "ERR_ABORTED" not in (request.failure or ""):
            self._lacks(request)

    def _lacks(self, request: Request) -> None:
        if request.resource_type in _LACKING and len(self.lacking) < _MAX_LACKING:
            self.lacking[request.url[:500]] = request.resource_type

    def foreign(self) -> list[str]:
        """Hosts other than the page's own from which something did not come."""
        own = urlsplit(self.page.url).hostname
        return sorted({host for url in self.lacking if (host := urlsplit(url).hostname) and host != own})


#: Opens contexts; each is closed when it is left.
Contexts = Callable[[], AbstractAsyncContextManager[BrowserContext]]


@asynccontextmanager
async def visiting(contexts: Contexts) -> AsyncIterator[Visitor]:
    """A new visitor, without any past."""
    async with contexts() as context:
        visitor = Visitor(await context.new_page())
        visitor.attend(context)
        yield visitor
