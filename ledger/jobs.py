"""The job queue kept in the database: one queued and one running job per key, leases, bounded attempts.

State: queued → running → done | failed | cancelled. A running job whose lease ends without a word from its worker
(the process was killed, the machine restarted) is queued again until its attempts are used up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from core.errors import LedgerError
from ledger import tables
from ledger.database import reading
from ledger.upsert import insert_new

_JOB = tables.job


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. `key` is the queueing lock (`inspect:SITE`); `attempts` counts leases so far."""

    id: int
    key: str
    payload: Mapping[str, Any]
    state: JobState
    attempts: int
    max_attempts: int
    worker: str = ""
    lease_until: datetime | None = None
    error: str = ""


def submit(engine: Engine, key: str, payload: Mapping[str, Any], now: datetime, max_attempts: int = 3) -> int | None:
    """Queue a job and return its id; None when one with the same key is queued already."""
    row = {
        "key": key,
        "payload": dict(payload),
        "state": JobState.QUEUED.value,
        "attempts": 0,
        "max_attempts": max_attempts,
        "ready_at": now,
        "submitted_at": now,
        "worker": "",
        "error": "",
    }
    with engine.begin() as connection:
        if not insert_new(connection, _JOB, row):
            return None
        query = select(_JOB.c.id).where(_JOB.c.key == key, _JOB.c.state == JobState.QUEUED.value)
        return int(connection.execute(query).scalar_one())


def lease(engine: Engine, worker: str, now: datetime, length: timedelta) -> Job | None:
    """Take the oldest job that is ready and whose key is not running, or None. Expired leases are given back first."""
    with engine.begin() as connection:
        _give_back_expired(connection, now)
        running = select(_JOB.c.key).where(_JOB.c.state == JobState.RUNNING.value)
        ready = (
            select(_JOB)
            .where(_JOB.c.state == JobState.QUEUED.value, _JOB.c.ready_at <= now, _JOB.c.key.not_in(running))
            .order_by(_JOB.c.ready_at, _JOB.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = connection.execute(ready).first()
        if row is None:
            return None
        connection.execute(
            update(_JOB)
            .where(_JOB.c.id == row.id)
            .values(state=JobState.RUNNING.value, worker=worker, lease_until=now + length, attempts=row.attempts + 1)
        )
        return _job(connection.execute(select(_JOB).where(_JOB.c.id == row.id)).one())


def extend(engine: Engine, job: Job, now: datetime, length: timedelta) -> bool:
    """Prolong a lease. False when the job is no longer this worker's: it was cancelled, or given to another."""
    return _move(engine, job, {"lease_until": now + length})


def finish(engine: Engine, job: Job, now: datetime) -> bool:
    """Mark a leased job done. False when the lease was lost meanwhile."""
    return _move(engine, job, {"state": JobState.DONE.value, "finished_at": now, "lease_until": None})


def fail(engine: Engine, job: Job, now: datetime, error: str, retry_after: timedelta) -> bool:
    """Record an error; the job is queued again after `retry_after` while attempts are left, else it has failed.

    It fails at once when a newer job of the same key waits already. False when the lease was lost meanwhile.
    """
    with engine.begin() as connection:
        return _put_back(connection, job, now + retry_after, now, error)


def cancel(engine: Engine, job_id: int, now: datetime) -> bool:
    """Cancel a queued or running job; its worker learns of it from `extend`. False when it had already ended."""
    with engine.begin() as connection:
        done = connection.execute(
            update(_JOB)
            .where(_JOB.c.id == job_id, _JOB.c.state.in_((JobState.QUEUED.value, JobState.RUNNING.value)))
            .values(state=JobState.CANCELLED.value, finished_at=now, lease_until=None)
        )
        return done.rowcount == 1


def get_job(engine: Engine, job_id: int) -> Job:
    """One job. Raises LedgerError when there is none of that id."""
    with reading(engine) as connection:
        row = connection.execute(select(_JOB).where(_JOB.c.id == job_id)).first()
    if row is None:
        raise LedgerError(f"没有编号为 {job_id} 的任务。")
    return _job(row)


def list_jobs(engine: Engine, state: JobState) -> list[Job]:
    """Jobs in one state, oldest first."""
    query = select(_JOB).where(_JOB.c.state == state.value).order_by(_JOB.c.id)
    with reading(engine) as connection:
        return [_job(row) for row in connection.execute(query)]


def _give_back_expired(connection: Connection, now: datetime) -> None:
    expired = select(_JOB).where(_JOB.c.state == JobState.RUNNING.value, _JOB.c.lease_until < now)
    for row in connection.execute(expired).all():
        _put_back(connection, _job(row), now, now, "任务租约到期，执行进程没有回报（可能已中断）。")


def _put_back(connection: Connection, job: Job, ready_at: datetime, now: datetime, error: str) -> bool:
    waiting = select(_JOB.c.id).where(_JOB.c.key == job.key, _JOB.c.state == JobState.QUEUED.value)
    again = job.attempts < job.max_attempts and connection.execute(waiting).first() is None
    values: dict[str, Any] = {"lease_until": None, "error": error[:4000]}
    if again:
        values |= {"state": JobState.QUEUED.value, "ready_at": ready_at, "worker": ""}
    else:
        values |= {"state": JobState.FAILED.value, "finished_at": now}
    return _move_in(connection, job, values)


def _move(engine: Engine, job: Job, values: Mapping[str, Any]) -> bool:
    with engine.begin() as connection:
        return _move_in(connection, job, values)


def _move_in(connection: Connection, job: Job, values: Mapping[str, Any]) -> bool:
    # The attempt is compared too: the same worker may hold a later lease of the same job.
    held = (_JOB.c.id == job.id, _JOB.c.state == JobState.RUNNING.value, _JOB.c.attempts == job.attempts)
    return connection.execute(update(_JOB).where(*held).values(**values)).rowcount == 1


def _job(row: Row[Any]) -> Job:
    state = JobState(row.state)
    return Job(
        row.id, row.key, row.payload, state, row.attempts, row.max_attempts, row.worker, row.lease_until, row.error
    )
