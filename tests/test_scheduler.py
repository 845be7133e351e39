"""The ticker with a simulated clock: nothing fires twice, nothing missed is invented, one broken row stops nobody."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from core.clock import BEIJING
from core.errors import UsageError
from dispatch import Run
from ledger import schedules, tables
from ledger.database import open_database
from ledger.schedules import Schedule
from scheduler import DEFAULTS, GRACE, Ticker, due, only_one, save_defaults, ticking, trigger

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=BEIJING)
WEEKLY = Schedule("weekly", {"day_of_week": "mon", "hour": 8, "minute": 30}, "report")


class Recorder:
    """A dispatcher that only remembers."""

    def __init__(self) -> None:
        self.submitted: list[tuple[str, str]] = []
        self.called = Event()

    def submit(self, key: str, payload: Mapping[str, Any]) -> int | None:
        self.submitted.append((key, payload["due_at"]))
        self.called.set()
        return len(self.submitted)

    def cancel(self, job_id: int) -> bool:
        return False

    def work(self, run: Run, stop: Event) -> None:
        raise NotImplementedError


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path_factory.mktemp('db') / 'x.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(autouse=True)
def clean(engine: Engine) -> None:
    wipe(engine)


def wipe(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(delete(tables.schedule_firing))
        connection.execute(delete(tables.schedule))


def test_monday_half_past_eight_is_a_monday(engine: Engine) -> None:
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder = Recorder()
    ticker = Ticker(engine, recorder, MONDAY)
    assert ticker.tick(MONDAY.replace(hour=8, minute=29, second=59)) == []
    ticker.tick(MONDAY.replace(hour=8, minute=30))
    assert recorder.submitted == [("report", "2026-11-23T08:30:00+08:00")]


def test_two_tickers_fire_once(engine: Engine) -> None:
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder, at = Recorder(), MONDAY.replace(hour=8, minute=31)
    for _ in range(3):
        Ticker(engine, recorder, MONDAY).tick(at)
        Ticker(engine, recorder, MONDAY).tick(at - timedelta(minutes=1))
    assert len(recorder.submitted) == 1


def test_missed_while_down_is_made_up_once(engine: Engine) -> None:
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder = Recorder()
    Ticker(engine, recorder, MONDAY).tick(MONDAY.replace(hour=9))
    back = MONDAY + timedelta(days=21, hours=10)
    fired = Ticker(engine, recorder, back).tick(back)
    assert [firing.missed for firing in fired] == [2]
    assert len(recorder.submitted) == 2


def test_too_late_is_left_out_and_said(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder = Recorder()
    assert Ticker(engine, recorder, MONDAY).tick(MONDAY.replace(hour=8, minute=31) + GRACE) == []
    assert "too late" in caplog.text
    assert recorder.submitted == []


def test_disabled_and_broken_rows(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    off = Schedule("off", WEEKLY.spec, "never", enabled=False)
    broken = Schedule("broken", {"hour": "noon"}, "never")
    for row in (off, broken, WEEKLY):
        schedules.save_schedule(engine, row, MONDAY, "t")
    recorder = Recorder()
    Ticker(engine, recorder, MONDAY).tick(MONDAY.replace(hour=9))
    assert [key for key, _ in recorder.submitted] == ["report"]
    assert "broken" in caplog.text


@pytest.mark.parametrize("spec", [{"day_of_week": "1"}, {"day_of_week": 1}, {"seconds": 3}, {"hour": "25"}])
def test_wrong_specs_are_explained(spec: dict[str, str | int]) -> None:
    with pytest.raises(UsageError):
        trigger(spec)


def test_defaults_only_into_an_empty_table(engine: Engine) -> None:
    save_defaults(engine, MONDAY)
    assert [row.name for row in schedules.list_schedules(engine)] == sorted(row.name for row in DEFAULTS)
    schedules.save_schedule(engine, Schedule(DEFAULTS[0].name, {"hour": 1}, "inspect"), MONDAY, "t")
    save_defaults(engine, MONDAY)
    assert {row.name: row.spec for row in schedules.list_schedules(engine)}[DEFAULTS[0].name] == {"hour": 1}


@settings(max_examples=30)
@given(st.lists(st.integers(min_value=0, max_value=60 * 24 * 30), min_size=1, max_size=15))
def test_any_ticks_fire_each_due_time_at_most_once(engine: Engine, minutes: list[int]) -> None:
    wipe(engine)
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder = Recorder()
    for minute in minutes:
        now = MONDAY + timedelta(minutes=minute)
        for _, due_at in recorder.submitted:
            assert due_at <= max(MONDAY + timedelta(minutes=m) for m in minutes).isoformat()
        Ticker(engine, recorder, MONDAY).tick(now)
    assert len(set(recorder.submitted)) == len(recorder.submitted)


def test_due_is_exclusive_of_the_last_firing() -> None:
    at = MONDAY.replace(hour=8, minute=30)
    assert due(WEEKLY, at, at + timedelta(days=6)) is None
    found = due(WEEKLY, at, at + timedelta(days=7))
    assert found is not None
    assert found.due_at == at + timedelta(days=7)


def test_the_beat_ticks(engine: Engine) -> None:
    schedules.save_schedule(engine, WEEKLY, MONDAY, "t")
    recorder = Recorder()
    with ticking(Ticker(engine, recorder, MONDAY), clock=lambda: MONDAY.replace(hour=9)):
        assert recorder.called.wait(60)
    assert len(recorder.submitted) == 1


def test_only_one_scheduler_per_folder(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(UsageError, match="已有一个"), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass
