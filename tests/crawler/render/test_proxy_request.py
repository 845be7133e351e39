"""What a browser asks of its proxy."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.render.proxy_request import closing_head, read_request


def reader_of(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return reader


async def test_a_plain_request_goes_on_without_what_belongs_to_the_proxy() -> None:
    head = b"POST http://a.example:81/x?y=1 HTTP/1.1\r\nHost: a.example\r\nProxy-Connection: keep-alive\r\n"
    found = await read_request(reader_of(head + b"Content-Length: 3\r\n\r\nabc"))
    assert (found.host, found.port, found.tunnel, found.length) == ("a.example", 81, False, 3)
    assert found.head == b"POST /x?y=1 HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"


async def test_a_tunnel_names_host_and_port() -> None:
    found = await read_request(reader_of(b"CONNECT [::1]:8443 HTTP/1.1\r\n\r\n"))
    assert (found.host, found.port, found.tunnel) == ("::1", 8443, True)


@pytest.mark.parametrize("line", [b"GET / HTTP/1.1", b"GET file:///etc/passwd HTTP/1.1", b"x", b"CONNECT :1 HTTP/1.1"])
async def test_anything_else_is_no_request(line: bytes) -> None:
    with pytest.raises(ValueError):
        await read_request(reader_of(line + b"\r\n\r\n"))


def test_a_response_tells_the_browser_to_close() -> None:
    head = closing_head(b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nX: 1\r\n\r\n")
    assert head == b"HTTP/1.1 200 OK\r\nX: 1\r\nConnection: close\r\n\r\n"


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    async def ask() -> None:
        try:
            await read_request(reader_of(data + b"\r\n\r\n"))
        except (ValueError, EOFError, asyncio.LimitOverrunError):
            return

    asyncio.run(ask())
