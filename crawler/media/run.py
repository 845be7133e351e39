"""One inspection of the accounts from the first request to the sealed snapshot, inside one process and event loop."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from importlib.metadata import version

from core.calendar import load_calendar
from core.clock import beijing_now, parse_moment
from core.errors import CrawlError
from core.snapshot import MEDIA, Manifest, Sanity, SnapshotKind, Window
from core.version import VERSION
from crawler.fetch import Fetcher
from crawler.media.job import MediaJob, read_media_job
from crawler.media.links import check_links
from crawler.media.probing import probe_media
from crawler.media.registry import load_adapters
from crawler.media.spider import run_spider
from crawler.media.taking import Taker
from crawler.progress import Phase, Progress
from crawler.record import Recorder, seal
from crawler.record.store import count, put_watches, recall

_NETWORK = "本次向 {asked} 个地址发出的请求全部没有响应，可能是本机网络故障，不作判定"
__all__ = ["judge_network", "read_media_job", "run_media"]

#: What media snapshots lack, for checks that ask for it.
_ABSENT = dict.fromkeys(("pages", "columns", "dom", "shots"), "政务新媒体的快照不含网页")


async def run_media(job: MediaJob, report: Callable[[Progress], None]) -> None:
    """Carry one job to its sealed snapshot, from wherever an earlier process left it. Raises CrawlError."""
    try:
        recorder = Recorder(job.partial, job.options.user_agent)
        async with Fetcher(job.options.fetching(job.options.delay)) as fetcher:
            await _take_all(job, recorder, fetcher, report)
            report(Progress(Phase.LINKS, count(recorder.db, "taking")))
            await check_links(job, recorder, fetcher)
            report(Progress(Phase.PROBES, count(recorder.db, "taking")))
            await probe_media(job, recorder, fetcher)
    except (sqlite3.Error, OSError) as error:
        raise CrawlError(f"采集政务新媒体时无法写入 {job.partial}：{error}。请检查磁盘空间后重新运行。") from error
    report(Progress(Phase.SEALING, count(recorder.db, "taking")))
    seal(recorder, _manifest(recorder, job), job.folder)


async def _take_all(job: MediaJob, recorder: Recorder, fetcher: Fetcher, report: Callable[[Progress], None]) -> None:
    with recorder.step():
        put_watches(recorder.db, job.watches)
    last = beijing_now()
    taker = Taker(job, recorder, fetcher, load_adapters(), Window(last - timedelta(days=job.media.days), last))
    waiting = [account for account in job.accounts if not taker.is_taken(account)]

    def told(url: str) -> None:
        done = count(recorder.db, "taking")
        report(Progress(Phase.PAGES, done, len(job.accounts) - done, url=url))

    if waiting:
        await run_spider([partial(taker.take, account, told) for account in waiting], job.options, fetcher)
    left = [account for account in waiting if not taker.is_taken(account)]
    if left:
        raise CrawlError("政务新媒体的采集中途停止，已采集的内容仍保留，重新运行将从中断处继续。")


def _manifest(recorder: Recorder, job: MediaJob) -> Manifest:
    return Manifest(
        site=MEDIA,
        columns=(),
        started=parse_moment(recorder.started),
        finished=beijing_now(),
        sanity=judge_network(*_requests(recorder.db)),
        absent=_ABSENT,
        calendar=job.calendar or load_calendar(),
        kind=SnapshotKind.MEDIA,
        accounts=tuple(account.without_person() for account in job.accounts),
        versions={
            "xunjian": VERSION,
            "scrapy": version("scrapy"),
            "aiohttp": version("aiohttp"),
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        },
    )


def _requests(db: sqlite3.Connection) -> tuple[int, int]:
    """How many requests there were, those for links too, and how many were answered."""
    asked, answered = (int(recall(db, name) or 0) for name in ("asked", "answered"))
    return asked + count(db, "resource", "attempts > 0"), answered + count(db, "resource", "status > 0")


def judge_network(asked: int, answered: int) -> Sanity:
    """The gate before judging: when nothing at all answered, it was our own network. Pure."""
    if asked and not answered:
        return Sanity("inconclusive", (_NETWORK.format(asked=asked),))
    return Sanity()
