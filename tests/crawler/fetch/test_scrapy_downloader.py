from __future__ import annotations

import asyncio
import gzip
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.utils.defer import maybe_deferred_to_future

from core.snapshot import Verdict
from crawler.fetch import Fetcher
from crawler.fetch.scrapy_downloader import FetchFailed, GuardedDownloader
from tests.crawler.fetch.servers import fetcher, ok
from tests.crawler.fetch.site import site

TWELVE_MB = bytes(12 * 1024 * 1024)


def downloader(client: Fetcher) -> GuardedDownloader:
    crawler: Any = SimpleNamespace(fetcher=client, settings=Settings({"CONCURRENT_REQUESTS": 2}))
    return GuardedDownloader(crawler)


async def test_response_is_decoded_and_the_answer_is_whole() -> None:
    packed = gzip.compress(b"<html><body>page</body></html>")
    reply = ok(packed, "Content-Encoding: gzip", "Content-Type: text/html", "Set-Cookie: a=1", "Set-Cookie: b=2")
    async with site({"/": reply}) as served, fetcher() as client:
        request = Request(f"{served.url}/", headers={"If-None-Match": '"7"'})
        response = await downloader(client).download_request(request)
    assert response.status == 200
    assert response.body == b"<html><body>page</body></html>"
    assert request.meta["answer"].body == packed
    assert [value for name, value in request.meta["answer"].headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert b'If-None-Match: "7"' in served.heads[0]


def bomb(encoding: str) -> bytes:
    packed = TWELVE_MB
    for name in encoding.split(", "):
        packed = gzip.compress(packed) if name == "gzip" else brotli.compress(packed, quality=1)
    return ok(packed, f"Content-Encoding: {encoding}")


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (bomb("gzip"), Verdict.TOO_LARGE),
        (bomb("gzip, gzip"), Verdict.TOO_LARGE),
        (bomb("gzip, gzip, gzip"), Verdict.TOO_LARGE),
        (bomb("br"), Verdict.TOO_LARGE),
        (ok(b"not gzip", "Content-Encoding: gzip"), Verdict.PROTOCOL),
        (ok(b"x" * 70_000), Verdict.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", Verdict.TRUNCATED),
    ],
)
async def test_unusable_bodies_fail_with_their_answer(reply: bytes, verdict: Verdict) -> None:
    async with site({"/": reply}) as served, fetcher(max_body=60_000) as client:
        request = Request(f"{served.url}/")
        with pytest.raises(FetchFailed) as caught:
            await downloader(client).download_request(request)
    assert caught.value.answer.failure is verdict
    assert request.meta["answer"] is caught.value.answer
    assert caught.value.answer.detail


async def test_no_more_is_asked_for_than_may_be_under_way() -> None:
    async with site({"/a": ok(b"a"), "/b": ok(b"b")}) as served, fetcher() as client:
        made = downloader(client)
        coming = []
        for name in "ab":
            assert not made.needs_backout()
            coming.append(maybe_deferred_to_future(made.fetch(Request(f"{served.url}/{name}"))))
            await asyncio.sleep(0)
        assert made.needs_backout()
        assert [(await each).body for each in coming] == [b"a", b"b"]
        assert not made.active
