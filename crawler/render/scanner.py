"""A pool of tabs in which axe-core looks at page after page: a tab is opened once and used as long as pages behave.

`async with Scanner(options, lookup, own) as scanner: found = await scanner.scan(url)`; several scans may be asked for
at once. A page that hangs, crashes, downloads or never stays costs its own scan and the tab it was in, nothing else.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from playwright.async_api import BrowserContext, Error, Page

from core.clock import beijing_now
from crawler.fetch import AddressGuard, Lookup
from crawler.render.context import DESKTOP_WIDTH
from crawler.render.engine import Engine, load_engine
from crawler.render.fresh import fresh_context
from crawler.render.launcher import Launcher
from crawler.render.measuring import measure
from crawler.render.naming import name_nodes
from crawler.render.options import RenderOptions
from crawler.render.pictures import take_picture
from crawler.render.proxy import Proxy, anywhere
from crawler.render.scan_tab import ScanTab
from crawler.render.scanned import Measurer, Scanned

Told = TypeVar("Told")
#: Width of a common telephone, CSS pixels.
MOBILE_WIDTH = 375
WIDTHS = (DESKTOP_WIDTH, MOBILE_WIDTH)
#: How often a page may give way to another document while it is looked at.
_DOCUMENTS = 3
#: Pictures: of one rule in all, and of one page.
_PER_RULE = 5
_PER_PAGE = 8
#: Seconds between the first and the last look at elements at fault: what fades in moves on meanwhile.
_STILL = 0.3
#: Seconds for a tab to be cleaned or opened.
_TAB_SECONDS = 15.0
#: How the failure of a page whose process ended begins.
_CRASH = "crash:"
#: Most visible characters of a page that may be a gateway's.
_SHORT = 600


class Scanner:
    """Scans pages, `options.tabs` at a time. Use as an async context manager; entering raises Unavailable.

    `own` says which host and port a page may load from.
    """

    def __init__(
        self,
        options: RenderOptions,
        lookup: Lookup,
        own: Callable[[str, int], bool] = anywhere,
    ) -> None:
        self.options = options
        self._proxy = Proxy(lookup, AddressGuard(options.allow_private), own)
        self._launcher = Launcher(options.browser)
        self._turns = asyncio.Semaphore(options.tabs)
        self._idle: list[ScanTab] = []
        self._pictured: Counter[str] = Counter()
        self._engine: Engine = load_engine()

    async def __aenter__(self) -> Self:
        await self._launcher.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(tab.close() for tab in self._idle), return_exceptions=True)
        await self._launcher.stop()

    @property
    def versions(self) -> dict[str, str]:
        """Versions of axe-core and of the browser."""
        return {"axe-core": self._engine.version, "chromium": self._launcher.version}

    def contexts(self) -> AbstractAsyncContextManager[BrowserContext]:
        """A context beside the tabs, without any past. Raises playwright's Error when it is entered."""
        return fresh_context(self._launcher, self._proxy, self.options)

    async def trial(self, run: Callable[[Page], Awaitable[Told]]) -> Told:
        """What `run` says of a tab of the pool, on a page of its own. Raises playwright's Error and TimeoutError."""
        async with self._turns:
            tab = await self._tab()
            try:
                async with asyncio.timeout(self.options.seconds):
                    return await run(tab.page)
            finally:
                await self._release(tab, whole=True)

    async def scan(self, url: str, measurers: Sequence[Measurer] = ()) -> Scanned:
        """Look at one page at every width, then measure in the same tab. Never raises for what a page does.

        A page whose process ended is opened once more: it may have been the fault of what was there before it.
        """
        async with self._turns:
            began = asyncio.get_running_loop().time()
            found = await self._once(url, measurers)
            if found.failure.startswith(_CRASH):
                found = await self._once(url, measurers)
            found.elapsed_ms = round((asyncio.get_running_loop().time() - began) * 1000)
            return found

    async def _once(self, url: str, measurers: Sequence[Measurer]) -> Scanned:
        found = Scanned(url, beijing_now().isoformat())
        try:
            async with asyncio.timeout(_TAB_SECONDS):
                tab = await self._tab()
        except (Error, OSError, TimeoutError) as error:
            found.failure = f"browser: {_first_line(error)}"
        else:
            await self._scan(tab, found, measurers)
        return found

    async def _tab(self) -> ScanTab:
        chromium = await self._launcher.alive()
        if chromium is None:
            raise Error("could not be started again")
        while self._idle:
            tab = self._idle.pop()
            if tab.usable:
                return tab
            await tab.close()
        return await ScanTab.open(chromium, self._proxy, self.options, self._engine)

    async def _scan(self, tab: ScanTab, found: Scanned, measurers: Sequence[Measurer]) -> None:
        found.missed = tab.missed
        work = asyncio.create_task(self._look(tab, found, measurers))
        crash = asyncio.create_task(tab.watch.crashed.wait())
        try:
            # Each measurer has its own time, which the page's does not count.
            async with asyncio.timeout(self.options.seconds + sum(one.seconds for one in measurers)):
                await asyncio.wait((work, crash), return_when=asyncio.FIRST_COMPLETED)
                found.failure = "" if work.done() else f"{_CRASH} the page's process ended"
                if work.done():
                    work.result()
        except TimeoutError:
            found.failure = "time: the page did not come to an end"
        except Error as error:
            found.failure = tab.refused or f"browser: {_first_line(error)}"
        finally:
            for task in (work, crash):
                task.cancel()
            await asyncio.gather(work, crash, return_exceptions=True)
        if len(found.views) < len(WIDTHS):
            _note(tab, found)
        whole = not found.failure and not tab.watch.disturbed
        _lay_to_measuring(found, measurers)
        await self._release(tab, whole=whole)

    async def _release(self, tab: ScanTab, *, whole: bool) -> None:
        if whole:
            with suppress(Error, TimeoutError):
                async with asyncio.timeout(_TAB_SECONDS):
                    await tab.clean(self.options)
                    self._idle.append(tab)
                    return
        await tab.close()

    async def _look(self, tab: ScanTab, found: Scanned, measurers: Sequence[Measurer]) -> None:
        async with asyncio.timeout(self.options.seconds):
            await self._views(tab, found)
        _note(tab, found)
        for measurer in measurers:
            await measure(tab, measurer, found)

    async def _views(self, tab: ScanTab, found: Scanned) -> None:
        await tab.load(found.url)
        found.settled = True
        for number, width in enumerate(WIDTHS):
            if number:
                await tab.resize(width)
            found.views.append(await self._view(tab, width, found))

    async def _view(self, tab: ScanTab, width: int, found: Scanned) -> dict[str, Any]:
        before = len(found.pictures)
        for left in reversed(range(_DOCUMENTS)):
            try:
                view, rested = await tab.view(width, further=bool(found.views))
                await name_nodes(tab.world, view)
                found.final_url, found.text_length, found.head = await tab.world.call("about", _SHORT)
                # Pictures are taken while it is waited whether anything moves.
                await self._illustrate(tab, view, found)
                await _mark_moving(tab, view, found.views)
            except Error:
                # It gave way to another document just now: that one counts, unless it never ends.
                if not left:
                    raise
                del found.pictures[before:]
                await tab.rest()
            else:
                found.settled &= rested
                return view
        raise AssertionError

    async def _illustrate(self, tab: ScanTab, view: dict[str, Any], found: Scanned) -> None:
        shown = {rule["id"] for before in found.views for rule in before["violations"]}
        taken: dict[str, bytes] = {}
        for rule in view["violations"]:
            if len(found.pictures) >= _PER_PAGE:
                return
            if rule["id"] not in shown and self._pictured[rule["id"]] < _PER_RULE and rule["nodes"]:
                node = rule["nodes"][0]
                # Several rules accuse the same element, most often the page as a whole.
                shot = taken.get(node["selector"]) or await take_picture(tab, node, self.options)
                if shot:
                    taken[node["selector"]] = shot
                    self._pictured[rule["id"]] += 1
                    found.pictures.append((node, shot))


def _note(tab: ScanTab, found: Scanned) -> None:
    """What came of the page itself, before anything is measured that may ask for more."""
    found.status, found.errors = tab.watch.status, tab.watch.errors
    found.lacking = tuple(tab.watch.lacking)


def _lay_to_measuring(found: Scanned, measurers: Sequence[Measurer]) -> None:
    """What befell the page after it was looked at takes nothing from that."""
    if len(found.views) == len(WIDTHS) and found.failure:
        for one in measurers:
            found.measures.setdefault(one.name, {"failure": found.failure})
        found.failure = ""


async def _mark_moving(tab: ScanTab, view: dict[str, Any], before: list[dict[str, Any]]) -> None:
    """Mark the nodes at fault that look otherwise by now: what is half faded in has no contrast yet.

    Those that were watched at another width are not watched again.
    """
    known = {node["selector"]: node["moved"] for _, node in _at_fault(before)}
    visual = []
    for rule, node in _at_fault((view,)):
        node["moved"] = known.get(node["selector"], False)
        if rule["visual"] and node["selector"] not in known:
            visual.append(node)
    if not visual:
        return
    moved = set(await tab.world.call("moved", _STILL * 1000))
    for node in visual:
        node["moved"] = node["selector"] in moved


def _at_fault(views: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each rule with each of its nodes at fault."""
    return ((rule, node) for view in views for rule in view["violations"] for node in rule["nodes"])


def _first_line(error: BaseException) -> str:
    text = error.message if isinstance(error, Error) else str(error)
    return (text.splitlines() or [type(error).__name__])[0][:200]
