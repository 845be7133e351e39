from __future__ import annotations

import asyncio
import gzip
import socket
from pathlib import Path

import pytest

from core.snapshot import Verdict
from crawler.fetch import Fetcher
from tests.crawler.fetch.servers import fetcher, ok, options, raw_server, says, server_tls


async def test_answer_is_as_received() -> None:
    packed = gzip.compress(b"<html>hello")
    heads: list[bytes] = []

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        heads.append(head)
        writer.write(ok(packed, "Content-Encoding: gzip", "Set-Cookie: a=1", "Set-Cookie: b=2"))

    async with raw_server(script) as port, fetcher() as client:
        url = f"http://127.0.0.1:{port}/a|b?q=%E4%B8%AD"
        first = await client.fetch(url)
        await client.fetch(url)
    assert (first.status, first.reason, first.http_version, first.failure) == (200, "OK", "HTTP/1.1", None)
    assert first.body == packed
    assert first.address == "127.0.0.1"
    assert [value for name, value in first.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert first.hop().status == 200
    assert first.at.endswith("+08:00")
    assert heads[0].startswith(b"GET /a|b?q=%E4%B8%AD HTTP/1.1\r\n")
    assert b"Cookie" not in heads[1]
    assert b"Referer" not in heads[1]


async def test_one_hop_only() -> None:
    async with raw_server(says(ok(b"", "Location: /next", status="302 Found"))) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert answer.status == 302
    assert answer.header("LOCATION") == "/next"


async def test_kept_connections_that_the_server_closes_are_not_held_against_it() -> None:
    together, waiting = asyncio.Event(), 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal waiting
        await reader.readuntil(b"\r\n\r\n")
        waiting += 1
        if waiting == 4:
            together.set()
        await together.wait()
        writer.write(ok(b"hello"))
        # Whatever comes next on this connection gets no answer.
        await reader.read(1)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, fetcher(host_concurrency=4) as client:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        await asyncio.gather(*(client.fetch(url) for _ in range(4)))
        assert (await client.fetch(url)).status == 200


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Verdict.TRUNCATED),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", Verdict.TRUNCATED),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", Verdict.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n-1\r\nhello\r\n", Verdict.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", Verdict.PROTOCOL),
        (b"<html>HTTP/0.9 has no head</html>", Verdict.NOT_CHECKED),
        (b"SSH-2.0-OpenSSH\r\n\r\n", Verdict.PROTOCOL),
        (b"", Verdict.REFUSED),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", Verdict.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n", Verdict.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n" + (b"Set-Cookie: " + b"c" * 4000 + b"\r\n") * 100 + b"\r\n", Verdict.TOO_LARGE),
    ],
)
async def test_hostile_answers_become_verdicts(said: bytes, verdict: Verdict) -> None:
    async with raw_server(says(said)) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert answer.failure is verdict, answer.detail
    assert answer.detail


async def test_a_connection_cut_before_the_answer_is_one_failed_request() -> None:
    asked: list[bytes] = []

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        asked.append(head)
        if len(asked) > 1:
            writer.write(ok(b"home"))

    async with raw_server(script) as port, fetcher() as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert (answer.failure, len(asked)) == (Verdict.REFUSED, 1)


async def test_truncated_body_keeps_what_arrived() -> None:
    async with (
        raw_server(says(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")) as port,
        fetcher() as client,
    ):
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.body) == (200, b"short")


async def test_endless_body_is_cut_at_the_limit() -> None:
    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 4096)
            await writer.drain()

    async with raw_server(script) as port, fetcher(max_body=10_000) as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
        small = await client.fetch(f"http://127.0.0.1:{port}/", max_body=7)
    assert (len(answer.body), answer.cut, answer.failure) == (10_000, True, None)
    assert len(small.body) == 7


@pytest.mark.parametrize("piece", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 100 C\r\n\r\n"])
async def test_one_byte_at_a_time_and_endless_heads_end_at_the_timeout(piece: bytes) -> None:
    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(piece)
        while True:
            writer.write(b"x" if b"100" not in piece else piece)
            await writer.drain()
            await asyncio.sleep(0.01)

    async with raw_server(script) as port, fetcher(timeout=0.3) as client:
        answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert answer.failure is Verdict.TIMEOUT


async def test_a_port_that_speaks_no_tls_is_told_from_a_slow_page() -> None:
    async with raw_server(says(b"")) as port, fetcher(timeout=0.3) as client:
        secured = await client.fetch(f"https://127.0.0.1:{port}/")
    assert (secured.failure, secured.detail[:5]) == (Verdict.TIMEOUT, "TLS: ")


async def test_refused_connection() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        async with fetcher() as client:
            answer = await client.fetch(f"http://127.0.0.1:{port}/")
    assert answer.failure is Verdict.REFUSED


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://", "nonsense", "http://[::1/", "javascript:1"])
async def test_what_no_browser_opens_is_malformed(url: str) -> None:
    async with fetcher() as client:
        assert (await client.fetch(url)).failure is Verdict.MALFORMED


async def test_self_signed_certificate_is_told(tmp_path: Path) -> None:
    server, trusting = server_tls(tmp_path)
    async with raw_server(says(ok(b"x")), tls=server) as port, fetcher() as client:
        answer = await client.fetch(f"https://127.0.0.1:{port}/")
        async with Fetcher(options(), tls=trusting) as knowing:
            good = await knowing.fetch(f"https://127.0.0.1:{port}/")
    assert answer.failure is Verdict.TLS
    assert (good.failure, good.status) == (None, 200)


async def test_plain_http_on_a_tls_port_is_told() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(5)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    async with server, fetcher() as client:
        answer = await client.fetch(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert answer.failure in (Verdict.TLS, Verdict.REFUSED)
