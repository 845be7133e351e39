"""What the schedule does when it is told to stop, and what it carries on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from commands.inspect import CARRIED_ON, run_inspection
from core.clock import BEIJING
from core.county import Register, Site
from core.errors import Stopped
from inspection import House, new_run, open_house
from ledger.register.store import save_register
from ledger.run_history import finished_run, unfinished_run
from ledger.runs import begin_run
from settings import Settings
from tests.crawler.site import page, serve

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=BEIJING)


@pytest.fixture
def house() -> Iterator[House]:
    settings = Settings(timeout=5, retry_wait=0, allow_private=("127.0.0.0/8",))
    with open_house(settings, clock=lambda: NOW) as opened:
        yield opened


def registered(house: House, home: str) -> None:
    save_register(house.engine, Register("云岭县", (), (Site("county", "云岭县", home),)), NOW, "test")


async def run(house: House, told_to_stop: bool) -> None:
    await asyncio.to_thread(run_inspection, house, lambda: told_to_stop)


async def test_told_to_stop_it_stops_and_is_carried_on(house: House) -> None:
    async with serve({"/": page("首页")}) as live:
        registered(house, live.home)
        with pytest.raises(Stopped):
            await run(house, told_to_stop=True)
        interrupted = unfinished_run(house.engine)
        assert interrupted is not None
        await run(house, told_to_stop=False)
    done = finished_run(house.engine)
    assert done is not None
    assert done.id == interrupted.id
    assert Path("xunjian-report").is_dir()


@pytest.mark.parametrize(("age", "carried_on"), [(timedelta(hours=9), True), (CARRIED_ON, False)])
async def test_only_a_recent_interruption_is_carried_on(house: House, age: timedelta, carried_on: bool) -> None:
    begin_run(house.engine, new_run(NOW - age), "", NOW - age)
    async with serve({"/": page("首页")}) as live:
        registered(house, live.home)
        await run(house, told_to_stop=False)
    done = finished_run(house.engine)
    assert done is not None
    assert (done.started == NOW - age) is carried_on
