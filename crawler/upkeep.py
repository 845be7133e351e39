"""What every process of a crawl sees to for itself: its garbage and its memory."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

#: Exit status of a process that reached its memory limit.
EXIT_MEMORY = 75
#: New objects between two collections of garbage: some twenty pages' trees.
_OBJECTS = 50_000
#: Seconds between two looks at the process's memory.
_MEMORY_INTERVAL = 0.5


def collect_seldom() -> None:
    """A page's tree is garbage in circles, so collecting must go on; but not every few hundred new objects, nor ever
    through what was imported."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])


def end_at_memory_limit(limit_mb: int) -> None:
    """Have this process end with EXIT_MEMORY as soon as it takes more megabytes than these."""

    def watch() -> None:
        while _resident_mb() <= limit_mb:
            time.sleep(_MEMORY_INTERVAL)
        # Every step is committed, so leaving at once is as good as leaving in order, and surely frees the memory.
        os._exit(EXIT_MEMORY)

    threading.Thread(target=watch, daemon=True, name="memory").start()


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
