"""One site's crawl from the first request to the sealed snapshot, inside one process and one event loop."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing

from core.errors import AddressError, CrawlError
from crawler.extract import normalise
from crawler.extract.documents.sitemap import NAME as SITEMAP
from crawler.fetch import Fetcher, FetchOptions
from crawler.fetch.revisit import RevisitingFetcher
from crawler.frontier import Frontier
from crawler.job import CrawlJob
from crawler.progress import Phase, Progress
from crawler.record import Recorder, seal
from crawler.record.carry import earlier_pages
from crawler.record.earlier import Earlier, earlier_snapshot
from crawler.record.history import Past
from crawler.record.readings import KeptReadings
from crawler.record.store import count, put_watches
from crawler.spider.browsing import Browsing
from crawler.spider.closing import closing_manifest
from crawler.spider.cut_pictures import convict_cut_pictures
from crawler.spider.drawings import convict_undrawn
from crawler.spider.hollow import convict_hollow
from crawler.spider.ignored import convict_ignored
from crawler.spider.probing import probe_all
from crawler.spider.quick import QuickLook
from crawler.spider.robots import robots_of
from crawler.spider.scanning import scan_sample
from crawler.spider.targets import Targets
from crawler.spider.templates import convict_templates
from crawler.spider.visit import Visit
from crawler.spider.walker import Question, Walk

#: How far above the deepest level a sitemap stands: pages that only it tells of may lead to further ones.
_ABOVE_LAST = 3


async def run_crawl(job: CrawlJob, report: Callable[[Progress], None]) -> None:
    """Carry one job to its sealed snapshot, from wherever an earlier process left it. Raises CrawlError."""
    try:
        recorder = Recorder(job.partial, job.options.user_agent)
        delay = await _wanted_delay(job, recorder)
        with earlier_snapshot(job.previous, (job.site.home, *(column.url for column in job.columns))) as earlier:
            async with _fetcher(job.options.fetching(delay), earlier) as fetcher:
                await _carry_out(_visit(job, recorder, fetcher, earlier, report))
    except (sqlite3.Error, OSError) as error:
        raise CrawlError(
            f"采集 {job.site.name} 时无法写入 {job.partial}：{error}。请检查磁盘空间后重新运行。"
        ) from error
    report(Progress(Phase.SEALING, count(recorder.db, "page"), 0, 0, 0))
    seal(recorder, closing_manifest(recorder, job), job.folder)


async def _carry_out(visit: Visit) -> None:
    _plant(visit)
    await _plant_sitemaps(visit)
    await _pages(visit)
    await Targets(visit).settle()
    await convict_templates(visit)
    convict_hollow(visit)
    await convict_ignored(visit)
    await convict_cut_pictures(visit)
    await convict_undrawn(visit)
    await scan_sample(visit)
    await probe_all(visit)


def _fetcher(options: FetchOptions, earlier: Earlier | None) -> Fetcher:
    return RevisitingFetcher(options, earlier) if earlier else Fetcher(options)


async def _wanted_delay(job: CrawlJob, recorder: Recorder) -> float:
    """Seconds between two requests to one host: ours, or the site's Crawl-delay when that is longer."""
    async with Fetcher(job.options.fetching(job.options.delay)) as fetcher:
        rules = await robots_of(job.options, recorder, fetcher).rules(job.site.home)
    return max(job.options.delay, rules.delay)


def _visit(
    job: CrawlJob, recorder: Recorder, fetcher: Fetcher, earlier: Earlier | None, report: Callable[[Progress], None]
) -> Visit:
    ends = asyncio.get_running_loop().time() + job.options.site_deadline
    robots = robots_of(job.options, recorder, fetcher)
    kept = KeptReadings(earlier.snapshot) if earlier else None
    frontier = Frontier(recorder.db, job.options)
    past = Past(earlier.snapshot if earlier else None)
    pages = earlier_pages(recorder.db, job, earlier.snapshot if earlier else None)
    return Visit(
        job, recorder, fetcher, frontier, robots, ends, report, kept, _quick_look(job, earlier), past, earlier, pages
    )


def _quick_look(job: CrawlJob, earlier: Earlier | None) -> QuickLook | None:
    if job.since is None:
        return None
    return QuickLook(job.since, _starts(job), earlier.snapshot if earlier else None)


def _starts(job: CrawlJob) -> Iterator[str]:
    """The home page, the registered columns and what the job adds, as they are asked for."""
    for url in (job.site.home, *(column.url for column in job.columns), *job.seeds):
        try:
            yield normalise(url, job.site.home)
        except AddressError:
            continue  # the manifest's alias says what is wrong with a registered address


def _plant(visit: Visit) -> None:
    """Queue the starting points: the home page, the registered columns, and what the job adds."""
    job = visit.job
    try:
        home = normalise(job.site.home, job.site.home)
    except AddressError as error:
        raise CrawlError(f"{job.site.name} 登记的首页地址“{job.site.home}”无法使用：{error}") from error
    with visit.recorder.step():
        put_watches(visit.recorder.db, job.watches)
        visit.frontier.seed(home, 0)
        for url in _starts(job):
            visit.frontier.seed(url, 1)


async def _plant_sitemaps(visit: Visit) -> None:
    """Queue the sitemaps that robots.txt names, and the one where most sites keep it, to be read last of all."""
    if visit.job.only_given:
        return
    home = normalise(visit.job.site.home, visit.job.site.home)
    named = (await visit.robots.rules(home)).sitemaps
    with visit.recorder.step():
        for written in (*named, "/sitemap.xml"):
            try:
                url = normalise(written, home)
            except AddressError:
                continue
            if visit.inside(url):
                visit.frontier.seed_last(url, max(1, visit.options.max_depth - _ABOVE_LAST), SITEMAP)


async def _pages(visit: Visit) -> None:
    """Walk the site; then open in the browser what scripts fill, and walk on to what that brings to light."""
    browsing = Browsing(visit)
    async with aclosing(visit.aside):
        if not browsing.pending:
            await _walk(visit)
        visit.tell(Phase.RENDER)
        while await browsing.round():
            if visit.frontier.waiting:
                await _walk(visit)
    browsing.report_gaps()


async def _walk(visit: Visit) -> None:
    walk = Walk(visit)
    questions = walk.questions()
    first = await anext(questions, None)
    if first is not None:
        # Only where something is new is the engine needed, which takes long to load.
        from crawler.spider.engine import run_engine  # noqa: PLC0415

        await run_engine(walk, _led_by(first, questions))
    if walk.broken is not None:
        raise walk.broken
    if visit.frontier.waiting:
        raise CrawlError(f"{visit.job.site.name} 的页面采集中途停止，已采集的内容仍保留，重新运行将从中断处继续。")


async def _led_by(first: Question, questions: AsyncIterator[Question]) -> AsyncIterator[Question]:
    yield first
    async for question in questions:
        yield question
