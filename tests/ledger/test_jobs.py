"""The queue: locks per key, leases, attempts, cancelling."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from core.errors import LedgerError
from ledger.jobs import Job, JobState, cancel, extend, fail, finish, get_job, lease, list_jobs, submit
from tests.ledger.moments import at

HOUR = timedelta(hours=1)
LEASE = timedelta(minutes=10)


def _submit(engine: Engine, key: str = "site-a", **more: int) -> int:
    job_id = submit(engine, key, {"site": key}, at(1), **more)
    assert job_id is not None
    return job_id


def _lease(engine: Engine, hour: int = 9) -> Job:
    job = lease(engine, "worker", at(1, hour), LEASE)
    assert job is not None
    return job


def test_a_job_goes_from_queued_to_done(engine: Engine) -> None:
    job_id = _submit(engine)
    job = _lease(engine)
    assert (job.id, job.payload, job.state, job.attempts) == (job_id, {"site": "site-a"}, JobState.RUNNING, 1)
    assert extend(engine, job, at(1, 10), LEASE)
    assert finish(engine, job, at(1, 10))
    assert get_job(engine, job_id).state is JobState.DONE
    assert not finish(engine, job, at(1, 10))


def test_a_key_is_queued_once_but_may_queue_behind_its_running_job(engine: Engine) -> None:
    _submit(engine)
    assert submit(engine, "site-a", {}, at(1)) is None
    _lease(engine)
    _submit(engine)
    assert lease(engine, "other", at(1), LEASE) is None, "two jobs of one key never run at once"


def test_the_oldest_ready_job_goes_first(engine: Engine) -> None:
    for key in ("b", "a", "c"):
        _submit(engine, key)
    assert [_lease(engine).key for _ in range(3)] == ["b", "a", "c"]


def test_a_job_is_given_to_one_worker(engine: Engine) -> None:
    _submit(engine)
    taken: list[Job | None] = []
    threads = [threading.Thread(target=lambda: taken.append(lease(engine, "w", at(1), LEASE))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(job is not None for job in taken) == 1


def test_a_failure_is_tried_again_later_and_then_no_more(engine: Engine) -> None:
    job_id = _submit(engine, max_attempts=2)
    assert fail(engine, _lease(engine), at(1), "网络中断", HOUR)
    assert lease(engine, "w", at(1), LEASE) is None
    again = _lease(engine, 10)
    assert again.attempts == 2
    assert fail(engine, again, at(1, 10), "网络中断", HOUR)
    assert (get_job(engine, job_id).state, get_job(engine, job_id).error) == (JobState.FAILED, "网络中断")


def test_a_lost_lease_goes_to_another_and_the_first_worker_learns_it(engine: Engine) -> None:
    _submit(engine)
    lost = _lease(engine)
    again = _lease(engine, 11)
    assert (again.id, again.attempts) == (lost.id, 2)
    assert not extend(engine, lost, at(1, 11), LEASE)
    assert not finish(engine, lost, at(1, 11))
    assert not fail(engine, lost, at(1, 11), "迟到", HOUR)
    assert finish(engine, again, at(1, 11))


def test_a_lost_job_fails_when_a_newer_one_of_its_key_waits(engine: Engine) -> None:
    lost = _submit(engine)
    _lease(engine)
    newer = _submit(engine)
    assert _lease(engine, 11).id == newer
    assert get_job(engine, lost).state is JobState.FAILED
    assert "租约到期" in get_job(engine, lost).error


def test_cancelling(engine: Engine) -> None:
    waiting, running = _submit(engine, "b"), _submit(engine, "a")
    assert cancel(engine, waiting, at(1))
    job = _lease(engine)
    assert cancel(engine, running, at(1))
    assert not extend(engine, job, at(1), LEASE)
    assert not cancel(engine, running, at(1))
    assert [job.id for job in list_jobs(engine, JobState.CANCELLED)] == [waiting, running]


def test_an_unknown_job_is_said_plainly(engine: Engine) -> None:
    with pytest.raises(LedgerError, match="没有编号为 7 的任务"):
        get_job(engine, 7)
