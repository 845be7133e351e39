from __future__ import annotations

import asyncio
from pathlib import Path

from crawler.fetch import Fetcher
from crawler.probes import probe_home_ipv6
from tests.crawler.fetch.servers import fetcher, ok, options, raw_server, server_tls
from tests.crawler.fetch.site import site, to

HOST = "www.yunling-demo.gov.cn"


async def test_each_address_is_asked_twice_with_the_host_kept() -> None:
    async with site({"/": to("/index.html"), "/index.html": ok(b"home")}, "::1") as served, fetcher() as client:
        port = int(served.url.rpartition(":")[2])
        probe = await probe_home_ipv6(client, f"http://{HOST}:{port}/", ("::1",))
    attempts = probe.data["attempts"]
    assert [(a["address"], a["port"], a["status"], a["error"]) for a in attempts] == [("::1", port, 200, "")] * 2
    assert served.asked == ["GET /", "GET /index.html"] * 2
    assert all(f"Host: {HOST}:{port}".encode() in head for head in served.heads)


async def test_records_that_lead_nowhere_public_are_not_contacted() -> None:
    async with site({"/": ok(b"secret")}, "::1") as served, fetcher(allow_private=()) as client:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
        probe = await probe_home_ipv6(client, home, ("::1", "fe80::1", "2002:7f00:1::"))
    assert [a["error"] for a in probe.data["attempts"]] == ["guarded"] * 3
    assert served.asked == []


async def test_redirect_to_another_host_is_not_followed() -> None:
    async with site({"/": to("http://elsewhere.test/")}, "::1") as served, fetcher() as client:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
        probe = await probe_home_ipv6(client, home, ("::1",))
    assert [(a["status"], a["error"]) for a in probe.data["attempts"]] == [(302, ""), (302, "")]


async def test_closed_port_is_told() -> None:
    async with site({}, "::1") as served:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
    async with fetcher() as client:
        probe = await probe_home_ipv6(client, home, ("::1",))
    assert [a["error"] for a in probe.data["attempts"]] == ["refused", "refused"]


async def test_sni_and_certificate_are_those_of_the_host(tmp_path: Path) -> None:
    server, trusting = server_tls(tmp_path, HOST)
    names: list[str] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(ok(b"home"))

    async with raw_server(script, "::1", tls=server) as port, Fetcher(options(), tls=trusting) as client:
        probe = await probe_home_ipv6(client, f"https://{HOST}:{port}/", ("::1",))
    assert [a["error"] for a in probe.data["attempts"]] == ["", ""]
    assert names == [HOST, HOST]
