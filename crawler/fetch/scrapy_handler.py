"""Scrapy's way to the guarded client: a download handler for http and https."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scrapy import responsetypes
from scrapy.http import Headers, Response

from core.errors import CrawlError
from crawler.fetch.answer import Answer
from crawler.fetch.client import Fetcher
from crawler.fetch.decoded import decoded

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

#: Headers that described the body on the wire and would be untrue of the decoded one.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class FetchFailed(CrawlError):
    """No usable answer came; `answer` says why (its `failure` and `detail`) and holds what did arrive."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(f"{answer.url} 未能取得：{answer.failure} {answer.detail}")


class GuardedDownloadHandler:
    """Makes one hop with `crawler.fetcher`, which whoever runs the crawl sets before it starts."""

    lazy: ClassVar[bool] = True

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardedDownloadHandler:
        """Scrapy's constructor."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the decoded response; the whole answer is in `request.meta["answer"]`.

        Raises FetchFailed when no whole answer came, or its body is too large or cannot be decoded.
        """
        fetcher: Fetcher = self._crawler.fetcher  # type: ignore[attr-defined]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in _single(request.headers)}
        answer = await fetcher.fetch(request.url, method=request.method, headers=headers, posted=request.body)
        answer, body = decoded(answer)
        request.meta["answer"] = answer
        if answer.failure is not None:
            raise FetchFailed(answer)
        sent = Headers([(name, value) for name, value in _bytes(answer) if name.decode().lower() not in _OF_THE_WIRE])
        kind = responsetypes.responsetypes.from_args(headers=sent, url=answer.url, body=body)
        response: Response = kind(url=answer.url, status=answer.status, headers=sent, body=body, request=request)
        return response

    async def close(self) -> None:
        """The Fetcher belongs to whoever opened it."""


def _single(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name, values[-1]) for name, values in headers.items() if values]


def _bytes(answer: Answer) -> list[tuple[bytes, bytes]]:
    return [
        (name.encode("utf-8", "surrogateescape"), value.encode("utf-8", "surrogateescape"))
        for name, value in answer.headers
    ]
