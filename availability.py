"""The availability monitoring: due → leased → begun → visited → controls asked → written. Only here the order is known.

Visits are tasks of one event loop, each with its own connections and its own clock of 15 seconds, and names are asked
for without threads: sites that do not answer keep no other one waiting. The ledger is written to from one thread beside
the loop, so that a database that is busy takes no time from a visit.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from threading import Thread
from time import monotonic
from typing import TypeVar

from sqlalchemy import Engine

from core.availability import Control, SlotOutcome, SlotRecord, Try, due_slot
from core.clock import Clock, beijing_now
from core.county import Site
from crawler.fetch import Fetcher, FetchOptions, HostLimiter, Resolver
from crawler.fetch.tls import browser_context
from crawler.options import CrawlOptions
from crawler.probes.availability import VISIT_SECONDS, ask_controls, visit_home
from ledger.availability import leases
from ledger.availability.leases import Wanted
from settings import Settings

log = logging.getLogger(__name__)

#: Seconds between two looks at what is due.
LOOK_SECONDS = 5.0
#: Visits under way at a time; hashing spreads 500 sites to some eight a minute, only a start brings many at once.
AT_ONCE = 100
#: Seconds between two beats, and how late one may be before what failed meanwhile is laid to this machine.
_BEAT, _STALL = 0.5, 2.0
#: Seconds for which one asking of the controls serves all.
_SHARED = 1.0
_NO_CONTROL = "失败后各对照目标也都打不开，属于本系统网络中断"
_STALLED = "检测期间本机停顿，结果不可靠"

Visit = Callable[[Site], Awaitable[tuple[Try, ...]]]
Ask = Callable[[], Awaitable[tuple[Control, ...]]]
T = TypeVar("T")


class Pulse:
    """Notices when this process did not get to run: a time-out then says nothing of a site."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._stalled = clock, float("-inf")

    async def beat(self) -> None:
        """Beat for ever."""
        while True:
            before = self._clock()
            await asyncio.sleep(_BEAT)
            self.note(before, self._clock())

    def note(self, before: float, after: float) -> None:
        """Note one beat."""
        if after - before > _BEAT + _STALL:
            self._stalled = after

    def stalled_since(self, moment: float) -> bool:
        """Whether there was a stall that ended after `moment`."""
        return self._stalled >= moment


class SharedAsk:
    """Asks the controls once for all visits that failed within a second."""

    def __init__(self, ask: Ask, clock: Callable[[], float] = monotonic) -> None:
        self._ask, self._clock = ask, clock
        self._asked = float("-inf")
        self._answer: asyncio.Future[tuple[Control, ...]] | None = None

    async def now(self) -> tuple[Control, ...]:
        """What the controls say now."""
        if self._answer is None or self._clock() - self._asked > _SHARED:
            self._asked, self._answer = self._clock(), asyncio.ensure_future(self._ask())
        return await asyncio.shield(self._answer)


@dataclass(frozen=True, slots=True)
class Means:
    """How a watch sees: `visit` a site, `ask` the controls (None: none configured), and what time it is."""

    visit: Visit
    ask: Ask | None = None
    clock: Clock = beijing_now


class Watch:
    """Visits what is due. `sites` are asked for anew every minute; `keep_days` is how long slots are kept."""

    def __init__(self, engine: Engine, sites: Callable[[], Sequence[Site]], means: Means, keep_days: int = 60) -> None:
        self._engine, self._sites, self._means, self._keep = engine, sites, means, timedelta(days=keep_days)
        # Of a restarted process, not even the number may be new.
        self._worker = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._seats, self._pulse = asyncio.Semaphore(AT_ONCE), Pulse()
        self._controls = SharedAsk(means.ask) if means.ask else None
        self._ledger = ThreadPoolExecutor(1, "availability-ledger")
        self._roster: tuple[datetime | None, dict[str, Site]] = (None, {})
        self._settled: dict[str, str] = {}
        self._under_way: set[asyncio.Task[bool]] = set()
        self._pruned: date | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Visit what comes due until `stop` is set; visits under way are then brought to their end."""
        beat = asyncio.create_task(self._pulse.beat())
        try:
            while not stop.is_set():
                await self._look()
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
        finally:
            await asyncio.gather(*self._under_way, return_exceptions=True)
            beat.cancel()
            self._ledger.shutdown()

    async def once(self) -> int:
        """Visit what is due now, to the end; how many sites were visited."""
        beat = asyncio.create_task(self._pulse.beat())
        try:
            await self._look()
            done = await asyncio.gather(*self._under_way)
        finally:
            beat.cancel()
        return sum(done)

    async def _look(self) -> None:
        """Begin what is due. A database that is away for a moment costs this look, not the watch."""
        now = self._means.clock()
        try:
            sites = await self._registered(now.replace(second=0, microsecond=0))
            wanted = list(self._due(sites.values(), now))
            taken, settled = await self._lease(wanted, now)
            await self._prune(now.date())
        except Exception:
            log.exception("could not look for what is due")
            return
        self._settled |= {one.site: one.slot for one in (*taken, *settled)}
        for one in taken:
            task = asyncio.create_task(self._visit(sites[one.site], one))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _registered(self, minute: datetime) -> dict[str, Site]:
        if self._roster[0] != minute:
            self._roster = (minute, {site.key: site for site in await self._in_ledger(self._sites)})
        return self._roster[1]

    async def _lease(self, wanted: list[Wanted], now: datetime) -> tuple[list[Wanted], list[Wanted]]:
        if not wanted:
            return [], []
        return await self._in_ledger(partial(leases.lease, self._engine, wanted, self._worker, now))

    def _due(self, sites: Iterable[Site], now: datetime) -> Iterator[Wanted]:
        for site in sites:
            slot = due_slot(site.key, now)
            if slot is not None and self._settled.get(site.key) != slot:
                yield Wanted(site.key, slot, site.host)

    async def _visit(self, site: Site, wanted: Wanted) -> bool:
        """One slot from its beginning to its end; False when it was not visited."""
        async with self._seats:
            try:
                begun, since = self._means.clock(), monotonic()
                if not await self._in_ledger(partial(leases.begin, self._engine, wanted, self._worker, begun)):
                    # It waited too long for its turn; while the slot lasts it may be had again.
                    self._settled.pop(site.key, None)
                    return False
                tries = await self._means.visit(site)
                record = await self._record(wanted, tries, since)
                ended = partial(leases.end, self._engine, record, self._worker, self._means.clock())
                return await self._in_ledger(ended)
            except Exception:
                # The slot stays begun without an end: a gap that can be seen.
                log.exception("the visit to %s ended unexpectedly", site.key)
                return False

    async def _record(self, wanted: Wanted, tries: tuple[Try, ...], since: float) -> SlotRecord:
        last = tries[-1]
        controls = await self._controls.now() if self._controls and last.needs_proof else None
        outcome, note = last.outcome, ""
        if last.needs_proof and self._pulse.stalled_since(since):
            outcome, note = SlotOutcome.OWN, _STALLED
        elif controls is not None and not any(one.ok for one in controls):
            outcome, note = SlotOutcome.OWN, _NO_CONTROL
        return SlotRecord(wanted.site, wanted.slot, wanted.host, outcome, None, tries, controls, note)

    async def _prune(self, today: date) -> None:
        if self._pruned != today:
            await self._in_ledger(partial(leases.prune, self._engine, today - self._keep))
            self._pruned = today

    async def _in_ledger(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._ledger, work)


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let a watch run in a thread of its own until the block ends."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = Thread(target=loop.run_until_complete, args=(watch.run(stop),), name="availability")
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def network(settings: Settings, clock: Clock = beijing_now) -> Means:
    """The real network, guarded as crawls are, each site with its own registered exceptions."""
    resolver, tls = Resolver(settings.dns_servers), browser_context()
    controls = (*settings.ipv4_controls, *settings.ipv6_controls)
    limiter = HostLimiter(settings.delay, settings.host_concurrency, 2 * AT_ONCE)

    def fetcher(allow_private: tuple[str, ...]) -> Fetcher:
        options = FetchOptions(
            settings.user_agent,
            timeout=VISIT_SECONDS,
            max_redirects=settings.max_redirects,
            allow_private=allow_private,
        )
        return Fetcher(options, tls=tls, resolver=resolver, limiter=limiter, clock=clock)

    async def visit(site: Site) -> tuple[Try, ...]:
        async with fetcher(CrawlOptions.from_settings(settings, site).allow_private) as own:
            return await visit_home(own, site.home)

    async def ask() -> tuple[Control, ...]:
        async with fetcher(settings.allow_private) as own:
            return await ask_controls(own, controls)

    return Means(visit, ask if controls else None, clock)
