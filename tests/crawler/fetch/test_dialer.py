from __future__ import annotations

import asyncio

import pytest

from core.snapshot import Verdict
from crawler.fetch import follow
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import fetcher, ok, raw_server, says

LITERALS = ["2130706434", "0x7f000002", "127.2", "0177.0.0.2", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[::127.0.0.2]"]


@pytest.mark.parametrize("literal", LITERALS)
async def test_redirect_to_a_loopback_literal_is_refused_at_connect(literal: str) -> None:
    reached: list[bytes] = []

    async def inside(head: bytes, writer: asyncio.StreamWriter) -> None:
        reached.append(head)
        writer.write(ok(b"secret"))

    async with raw_server(inside, "127.0.0.2") as port:
        away = ok(b"", f"Location: http://{literal}:{port}/", status="302 Found")
        async with raw_server(says(away)) as first, fetcher(allow_private=("127.0.0.1/32",)) as client:
            chain = await follow(client, f"http://127.0.0.1:{first}/")
    assert chain.failure is Verdict.GUARDED, chain.detail
    assert "--allow-private" in chain.detail
    assert not reached


async def test_rebinding_names_do_not_get_through() -> None:
    reached: list[bytes] = []
    answers = iter(["127.0.0.1", "127.0.0.2", "127.0.0.2", "127.0.0.2"])

    async def inside(head: bytes, writer: asyncio.StreamWriter) -> None:
        reached.append(head)
        writer.write(ok(b"secret"))

    async with (
        dns_server(lambda _name, kind: (next(answers),) if kind == "A" else (), ttl=0) as dns,
        raw_server(inside, "127.0.0.2") as port,
        raw_server(says(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok"), port=port) as _,
        fetcher(allow_private=("127.0.0.1/32",), dns_servers=(dns,)) as client,
    ):
        first = await client.fetch(f"http://rebind.test:{port}/")
        second = await client.fetch(f"http://rebind.test:{port}/")
    assert (first.status, first.address) == (200, "127.0.0.1")
    assert second.failure is Verdict.GUARDED
    assert not reached


async def test_a_permitted_address_of_a_host_is_used_beside_a_refused_one() -> None:
    async with (
        dns_server(lambda _name, kind: ("127.0.0.2", "127.0.0.1") if kind == "A" else ()) as dns,
        raw_server(says(ok(b"ok"))) as port,
        fetcher(allow_private=("127.0.0.1/32",), dns_servers=(dns,)) as client,
    ):
        answer = await client.fetch(f"http://mixed.test:{port}/")
    assert (answer.failure, answer.address) == (None, "127.0.0.1")


async def test_ipv6_only_host_is_reached() -> None:
    async with (
        dns_server(lambda _name, kind: ("::1",) if kind == "AAAA" else ()) as dns,
        raw_server(says(ok(b"six")), "::1") as port,
        fetcher(dns_servers=(dns,)) as client,
    ):
        answer = await client.fetch(f"http://six.test:{port}/")
    assert (answer.body, answer.address) == (b"six", "::1")


async def test_no_such_host() -> None:
    async with dns_server(lambda _name, _kind: ()) as dns, fetcher(dns_servers=(dns,)) as client:
        answer = await client.fetch("http://none.test/")
    assert answer.failure is Verdict.DNS_GONE
    assert "nodata" in answer.detail
