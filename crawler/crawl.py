"""The crawler's front door: crawl a registered site, or record a few given pages, into a sealed snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.county import Site
from core.errors import CrawlError
from core.outcome import SubjectKind
from core.snapshot import Watch
from core.snapshot.manifest import NAME
from crawler.job import CrawlJob, read_job
from crawler.options import CrawlOptions
from crawler.process import JOB_FILE, run_worker
from crawler.progress import Progress

__all__ = ["CrawlJob", "crawl_site", "record_pages"]


def crawl_site(job: CrawlJob, on_progress: Callable[[Progress], None]) -> Path:
    """Crawl one site in a process of its own and return the sealed snapshot's folder. Blocks.

    An unfinished crawl of the same site in the same place is carried on. Raises CrawlError with a plain sentence.
    """
    if job.folder.exists():
        raise CrawlError(f"{job.folder} 已经存在。请换一个快照名称。")
    _check_resumable(job)
    if not _finish_sealing(job):
        run_worker(job, on_progress)
    return job.folder


def _finish_sealing(job: CrawlJob) -> bool:
    """Whether nothing was left to do of an earlier crawl but its last two renames; they are done then."""
    if not (job.partial / NAME).is_file():
        return False
    # Seldom so: whoever only starts a crawl need not load what writes one.
    from crawler.record.seal import finish_sealing  # noqa: PLC0415

    return finish_sealing(job.partial, job.folder)


def record_pages(
    urls: Sequence[str], options: CrawlOptions, folder: Path, on_progress: Callable[[Progress], None]
) -> Path:
    """Record just the given pages, following and checking none of their links. What became of one that does not open
    is asked for as of any link. Raises CrawlError.
    """
    if not urls:
        raise CrawlError("没有给出要采集的页面地址。")
    home = urls[0]
    site = Site(key=home, name=home, home=home, scopes=tuple(urls[1:]), robots=options.robots)
    # Somebody waits for the answer, and it is no finding.
    bounded = replace(options, max_depth=0, max_links=0, attempts=1)
    watches = tuple(Watch("page", url, SubjectKind.PAGE, ()) for url in urls)
    return crawl_site(CrawlJob(site, (), folder, watches, bounded, seeds=tuple(urls[1:])), on_progress)


def _check_resumable(job: CrawlJob) -> None:
    path = job.partial / JOB_FILE
    if not path.is_file():
        return
    try:
        other = read_job(path.read_text("utf-8"))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise CrawlError(f"{path} 无法读取（{error}）。请删除目录 {job.partial} 后重新采集。") from error
    if (other.site.key, other.site.home) != (job.site.key, job.site.home):
        raise CrawlError(f"{job.partial} 是另一网站（{other.site.name}）未完成的采集。请换一个快照名称。")
    if other.since != job.since:
        # What one of them left out the other would believe to be done.
        begun = f"快速查看（--since {other.since}）" if other.since else "完整采集（没有 --since）"
        raise CrawlError(f"{job.partial} 是未完成的{begun}，请用同样的范围继续，或删除该目录后重新采集。")
