"""Politeness: how often and how many at once, per host and in all. Shared by everything that uses one Fetcher."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from crawler.fetch.guard import classify, parse_address

#: Most idle hosts remembered; a page may link to very many.
_MAX_LANES = 4096
#: Most seconds that one host's own wishes may cost one crawl: a hostile host would stop it for ever.
MAX_HELD = 600.0

Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Lane:
    seats: asyncio.Semaphore
    delay: float
    next_start: float = 0.0
    users: int = field(default=0)
    held: float = 0.0


class HostLimiter:
    """At least `delay` seconds between request starts and at most `per_host` under way for one host, `total` in all.

    Literal loopback hosts have no delay: nobody else is burdened. `sleep` and `clock` (seconds) are replaced in tests.
    """

    def __init__(
        self,
        delay: float,
        per_host: int,
        total: int,
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._delay, self._per_host = delay, per_host
        self._total = asyncio.Semaphore(total)
        self._sleep, self._clock = sleep, clock
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Hold one of the host's places; entering waits for its turn."""
        lane = self._lane(host)
        lane.users += 1
        try:
            async with lane.seats:
                await self._wait_turn(lane)
                # Taken last: a host that has to wait must not keep the others from their turn.
                async with self._total:
                    yield
        finally:
            lane.users -= 1

    def hold(self, host: str, seconds: float) -> None:
        """Start nothing more at the host for so long, within MAX_HELD in all; other hosts go on."""
        lane, now = self._lane(host), self._clock()
        longer = min(now + seconds - max(now, lane.next_start), MAX_HELD - lane.held)
        if longer > 0:
            lane.held += longer
            lane.next_start = max(now, lane.next_start) + longer

    async def _wait_turn(self, lane: _Lane) -> None:
        now = self._clock()
        start = max(now, lane.next_start)
        lane.next_start = start + lane.delay
        if start > now:
            await self._sleep(start - now)

    def _lane(self, host: str) -> _Lane:
        lane = self._lanes.get(host)
        if lane is None:
            if len(self._lanes) >= _MAX_LANES:
                self._forget_idle()
            delay = 0.0 if _is_loopback(host) else self._delay
            lane = self._lanes[host] = _Lane(asyncio.Semaphore(self._per_host), delay)
        return lane

    def _forget_idle(self) -> None:
        now = self._clock()
        self._lanes = {host: lane for host, lane in self._lanes.items() if lane.users or lane.next_start > now}


def _is_loopback(host: str) -> bool:
    try:
        return classify(parse_address(host.strip("[]"))) == "loopback"
    except ValueError:
        return False
