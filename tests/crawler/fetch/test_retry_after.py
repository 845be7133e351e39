from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.fetch import Answer
from crawler.fetch.politeness import MAX_HELD, HostLimiter
from crawler.fetch.retry_after import announced_pause, wanted_pause

NOW = datetime(2026, 3, 2, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "value", "seconds"),
    [
        (429, "7", 7.0),
        (503, "Mon, 02 Mar 2026 08:00:30 GMT", 30.0),
        (503, "Mon, 02 Mar 2026 07:00:00 GMT", 0.0),
        (503, "3600", 0.0),
        (503, "-1", 0.0),
        (503, "soon", 0.0),
        (200, "7", 0.0),
    ],
)
def test_a_pause_is_read_within_reason(status: int, value: str, seconds: float) -> None:
    answer = Answer("http://www.yunling-demo.gov.cn/", "GET", "", status, headers=(("Retry-After", value),))
    assert wanted_pause(answer, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"), [("86400", 86400.0), ("Tue, 03 Mar 2026 08:00:00 GMT", 86400.0), ("", 0.0)]
)
def test_what_is_announced_is_read_however_long(value: str, seconds: float) -> None:
    answer = Answer("http://www.yunling-demo.gov.cn/", "GET", "", 503, headers=(("Retry-After", value),))
    assert announced_pause(answer, NOW) == seconds


async def test_only_the_host_that_asked_for_it_is_held() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    limiter = HostLimiter(0.0, 4, 32, sleep=sleep, clock=lambda: 100.0)
    limiter.hold("a", 30.0)
    async with limiter.slot("b"):
        assert slept == []
    async with limiter.slot("a"):
        assert slept == [30.0]


def test_a_host_cannot_hold_itself_for_ever() -> None:
    now = [0.0]
    limiter = HostLimiter(0.0, 4, 32, clock=lambda: now[0])
    for _ in range(100):
        limiter.hold("a", 120.0)
        now[0] += 120.0
    assert limiter._lane("a").held == MAX_HELD
