"""`xunjian availability`: a round on a real site, and the week in a table."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.availability import due_slot, slots_of, whole_days
from core.clock import beijing_now
from core.county import Register, Site
from demo.visits import visit_row
from inspection import open_house
from ledger import tables
from ledger.database import reading
from ledger.register.store import save_register
from ledger.upsert import upsert
from settings import Settings
from tests.commands.conftest import Run
from tests.commands.messages import ROOT
from tests.crawler.fetch.servers import ok, raw_server
from tests.crawler.site import page, serve


def register(*sites: Site) -> None:
    with open_house(Settings()) as house:
        save_register(house.engine, Register("云岭县", (), sites), beijing_now(), "test")


def week(site: Site, failed: int) -> None:
    """Seven whole days of which the first `failed` slots did not open."""
    slots = [slot for day in whole_days(beijing_now().date(), 7) for slot in slots_of(day)]
    rows = [visit_row(site, slot, "failed" if number < failed else "opened") for number, slot in enumerate(slots)]
    with open_house(Settings()) as house, house.engine.begin() as connection:
        upsert(connection, tables.availability, rows)


def due_now() -> str:
    """A site's key that is due now and for some minutes more."""
    now = beijing_now()
    return next(key for key in map(str, range(500)) if due_slot(key, now) and due_slot(key, now + timedelta(minutes=9)))


async def test_a_round_visits_what_is_due(xunjian: Run) -> None:
    async with serve({"/": page("首页")}) as live:
        key = due_now()
        register(Site(key, "云岭县人民政府", live.home))
        first = await asyncio.to_thread(xunjian, "availability", "probe")
        second = await asyncio.to_thread(xunjian, "availability", "probe")
    assert "Sites visited: 1." in first.output
    assert "No site is due now" in second.output
    (line,) = [line for line in xunjian("availability", "show").output.splitlines() if "云岭县人民政府" in line]
    # Shortly after midnight the slot is still yesterday's.
    assert ("0/1" in line) is ((due_slot(key, beijing_now()) or "")[:10] == beijing_now().date().isoformat())


def test_the_week_in_a_table(xunjian: Run) -> None:
    well, near, down = (Site(name, name, f"http://{name}.example/") for name in ("well", "near", "down"))
    register(well, near, down, Site("unseen", "unseen", "http://unseen.example/"))
    for site, failed in ((well, 0), (near, 6), (down, 9)):
        week(site, failed)
    lines = {
        line.split()[1]: line.split()[2:] for line in xunjian("availability", "show").output.splitlines() if "│" in line
    }
    assert lines["well"][1::2][:2] == ["168", "0"]
    assert lines["near"][1:6:2] == ["168", "6", "3.5%"]
    assert "near the line" in " ".join(lines["near"])
    assert "cannot be opened too often" in " ".join(lines["down"])
    assert "not monitored" in " ".join(lines["unseen"])
    told = xunjian("availability", "show", "--site", "down").output
    assert told.count("timeout") == 9
    assert "near" not in told


@pytest.mark.parametrize("verb", ["run", "probe", "show"])
def test_an_empty_register_is_said(xunjian: Run, verb: str) -> None:
    result = xunjian("availability", verb)
    assert (result.exit_code, "register is empty" in result.output) == (2, True)


@pytest.mark.parametrize("verb", [("availability", "run"), ("schedule",)])
async def test_it_runs_until_told_to_stop(working_folder: Path, verb: tuple[str, ...]) -> None:
    asked = asyncio.Event()

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        asked.set()
        writer.write(ok(page("首页").encode(), "Content-Type: text/html; charset=utf-8"))

    async with raw_server(script) as port:
        key = due_now()
        register(Site(key, "云岭县人民政府", f"http://127.0.0.1:{port}/"))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "cli", *verb, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        await asked.wait()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    with open_house(Settings()) as house, reading(house.engine) as connection:
        row = connection.execute(select(tables.availability)).one()
    assert (row.site, row.outcome) == (key, "opened")
