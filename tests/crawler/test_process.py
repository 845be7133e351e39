from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from core.county import Site
from core.errors import CrawlError
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from crawler.process import start_worker
from crawler.worker import EXIT_ORPHANED
from settings import Settings
from tests.crawler.site import page, serve


def job_of(home: str, folder: Path) -> CrawlJob:
    site = Site("yunling", "云岭县人民政府", home)
    return CrawlJob(site, (), folder, (), CrawlOptions.from_settings(Settings(retry_wait=0), site))


async def test_a_worker_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    async with serve({f"/{n}": page("页", f"/{n + 1}") for n in range(400)} | {"/": page("首页", "/1")}) as live:
        job = job_of(live.home, tmp_path / "s")
        job.partial.mkdir()
        (job.partial / "job.json").write_text(job.to_json(), "utf-8")
        with start_worker(job.partial) as worker:
            assert worker.stdin is not None
            worker.stdin.close()
            status = await asyncio.to_thread(worker.wait)
    assert status == EXIT_ORPHANED
    assert not job.folder.exists()


async def test_a_crawl_that_cannot_keep_its_memory_limit_says_so(tmp_path: Path) -> None:
    async with serve({"/": page("首页")}) as live:
        job = job_of(live.home, tmp_path / "s")
        small = replace(job, options=replace(job.options, max_memory_mb=1))
        with pytest.raises(CrawlError, match="max_memory_mb"):
            await asyncio.to_thread(crawl_site, small, lambda _: None)


async def test_a_worker_that_cannot_start_leaves_its_last_words(tmp_path: Path) -> None:
    job = job_of("http://127.0.0.1/", tmp_path / "s")
    broken = replace(job, options=replace(job.options, allow_private=("not a range",)))
    with pytest.raises(CrawlError) as caught:
        await asyncio.to_thread(crawl_site, broken, lambda _: None)
    assert "not a range" in str(caught.value)
