"""What happens in a tab while one page is open in it: requests, crashes, and what pages bother visitors with."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from playwright.async_api import BrowserContext, Dialog, Error, Frame, Page, Request, Response

from crawler.render.rendered import DATA_KINDS

#: Kinds of requests without which a page does not look or work as visitors know it.
_WANTED_KINDS = DATA_KINDS | {"document", "script", "stylesheet"}
#: Most addresses kept of what did not come, and the most characters of each.
_MAX_LACKING = 20
_MAX_URL = 500


class TabWatch:
    """Attached to a tab once; `renew` begins a new page, with the next document that comes into its main frame.

    `status` is that of the document in the main frame, `lacking` what was asked for and did not come (kind, address),
    `errors` counts uncaught exceptions, `disturbed` whether the page opened dialogs or windows, `documents` counts
    those that came into the main frame, `asked` what was asked for that may change how the page looks. A dialog is
    dismissed and a window closed at once.
    """

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self._page = page
        self._tasks: set[asyncio.Task[None]] = set()
        self.crashed = asyncio.Event()
        self.renew()
        context.on("page", self._on_page)
        page.on("crash", lambda _: self.crashed.set())
        page.on("dialog", self._on_dialog)
        page.on("pageerror", lambda _: self._count_error())
        page.on("framenavigated", self._on_navigated)
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("requestfinished", self._on_finished)
        page.on("requestfailed", self._on_failed)

    def renew(self) -> None:
        """Forget the page before."""
        self.status = self.errors = self.documents = self.asked = 0
        self.disturbed = False
        self.lacking: dict[tuple[str, str], None] = {}
        self._open: set[Request] = set()
        self._documents: set[Request] = set()

    @property
    def loading(self) -> bool:
        """Whether something is under way that may change how the page looks."""
        return any(request.resource_type in _WANTED_KINDS for request in self._open)

    @property
    def busy(self) -> bool:
        """Whether anything at all is under way."""
        return bool(self._open)

    async def end(self) -> None:
        """End what is still being closed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_page(self, other: Page) -> None:
        if other is not self._page:
            self.disturbed = True
            self._later(other.close())

    def _on_dialog(self, dialog: Dialog) -> None:
        self.disturbed = True
        self._later(dialog.dismiss())

    def _count_error(self) -> None:
        self.errors += 1

    def _on_navigated(self, frame: Frame) -> None:
        # Changes of place within a document ask for none.
        if frame != self._page.main_frame or not self._documents:
            return
        self.documents += 1
        if self.documents == 1:
            # Whatever the page before still asked for is none of this one's.
            self.errors = self.asked = 0
            self.disturbed = False
            self.lacking.clear()
            self._open &= self._documents
        self._documents = set()

    def _on_request(self, request: Request) -> None:
        self._open.add(request)
        if self._is_for_document(request):
            self._documents.add(request)
        self.asked += request.resource_type in _WANTED_KINDS

    def _on_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and response.frame == self._page.main_frame:
            self.status = response.status
        elif response.status >= 400 and request in self._open:
            self._lacks(request)

    def _is_for_document(self, request: Request) -> bool:
        # A frame that is gone by now has no name any more.
        with suppress(Error):
            return request.is_navigation_request() and request.frame == self._page.main_frame
        return False

    def _on_finished(self, request: Request) -> None:
        self._open.discard(request)

    def _on_failed(self, request: Request) -> None:
        if request in self._open:
            self._open.discard(request)
            self._lacks(request)

    def _lacks(self, request: Request) -> None:
        if request.resource_type in _WANTED_KINDS and len(self.lacking) < _MAX_LACKING:
            self.lacking[request.resource_type, request.url[:_MAX_URL]] = None

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        async def quietly() -> None:
            with suppress(Error):
                await work

        task = asyncio.create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
