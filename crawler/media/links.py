"""Links inside posts, checked as every link is: same prober, same verdicts, same caution."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import chain

from core.snapshot import Look, Role
from core.snapshot.taking import posts_of
from crawler.fetch import Fetcher, check_target
from crawler.media.job import MediaJob
from crawler.record import Recorder
from crawler.record.store import has_resource, put_resource

#: Most links checked of one account, newest posts first, and of all.
MAX_PER_ACCOUNT = 100
MAX_LINKS = 2000
_TOGETHER = 16


async def check_links(job: MediaJob, recorder: Recorder, fetcher: Fetcher) -> None:
    """Check every wanted address that has no verdict yet, within the time that a site's crawl may take."""
    seats, loop = asyncio.Semaphore(_TOGETHER), asyncio.get_running_loop()
    ends = loop.time() + job.options.site_deadline

    async def one(url: str) -> None:
        async with seats:
            if loop.time() >= ends:
                return
            found, answer = await check_target(
                fetcher,
                url,
                Role.PAGE,
                internal=False,
                attempts=job.options.attempts,
                retry_wait=job.options.retry_wait,
            )
        with recorder.step():
            record = recorder.exhibit(answer) if answer is not None else recorder.verdict(found)
            put_resource(recorder.db, replace(found, record=record))

    async with asyncio.TaskGroup() as group:
        for url in wanted_links(job, recorder):
            if not has_resource(recorder.db, url):
                group.create_task(one(url))


def wanted_links(job: MediaJob, recorder: Recorder) -> list[str]:
    """Watched addresses first, then those in posts, each once."""
    watched = [watch.identity[-1] for watch in job.watches if Look.LINK in watch.looks and watch.identity]
    watched = [url for url in watched if url.startswith(("http://", "https://"))]
    found: list[str] = []
    for account in job.accounts:
        links = chain.from_iterable(post.links for post in posts_of(recorder.db, account.key) if not post.removed)
        found += list(dict.fromkeys(links))[:MAX_PER_ACCOUNT]
    return list(dict.fromkeys((*watched, *found)))[:MAX_LINKS]
