"""Jobs on this machine: the queue is in the ledger, each worker is a thread, crawls are subprocesses of their own."""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from sqlalchemy import Engine

from core.clock import Clock, beijing_now
from dispatch.interface import Run
from ledger import jobs
from ledger.jobs import Job

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LocalDispatcher:
    """Works jobs off in `workers` threads.

    `lease` is how long a silent worker keeps its job; it is prolonged every third of it. `poll` is the longest wait,
    seconds, between two looks at an empty queue; `retry_after` the pause before a failed job is tried again.
    """

    engine: Engine
    workers: int = 1
    clock: Clock = beijing_now
    lease: timedelta = timedelta(minutes=3)
    poll: float = 5.0
    retry_after: timedelta = timedelta(minutes=10)

    def submit(self, key: str, payload: Mapping[str, Any]) -> int | None:
        """Queue a job; None when one of the same key already waits."""
        return jobs.submit(self.engine, key, payload, self.clock())

    def cancel(self, job_id: int) -> bool:
        """Cancel a job that has not ended. False when it had."""
        return jobs.cancel(self.engine, job_id, self.clock())

    def work(self, run: Run, stop: Event) -> None:
        """Work off jobs until `stop` is set. Blocks."""
        with ThreadPoolExecutor(self.workers, "xunjian-worker") as pool:
            for number in range(self.workers):
                pool.submit(self._loop, f"{socket.gethostname()}-{number}", run, stop)

    def _loop(self, worker: str, run: Run, stop: Event) -> None:
        while not stop.is_set():
            if not self.work_one(worker, run):
                stop.wait(self.poll)

    def work_one(self, worker: str, run: Run) -> bool:
        """Take one job and run it to its end. False when none was ready, or the database could not be asked."""
        try:
            job = jobs.lease(self.engine, worker, self.clock(), self.lease)
        except Exception:
            # The database may be away for a moment; the loop must outlive it.
            log.exception("could not lease a job")
            return False
        if job is None:
            return False
        self._run(job, run)
        return True

    def _run(self, job: Job, run: Run) -> None:
        lost, ended = Event(), Event()
        heart = Thread(target=self._beat, args=(job, lost, ended), daemon=True)
        heart.start()
        try:
            run(job, lost)
        except Exception as error:
            log.exception("job %s (%s) failed", job.id, job.key)
            jobs.fail(self.engine, job, self.clock(), f"{type(error).__name__}: {error}", self.retry_after)
        else:
            jobs.finish(self.engine, job, self.clock())
        finally:
            ended.set()
            heart.join()

    def _beat(self, job: Job, lost: Event, ended: Event) -> None:
        while not ended.wait(self.lease.total_seconds() / 3):
            if not jobs.extend(self.engine, job, self.clock(), self.lease):
                lost.set()
                return
