"""Answers that every browser shows must be read by us too, and spoil no other answer on their connection."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from core.snapshot import Verdict
from tests.crawler.fetch.servers import fetcher, ok, raw_server, says

HTML = b"<html><body>hello</body></html>"
LENGTH = b"Content-Length: %d\r\n" % len(HTML)
START = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    "said",
    [
        START + LENGTH + LENGTH + b"\r\n" + HTML,
        START + b"Content-Length: -5\r\n\r\n" + HTML,
        START + b"Content-Length: nonsense\r\n\r\n" + HTML,
        START + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML),
        START + b"X-A : b\r\nX B: c\r\nno colon\r\n\xb3\xc9: d\r\n" + LENGTH + b"\r\n" + HTML,
        START + b"Set-Cookie: a=b\r\n" * 600 + LENGTH + b"\r\n" + HTML,
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + START + LENGTH + b"\r\n" + HTML,
        START + LENGTH + b"\r\n" + HTML + b"rubbish after the end",
        START + b"Content-Length: 9999\r\n\r\n" + HTML,
        START + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(HTML), HTML),
    ],
)
async def test_what_browsers_show_is_read(said: bytes) -> None:
    async with raw_server(says(said)) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert (answer.failure, answer.status, answer.body) == (None, 200, HTML), answer.detail


async def test_a_whole_compressed_page_with_a_wrong_length_is_read() -> None:
    packed = gzip.compress(HTML)
    said = START + b"Content-Encoding: gzip\r\nContent-Length: 9999\r\n\r\n" + packed
    async with raw_server(says(said)) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert (answer.failure, answer.body) == (None, packed)


async def test_bytes_after_an_answer_are_not_taken_for_the_next_one() -> None:
    asked = 0

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        while await reader.readuntil(b"\r\n\r\n"):
            asked += 1
            writer.write(ok(b"first") + ok(b"smuggled") if asked == 1 else ok(b"second"))
            await writer.drain()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await script(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, fetcher() as client:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        bodies = [(await client.fetch(url)).body for _ in range(3)]
    assert bodies == [b"first", b"second", b"second"]


async def test_a_head_request_never_reads_a_body() -> None:
    async with raw_server(says(ok(HTML))) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/", method="HEAD")
    assert (answer.failure, answer.body, answer.header("content-length")) == (None, b"", str(len(HTML)))


async def test_a_broken_chunk_ends_the_answer_at_once() -> None:
    said = START + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"
    async with raw_server(says(said)) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert (answer.failure, answer.status) == (Verdict.PROTOCOL, 200)
