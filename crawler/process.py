"""One subprocess per site crawl: a crash, a leak or a hostile page costs that site's crawl, not the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import crawler
from core.county import Site
from core.errors import CrawlError
from crawler.options import CrawlOptions
from crawler.progress import Progress, read_progress
from crawler.upkeep import EXIT_MEMORY

JOB_FILE = "job.json"
LOG_FILE = "crawl.log"
LOCK_FILE = "lock"
#: Most times a crawl is carried on after its memory limit.
MAX_RESTARTS = 3
#: Characters of the worker's log that an error message shows.
_TAIL = 600


class Job(Protocol):
    """What a worker carries out."""

    @property
    def site(self) -> Site:
        """What it is of."""

    @property
    def folder(self) -> Path:
        """Where the sealed snapshot will stand."""

    @property
    def partial(self) -> Path:
        """Where it stands meanwhile."""

    @property
    def options(self) -> CrawlOptions:
        """How much it may take."""

    def to_json(self) -> str:
        """The job as the worker reads it."""


def run_worker(job: Job, on_progress: Callable[[Progress], None]) -> None:
    """Run the crawl to its end, in as many processes as its memory limit makes necessary. Raises CrawlError."""
    _write_job(job)
    for _ in range(1 + MAX_RESTARTS):
        status, told = _run_once(job.partial, on_progress)
        if status != EXIT_MEMORY:
            break
    if job.folder.is_dir():
        return
    if status == EXIT_MEMORY:
        told = f"采集进程多次超过内存上限（{job.options.max_memory_mb} MB）。请调大 max_memory_mb 后重新运行。"
    raise CrawlError(told or f"{job.site.name} 的采集进程意外结束（状态 {status}）。{_tail(job.partial)}")


@contextmanager
def start_worker(partial: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a worker on the job written in `partial`; it is ended on leaving.

    The worker holds the other end of our pipe to its standard input: when this process dies, it ends too.
    """
    root = str(Path(crawler.__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    with (partial / LOG_FILE).open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "crawler.worker", str(partial / JOB_FILE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="ascii",
            errors="replace",
            env={**os.environ, "PYTHONPATH": path},
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def _run_once(partial: Path, on_progress: Callable[[Progress], None]) -> tuple[int, str]:
    told = ""
    with start_worker(partial) as process:
        for line in process.stdout or ():
            progress = read_progress(line)
            if progress:
                on_progress(progress)
            else:
                told = _read_error(line) or told
        return process.wait(), told


def _write_job(job: Job) -> None:
    try:
        job.partial.mkdir(parents=True, exist_ok=True)
        temporary = job.partial / f"{JOB_FILE}.tmp"
        temporary.write_text(job.to_json(), "utf-8")
        temporary.replace(job.partial / JOB_FILE)
    except OSError as error:
        raise CrawlError(f"目录 {job.partial} 无法写入：{error}。请检查磁盘空间和权限。") from error


def error_line(message: str) -> str:
    """The line by which a worker says why it gave up."""
    return json.dumps({"error": message})


def _read_error(line: str) -> str:
    try:
        return str(json.loads(line)["error"])
    except (ValueError, KeyError, TypeError):
        return ""


def _tail(partial: Path) -> str:
    try:
        text = (partial / LOG_FILE).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
    return f"日志末尾：{text[-_TAIL:]}" if text else "没有留下日志，可能被系统结束（内存不足）。"
