"""Scrapy's way to the guarded client, in place of its own downloader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from core.errors import CrawlError
from crawler.fetch.answer import Answer
from crawler.fetch.client import Fetcher
from crawler.fetch.decoded import decoded

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers
    from twisted.internet.defer import Deferred


class FetchFailed(CrawlError):
    """No usable answer came; `answer` says why (its `failure` and `detail`) and holds what did arrive."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(f"{answer.url} 未能取得：{answer.failure} {answer.detail}")


class GuardedDownloader:
    """Makes one hop with `crawler.fetcher`, which whoever runs the crawl sets before it starts.

    The client keeps the pauses and counts what is under way at a host, so there are no slots; and there is no
    middleware, for each step must be recorded.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most = crawler.settings.getint("CONCURRENT_REQUESTS")
        self.active: set[Request] = set()

    def fetch(self, request: Request) -> Deferred[Response]:
        """Begin a request of the engine's."""
        return deferred_from_coro(self._fetched(request))

    def needs_backout(self) -> bool:
        """Whether so much is under way that nothing more should be asked for."""
        return len(self.active) >= self._most

    def close(self) -> None:
        """The Fetcher belongs to whoever opened it."""

    async def _fetched(self, request: Request) -> Response:
        self.active.add(request)
        try:
            return await self.download_request(request)
        finally:
            self.active.remove(request)

    async def download_request(self, request: Request) -> Response:
        """Return the status and the decoded body; the whole answer is in `request.meta["answer"]`.

        What Scrapy would make of the headers nobody reads. Raises FetchFailed when no whole answer came, or its body is
        too large or cannot be decoded.
        """
        fetcher: Fetcher = self._crawler.fetcher  # type: ignore[attr-defined]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in _single(request.headers)}
        answer = await fetcher.fetch(request.url, method=request.method, headers=headers, posted=request.body)
        answer, body = decoded(answer)
        request.meta["answer"] = answer
        if answer.failure is not None:
            raise FetchFailed(answer)
        return Response(answer.url, answer.status, body=body, request=request)


def _single(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name, values[-1]) for name, values in headers.items() if values]
