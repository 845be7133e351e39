from __future__ import annotations

import asyncio

from crawler.fetch import HostLimiter


class FakeTime:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))

    def clock(self) -> float:
        return self.now


def limiter(time: FakeTime, delay: float = 0.5, per_host: int = 2, total: int = 3) -> HostLimiter:
    return HostLimiter(delay, per_host, total, time.sleep, time.clock)


async def enter(limits: HostLimiter, host: str) -> None:
    async with limits.slot(host):
        pass


async def test_starts_at_one_host_are_spaced_and_others_do_not_wait() -> None:
    time = FakeTime()
    limits = limiter(time)
    for host in ("a.test", "a.test", "a.test", "b.test"):
        await enter(limits, host)
    assert time.slept == [0.5, 1.0]


async def test_loopback_literals_need_no_delay_but_names_do() -> None:
    time = FakeTime()
    limits = limiter(time)
    for host in ("127.0.0.3", "127.0.0.3", "[::1]", "[::1]", "localhost", "localhost"):
        await enter(limits, host)
    assert time.slept == [0.5]


async def test_places_are_bounded_per_host_and_in_all() -> None:
    time, inside, most = FakeTime(), {"a": 0, "b": 0}, {"a": 0, "b": 0, "all": 0}
    limits = limiter(time, delay=0.0)

    async def use(host: str) -> None:
        async with limits.slot(host):
            inside[host] += 1
            most[host] = max(most[host], inside[host])
            most["all"] = max(most["all"], sum(inside.values()))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            inside[host] -= 1

    await asyncio.gather(*(use(host) for host in "ab" * 10))
    assert most == {"a": 2, "b": 2, "all": 3}
