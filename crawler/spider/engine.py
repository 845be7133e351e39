"""The Scrapy spider, which asks what a walk wants to know."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.spider.settings import scrapy_settings
from crawler.spider.walker import Question, Trail, Walk


class Walker(Spider):
    """Makes requests of a walk's questions, and hands it the answers."""

    name = "walker"

    def __init__(self, walk: Walk, questions: AsyncIterator[Question]) -> None:
        super().__init__()
        self._walk, self._questions = walk, questions

    async def start(self) -> AsyncIterator[Request]:
        """All requests, as fast as the downloader takes them."""
        async for question in self._questions:
            yield self._request(question)

    def _request(self, question: Question) -> Request:
        return Request(
            question.address,
            method="POST" if question.body else "GET",
            headers=question.headers,
            body=question.body,
            callback=self.answered,
            errback=self.unanswered,
            cb_kwargs={"trail": question.trail},
            # The address is WHATWG-serialised already; Scrapy's own quoting would change it.
            meta={"verbatim_url": True},
            dont_filter=True,
        )

    async def answered(self, response: Response, trail: Trail) -> AsyncIterator[Request]:
        """Have one answer recorded, or follow its redirect."""
        follow = await self._walk.answered(response.meta["answer"], response.body, trail)
        if self._walk.broken:
            raise CloseSpider("storage")
        if follow:
            yield self._request(follow)

    def unanswered(self, failure: Failure) -> None:
        """No answer came."""
        trail: Trail = failure.request.cb_kwargs["trail"]  # type: ignore[attr-defined]
        answer = getattr(failure.value, "answer", None)
        if answer is None:
            self.logger.error("request %s failed: %s", trail.entry.url, failure.value)
        self._walk.missed(answer, trail)


async def run_engine(walk: Walk, questions: AsyncIterator[Question]) -> None:
    """Have all questions of a walk asked."""
    visit = walk.visit
    runner = AsyncCrawlerRunner(scrapy_settings(visit.options))
    crawler = runner.create_crawler(Walker)
    setattr(crawler, "fetcher", visit.fetcher)  # noqa: B010 (where the downloader looks for it)
    await runner.crawl(crawler, walk=walk, questions=questions)
