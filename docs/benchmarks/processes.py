"""What one command costs: wall time, processor time of the process and its children, and peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and megabytes of the largest process; `asked` is for whoever counts what it did."""

    wall: float
    cpu: float
    memory: float
    asked: float = 0


def run_measured(command: Sequence[str], log: Path, folder: Path, limit: float = 900) -> Cost | None:
    """Run a command in `folder`, its output into `log`; None when it does not end within `limit` seconds."""
    begun = time.monotonic()
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream, cwd=folder)  # noqa: S603
    while time.monotonic() - begun < limit:
        pid, _, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = 0
            return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
        time.sleep(0.02)
    process.kill()
    process.wait()
    return None
