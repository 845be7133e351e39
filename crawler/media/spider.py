"""The Scrapy spider that has every account's adapter ask for its posts, through Scrapy's downloader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner

from crawler.fetch import Answer, Fetcher
from crawler.fetch.scrapy_downloader import FetchFailed
from crawler.media.client import Asked, Download
from crawler.options import CrawlOptions
from crawler.spider.settings import scrapy_settings

#: Accounts asked side by side; most stand on a few hosts, which have their turn one by one.
_TOGETHER = 4

#: Takes one account's posts, given the way to make a request.
Take = Callable[[Download], Awaitable[None]]


class MediaSpider(Spider):
    """Runs all takes; adapters decide themselves what is asked next, so there are no callbacks."""

    name = "media"

    def __init__(self, takes: list[Take]) -> None:
        super().__init__()
        self._takes = takes

    async def start(self) -> AsyncIterator[Request]:
        """Have every account taken, a few at a time."""
        seats = asyncio.Semaphore(_TOGETHER)

        async def one(take: Take) -> None:
            async with seats:
                await take(self._download)

        async with asyncio.TaskGroup() as group:
            for take in self._takes:
                group.create_task(one(take))
        # A generator all the same, as Scrapy wants it: every request was made above.
        for request in list[Request]():
            yield request

    async def _download(self, asked: Asked) -> tuple[Answer, bytes]:
        request = Request(
            asked.url,
            method=asked.method,
            headers=dict(asked.headers),
            body=asked.body,
            meta={"verbatim_url": True},
            dont_filter=True,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except FetchFailed as failed:
            return failed.answer, b""
        answer: Answer = response.meta["answer"]
        return answer, response.body


async def run_spider(takes: list[Take], options: CrawlOptions, fetcher: Fetcher) -> None:
    """Run the spider to its end."""
    runner = AsyncCrawlerRunner(scrapy_settings(options))
    crawler = runner.create_crawler(MediaSpider)
    setattr(crawler, "fetcher", fetcher)  # noqa: B010 (where the downloader looks for it)
    await runner.crawl(crawler, takes=takes)
