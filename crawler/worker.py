"""The crawl process: `python -m crawler.worker JOB.json`. Speaks JSON lines on stdout, logs to stderr."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import uvloop

from core.errors import CrawlError, XunjianError
from core.snapshot import SnapshotKind
from crawler.process import LOCK_FILE, error_line
from crawler.progress import Progress
from crawler.upkeep import collect_seldom, end_at_memory_limit

EXIT_ORPHANED = 3


def main(arguments: list[str]) -> int:
    """Run one job; 0 when its snapshot is sealed, 2 when it could not be done, 75 at the memory limit."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    _end_with_parent()
    collect_seldom()
    path = Path(arguments[0])
    try:
        text = path.read_text("utf-8")
        with _alone(path), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_carry_out(text))
    except XunjianError as error:
        _say(error_line(str(error)))
        return 2
    return 0


async def _carry_out(text: str) -> None:
    if json.loads(text).get("kind") == SnapshotKind.MEDIA:
        # A site's crawl needs none of it, which takes long to load.
        from crawler.media.run import read_media_job, run_media  # noqa: PLC0415

        accounts = read_media_job(text)
        end_at_memory_limit(accounts.options.max_memory_mb)
        await run_media(accounts, _tell)
        return
    # Only here, as loading takes a tenth less time while garbage is collected seldom.
    from crawler.job import read_job  # noqa: PLC0415
    from crawler.spider.run import run_crawl  # noqa: PLC0415

    collect_seldom()
    site = read_job(text)
    end_at_memory_limit(site.options.max_memory_mb)
    await run_crawl(site, _tell)


def _tell(progress: Progress) -> None:
    _say(progress.to_line())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Two processes writing one snapshot would ruin it; the lock ends with the process, however it ends."""
    with (path.parent / LOCK_FILE).open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CrawlError(f"{path.parent} 正由另一个进程采集。请等它结束。") from None
        yield


def _end_with_parent() -> None:
    def wait() -> None:
        # The parent never writes: reading ends only when it has died or let go. Not through sys.stdin, whose lock
        # this thread would still hold when the interpreter shuts down.
        os.read(0, 1)
        os._exit(EXIT_ORPHANED)

    threading.Thread(target=wait, daemon=True, name="parent").start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
