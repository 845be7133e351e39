"""The watch: what is due is visited once, our own outage is told from theirs, and nothing is made up for."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, Row, select

from availability import AT_ONCE, Means, Pulse, SharedAsk, Watch, network, watching
from core.availability import Control, SlotOutcome, Try, due_at, due_slot
from core.county import Register, Site
from ledger import tables
from ledger.availability import leases
from ledger.availability.leases import LEASE, Wanted, lease
from ledger.availability.window import load_window
from ledger.database import open_database, reading
from ledger.register.store import save_register
from settings import Settings
from tests.crawler.fetch.servers import ok, raw_server, says
from tests.watch_script import START

SITES = tuple(Site(f"site{number}", f"网站{number}", f"http://127.0.0.{number + 1}/") for number in range(5))
ONE = SITES[0]
DUE = due_at(ONE.key, "2026-11-25T13")
OPENED = Try("", SlotOutcome.OPENED, "ok", 200)
SILENT = Try("", SlotOutcome.FAILED, "timeout", 0)
BLOCKED = Try("", SlotOutcome.UNCLEAR, "blocked", 403)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    save_register(opened, Register("云岭县", (), SITES), START, "test")
    yield opened
    opened.dispose()


class Bench:
    """A watch whose sites and controls answer as told, at a time as told."""

    def __init__(self, engine: Engine, sites: tuple[Site, ...] = (ONE,)) -> None:
        self.engine, self.sites, self.now = engine, sites, DUE
        self.saw: dict[str, Try] = {}
        self.visited: list[str] = []
        self.asked = 0
        self.controls: tuple[Control, ...] = ()

    async def visit(self, site: Site) -> tuple[Try, ...]:
        self.visited.append(site.key)
        return (self.saw.get(site.key, OPENED),)

    async def ask(self) -> tuple[Control, ...]:
        self.asked += 1
        return self.controls

    def watch(self, controlled: bool = True, keep_days: int = 60) -> Watch:
        means = Means(self.visit, self.ask if controlled else None, lambda: self.now)
        return Watch(self.engine, lambda: self.sites, means, keep_days)

    def rows(self) -> list[Row[tuple[object, ...]]]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(tables.availability).order_by("site", "slot")))


@pytest.fixture
def bench(engine: Engine) -> Bench:
    return Bench(engine)


async def test_a_due_slot_is_visited_once_by_any_number_of_watches(bench: Bench) -> None:
    first, second = bench.watch(), bench.watch()
    assert await first.once() == 1
    assert [await watch.once() for watch in (first, second, bench.watch())] == [0, 0, 0]
    bench.now += timedelta(minutes=59, seconds=59)
    assert await second.once() == 0
    bench.now += timedelta(seconds=1)
    assert await second.once() == 1
    assert [(row.slot, row.outcome, row.begun_at) for row in bench.rows()] == [
        ("2026-11-25T13", "opened", DUE),
        ("2026-11-25T14", "opened", DUE + timedelta(hours=1)),
    ]


async def test_what_was_missed_is_not_made_up_for(bench: Bench) -> None:
    bench.now = DUE + timedelta(hours=5, minutes=29)
    assert await bench.watch().once() == 1
    assert [row.slot for row in bench.rows()] == ["2026-11-25T18"]
    bench.now = DUE + timedelta(hours=8, minutes=31)
    assert await bench.watch().once() == 0


async def test_a_clock_set_back_visits_no_slot_again(bench: Bench) -> None:
    watch = bench.watch()
    for hours in (0, 1, -1, 0, 1, 2):
        bench.now = DUE + timedelta(hours=hours)
        await watch.once()
        await bench.watch().once()
    assert Counter(row.slot for row in bench.rows()) == Counter(f"2026-11-25T{hour}" for hour in (12, 13, 14, 15))
    assert len(bench.visited) == 4


async def test_when_a_control_answers_it_was_their_outage(bench: Bench) -> None:
    bench.saw[ONE.key] = SILENT
    bench.controls = (Control("http://a.example/", False), Control("http://b.example/", True))
    await bench.watch().once()
    (row,) = bench.rows()
    assert (row.outcome, row.kind, row.note) == ("failed", "timeout", "")
    assert [one["ok"] for one in row.controls] == [False, True]


async def test_when_no_control_answers_it_was_our_own(bench: Bench) -> None:
    bench.saw[ONE.key] = SILENT
    bench.controls = (Control("http://a.example/", False), Control("http://b.example/", False))
    await bench.watch().once()
    (row,) = bench.rows()
    assert (row.outcome, row.kind) == ("own", "timeout")
    assert "本系统网络中断" in row.note


@pytest.mark.parametrize("saw", [OPENED, BLOCKED])
async def test_controls_are_left_alone_when_a_site_answered(bench: Bench, saw: Try) -> None:
    bench.saw[ONE.key] = saw
    await bench.watch().once()
    assert bench.asked == 0
    assert bench.rows()[0].controls is None


async def test_sites_that_fail_together_share_one_asking(engine: Engine) -> None:
    bench = Bench(engine, SITES)
    bench.saw = dict.fromkeys((site.key for site in SITES), SILENT)
    bench.controls = (Control("http://a.example/", True),)
    ask, seconds = SharedAsk(bench.ask, lambda: seconds), 0.0
    await asyncio.gather(*(ask.now() for _ in range(5)))
    assert bench.asked == 1
    seconds = 1.5
    await ask.now()
    assert bench.asked == 2


async def test_a_stalled_machine_blames_nobody(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.saw[ONE.key] = SILENT
    bench.controls = (Control("http://a.example/", True),)
    monkeypatch.setattr(Pulse, "stalled_since", lambda pulse, moment: True)
    await bench.watch().once()
    (row,) = bench.rows()
    assert row.outcome == "own"
    assert "停顿" in row.note


def test_a_pulse_tells_a_stall_from_a_beat() -> None:
    pulse = Pulse(lambda: 0.0)
    pulse.note(10.0, 10.7)
    assert not pulse.stalled_since(9.0)
    pulse.note(20.0, 23.0)
    assert pulse.stalled_since(22.0)
    assert not pulse.stalled_since(23.5)


async def test_an_error_in_one_visit_is_a_gap_and_stops_no_other(engine: Engine) -> None:
    bench = Bench(engine, (ONE, Site("twin", "", ONE.home)))
    save_register(engine, Register("云岭县", (), bench.sites), START, "test")

    async def visit(site: Site) -> tuple[Try, ...]:
        if site is ONE:
            raise ZeroDivisionError
        return (OPENED,)

    bench.visit = visit  # type: ignore[method-assign]
    watch = bench.watch()
    await watch.once()
    bench.now = due_at("twin", "2026-11-25T13")
    await watch.once()
    found = {row.site: (row.begun_at is not None, row.ended_at is not None) for row in bench.rows()}
    assert found == {ONE.key: (True, False), "twin": (True, True)}


async def test_a_slot_that_another_process_leased_is_taken_when_it_never_began(bench: Bench) -> None:
    lease(bench.engine, [Wanted(ONE.key, "2026-11-25T13", ONE.host)], "gone", DUE)
    watch = bench.watch()
    assert await watch.once() == 0
    bench.now = DUE + LEASE + timedelta(seconds=1)
    assert await watch.once() == 1


async def test_a_lease_that_ran_out_before_its_turn_is_had_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = bench.watch()
    with monkeypatch.context() as patched:
        patched.setattr(leases, "LEASE", timedelta(seconds=-1))
        assert await watch.once() == 0
    assert bench.visited == []
    bench.now += timedelta(seconds=5)
    assert await watch.once() == 1


async def test_a_ledger_that_is_away_costs_one_look(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    away = True

    def sites() -> tuple[Site, ...]:
        if away:
            raise OSError("gone")
        return bench.sites

    watch = Watch(bench.engine, sites, Means(bench.visit, None, lambda: bench.now))
    assert await watch.once() == 0
    assert "could not look" in caplog.text
    away = False
    assert await watch.once() == 1


async def test_old_slots_are_removed_once_a_day(bench: Bench) -> None:
    await bench.watch().once()
    bench.now += timedelta(days=9)
    await bench.watch(keep_days=8).once()
    assert [row.slot for row in bench.rows()] == ["2026-12-04T13"]


async def test_running_ends_when_told_to_and_brings_visits_to_their_end(bench: Bench) -> None:
    stop, goes_on = asyncio.Event(), asyncio.Event()

    async def visit(site: Site) -> tuple[Try, ...]:
        stop.set()
        await goes_on.wait()
        return (OPENED,)

    bench.visit = visit  # type: ignore[method-assign]
    running = asyncio.create_task(bench.watch().run(stop))
    await stop.wait()
    goes_on.set()
    await running
    assert [row.outcome for row in bench.rows()] == ["opened"]


def test_it_runs_beside_others_until_the_block_ends(bench: Bench) -> None:
    seen = threading.Event()

    async def visit(site: Site) -> tuple[Try, ...]:
        seen.set()
        return (OPENED,)

    bench.visit = visit  # type: ignore[method-assign]
    with watching(bench.watch()):
        assert seen.wait(60)
    assert [row.outcome for row in bench.rows()] == ["opened"]


async def test_a_healthy_site_is_not_kept_waiting_by_those_that_hang(engine: Engine) -> None:
    """As many as have seats may hang: who is due then is still visited at once."""
    sites = tuple(Site(f"s{number}", "", f"http://h{number}/") for number in range(AT_ONCE * 3))
    now = DUE
    due = [site for site in sites if due_slot(site.key, now)][: AT_ONCE - 1]
    well = next(site for site in sites if site not in due)
    bench = Bench(engine, (*due, well))
    save_register(engine, Register("", (), bench.sites), START, "test")
    stop, opened, never, all_hang = asyncio.Event(), asyncio.Event(), asyncio.Event(), asyncio.Event()
    hanging = 0

    async def visit(site: Site) -> tuple[Try, ...]:
        nonlocal hanging
        if site is well:
            opened.set()
            return (OPENED,)
        hanging += 1
        if hanging == len(due):
            all_hang.set()
            bench.now = due_at(well.key, due_slot(well.key, now + timedelta(minutes=30)) or "")
        await never.wait()
        return (SILENT,)

    bench.visit = visit  # type: ignore[method-assign]
    watch = bench.watch(controlled=False)
    first = asyncio.create_task(watch.once())
    await all_hang.wait()
    second = asyncio.create_task(watch.run(stop))
    await opened.wait()
    assert not never.is_set()
    stop.set()
    never.set()
    await asyncio.gather(first, second)
    assert Counter(row.outcome for row in bench.rows()) == {"failed": len(due), "opened": 1}


async def test_the_real_network_is_guarded_and_asks_real_controls(engine: Engine) -> None:
    page = ok("<html><body>云岭县人民政府</body></html>".encode(), "Content-Type: text/html; charset=utf-8")
    async with raw_server(says(page)) as port:
        control = f"http://127.0.0.1:{port}/"
        settings = Settings(ipv4_controls=(control,), allow_private=("127.0.0.1/32",))
        means = network(settings)
        (one,) = await means.visit(Site("a", "", f"http://127.0.0.1:{port}/"))
        assert one.outcome is SlotOutcome.OPENED
        assert means.ask is not None
        assert [(found.url, found.ok) for found in await means.ask()] == [(control, True)]
        guarded = network(Settings(ipv4_controls=(control,)))
        assert guarded.ask is not None
        assert [found.ok for found in await guarded.ask()] == [False]
    assert network(Settings()).ask is None


async def test_killed_at_random_and_restarted_no_slot_is_visited_twice(tmp_path: Path, engine: Engine) -> None:
    """A real process, killed while a visit is under way or just before its answer; the server counts."""
    chance = random.Random(20261125)
    hits: Counter[tuple[str, str]] = Counter()
    victim: asyncio.subprocess.Process | None = None
    kills = 0

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal kills
        _, site, slot = head.split(b" ")[1].decode().split("/")
        hits[site, slot] += 1
        writer.write(ok(b"<html><body>ok</body></html>", "Content-Type: text/html"))
        if chance.random() < 0.3 and kills < 4:
            kills += 1
            assert victim is not None
            os.kill(victim.pid, signal.SIGKILL)

    async with raw_server(script) as port:
        sites = tuple(Site(f"site{number}", "", f"http://127.0.0.1:{port}/") for number in range(4))
        save_register(engine, Register("云岭县", (), sites), START, "test")
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        while True:
            victim = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.watch_script", str(tmp_path), env=environment
            )
            if await victim.wait() == 0:
                break
    with reading(engine) as connection:
        rows = connection.execute(select(tables.availability)).all()
    ended = {(row.site, row.slot) for row in rows if row.ended_at}
    lost = {(row.site, row.slot) for row in rows if row.begun_at and not row.ended_at}
    assert kills == 4
    assert set(hits.values()) == {1}
    assert ended <= set(hits) <= ended | lost
    # What was cut off is seen as such, and so is what nobody came to.
    windows = [load_window(engine, site.key, [START.date()]) for site in sites]
    days = [window["days"][0] for window in windows if window]
    assert sum(day["lost"] for day in days) == len(lost) >= 1
    assert sum(day["opened"] + day["own"] for day in days) == len(ended)
    assert {sum(day[outcome.value] for outcome in SlotOutcome) for day in days} == {24}
