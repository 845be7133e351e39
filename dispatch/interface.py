"""The three methods that any back end offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Event
from typing import Any, Protocol

from ledger.jobs import Job

#: What a job does. The event is set when the job was cancelled or lost to another worker: stop soon.
Run = Callable[[Job, Event], None]


class Dispatcher(Protocol):
    """Queues jobs and works them off."""

    def submit(self, key: str, payload: Mapping[str, Any]) -> int | None:
        """Queue a job; None when one of the same key already waits."""
        ...

    def cancel(self, job_id: int) -> bool:
        """Cancel a job that has not ended. False when it had."""
        ...

    def work(self, run: Run, stop: Event) -> None:
        """Work off jobs until `stop` is set. Blocks."""
        ...
