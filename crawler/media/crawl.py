"""The front door: ask the registered accounts for their posts, into a sealed snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.errors import CrawlError
from crawler.media.job import MediaJob
from crawler.process import run_worker
from crawler.progress import Progress
from crawler.record.seal import finish_sealing


def take_media(job: MediaJob, on_progress: Callable[[Progress], None]) -> Path:
    """Ask all accounts in a process of its own and return the sealed snapshot's folder. Blocks.

    An unfinished inspection in the same place is carried on: accounts that were asked are not asked again. Raises
    CrawlError with a plain sentence.
    """
    if job.folder.exists():
        raise CrawlError(f"{job.folder} 已经存在。请换一个快照名称。")
    if not finish_sealing(job.partial, job.folder):
        run_worker(job, on_progress)
    return job.folder
