"""The local dispatcher: every job once, failures kept, cancellation told to the worker."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, update

from core.clock import BEIJING, beijing_now
from dispatch import LocalDispatcher
from ledger import jobs, tables
from ledger.database import open_database
from ledger.jobs import Job, JobState

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=BEIJING)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    yield opened
    opened.dispose()


def test_a_job_runs_once(engine: Engine) -> None:
    dispatcher, seen = LocalDispatcher(engine, clock=lambda: NOW), list[str]()
    job = dispatcher.submit("inspect", {"due_at": "x"})
    assert dispatcher.submit("inspect", {}) is None
    assert dispatcher.work_one("w", lambda job, lost: seen.append(job.key))
    assert not dispatcher.work_one("w", lambda job, lost: seen.append(job.key))
    assert seen == ["inspect"]
    assert job is not None
    assert jobs.get_job(engine, job).state is JobState.DONE


def test_a_failure_is_kept_and_tried_again_later(engine: Engine) -> None:
    now = [NOW]
    dispatcher = LocalDispatcher(engine, clock=lambda: now[0])
    job = dispatcher.submit("inspect", {})
    assert job is not None

    def run(job: Job, lost: Event) -> None:
        raise ValueError("disk full")

    assert dispatcher.work_one("w", run)
    assert jobs.get_job(engine, job).error == "ValueError: disk full"
    assert not dispatcher.work_one("w", run)
    for _ in range(2):
        now[0] += timedelta(minutes=11)
        assert dispatcher.work_one("w", run)
    assert jobs.get_job(engine, job).state is JobState.FAILED


def test_cancelling_tells_the_worker(engine: Engine) -> None:
    dispatcher = LocalDispatcher(engine, lease=timedelta(milliseconds=30))
    job = dispatcher.submit("inspect", {})
    assert job is not None
    told = []

    def run(running: Job, lost: Event) -> None:
        assert dispatcher.cancel(running.id)
        told.append(lost.wait(30))

    assert dispatcher.work_one("w", run)
    assert told == [True]
    assert jobs.get_job(engine, job).state is JobState.CANCELLED
    assert not dispatcher.cancel(job)


def test_work_ends_when_told(engine: Engine) -> None:
    dispatcher, stop, seen = LocalDispatcher(engine, workers=2, poll=0.01, clock=beijing_now), Event(), list[str]()
    for number in range(5):
        dispatcher.submit(f"job-{number}", {})

    def run(job: Job, lost: Event) -> None:
        seen.append(job.key)
        if len(seen) == 5:
            stop.set()

    worker = Thread(target=dispatcher.work, args=(run, stop))
    worker.start()
    worker.join(60)
    assert not worker.is_alive()
    assert sorted(seen) == [f"job-{number}" for number in range(5)]


def test_the_loop_outlives_a_database_fault(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with engine.begin() as connection:
        tables.job.drop(connection)
    assert not LocalDispatcher(engine).work_one("w", lambda job, lost: None)
    assert "could not lease" in caplog.text


def test_a_lost_lease_is_not_marked_done(engine: Engine) -> None:
    dispatcher = LocalDispatcher(engine, clock=lambda: NOW)
    job = dispatcher.submit("inspect", {})
    assert job is not None

    def run(running: Job, lost: Event) -> None:
        with engine.begin() as connection:
            connection.execute(update(tables.job).values(attempts=9))

    dispatcher.work_one("w", run)
    assert jobs.get_job(engine, job).state is JobState.RUNNING
