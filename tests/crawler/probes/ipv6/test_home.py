"""The home page at each address, in spaced rounds, redirects over the same family."""

from __future__ import annotations

import asyncio
from pathlib import Path

from crawler.fetch import FamilyOutcome, Fetcher, Resolution
from crawler.probes.ipv6 import Tries, probe_home
from crawler.probes.ipv6.home import WRONG_FAMILY
from tests.crawler.fetch.servers import fetcher, ok, options, raw_server, server_tls
from tests.crawler.fetch.site import site, to
from tests.crawler.probes.ipv6.names import Names

HOST = "www.yunling-demo.gov.cn"
TWICE = Tries(2, 0)


async def test_each_address_is_asked_with_the_host_kept() -> None:
    async with site({"/": to("/index.html"), "/index.html": ok(b"home")}, "::1") as served, fetcher() as client:
        port = int(served.url.rpartition(":")[2])
        probe = await probe_home(client, f"http://{HOST}:{port}/", (), ("::1",), TWICE)
    attempts = probe.data["attempts"]
    assert [(a["address"], a["port"], a["status"], a["error"]) for a in attempts] == [("::1", port, 200, "")] * 2
    assert [[hop[2] for hop in a["hops"]] for a in attempts] == [[302, 200]] * 2
    assert served.asked == ["GET /", "GET /index.html"] * 2
    assert all(f"Host: {HOST}:{port}".encode() in head for head in served.heads)


async def test_rounds_are_spaced_and_ipv4_is_asked_beside() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async with site({"/": ok(b"home")}, "::1") as six, fetcher() as client:
        port = int(six.url.rpartition(":")[2])
        async with site({"/": ok(b"home")}, "127.0.0.1", port) as four:
            home = f"http://{HOST}:{port}/"
            probe = await probe_home(client, home, ("127.0.0.1", "127.0.0.2"), ("::1",), Tries(5, 3), sleep=sleep)
            assert (len(six.asked), len(four.asked)) == (5, 5)
    assert waited == [3] * 4
    assert [a["round"] for a in probe.data["attempts"]] == list(range(5))
    assert {a["address"] for a in probe.data["ipv4"]} == {"127.0.0.1"}


async def test_the_tries_wanted_are_shared_by_the_addresses() -> None:
    async with site({"/": ok(b"home")}, "::1") as served, fetcher() as client:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
        probe = await probe_home(client, home, (), ("::1", "fe80::1"), Tries(10, 0))
    assert [a["error"] for a in probe.data["attempts"]].count("") == 5
    # A record that leads nowhere public is told once and never contacted.
    assert [a["error"] for a in probe.data["attempts"]].count("guarded") == 1


async def test_records_that_lead_nowhere_public_are_not_contacted() -> None:
    async with site({"/": ok(b"secret")}, "::1") as served, fetcher(allow_private=()) as client:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
        probe = await probe_home(client, home, (), ("::1", "fe80::1", "2002:7f00:1::"), TWICE)
    assert [a["error"] for a in probe.data["attempts"]] == ["guarded"] * 3
    assert served.asked == []


async def test_a_redirect_to_another_host_is_followed_over_ipv6_only() -> None:
    async with site({"/": ok(b"there")}, "::1") as there:
        port = there.url.rpartition(":")[2]
        async with site({"/": to(f"http://six.test:{port}/")}, "::1") as served:
            home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
            async with Fetcher(options(), resolver=Names({"six.test": ("127.0.0.9", "::1")})) as client:
                probe = await probe_home(client, home, (), ("::1",), TWICE)
    first = probe.data["attempts"][0]
    assert (first["status"], first["error"], first["hops"][-1][:2]) == (200, "", [f"http://six.test:{port}/", "::1"])


async def test_a_redirect_to_a_host_without_ipv6_does_not_open() -> None:
    async with site({"/": ok(b"there")}) as there:
        port = there.url.rpartition(":")[2]
        for target, error in ((f"http://four.test:{port}/", "dns_gone"), (f"{there.url}/", WRONG_FAMILY)):
            async with site({"/": to(target)}, "::1") as served:
                home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
                async with Fetcher(options(), resolver=Names({"four.test": ("127.0.0.1",)})) as client:
                    probe = await probe_home(client, home, (), ("::1",), TWICE)
            assert {a["error"] for a in probe.data["attempts"]} == {error}


async def test_names_that_cannot_be_told_are_no_verdict() -> None:
    class Silent:
        async def lookup(self, host: str) -> Resolution:
            return Resolution(host, FamilyOutcome("timeout"), FamilyOutcome("timeout"))

    async with site({"/": to("http://silent.test/")}, "::1") as served:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
        async with Fetcher(options(), resolver=Silent()) as client:
            probe = await probe_home(client, home, (), ("::1",), TWICE)
    assert {a["error"] for a in probe.data["attempts"]} == {"dns_failed"}


async def test_closed_port_is_told_and_soon_given_up() -> None:
    async with site({}, "::1") as served:
        home = f"http://{HOST}:{served.url.rpartition(':')[2]}/"
    async with fetcher() as client:
        probe = await probe_home(client, home, (), ("::1",), Tries(10, 0))
    assert [a["error"] for a in probe.data["attempts"]] == ["refused"] * 3


async def test_without_address_nothing_is_asked() -> None:
    async with fetcher() as client:
        probe = await probe_home(client, f"http://{HOST}/", ("127.0.0.1",), (), TWICE)
    assert (probe.data["attempts"], probe.data["ipv4"]) == ([], [])


async def test_sni_and_certificate_are_those_of_the_host(tmp_path: Path) -> None:
    server, trusting = server_tls(tmp_path, HOST)
    names: list[str] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)

    async def script(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(ok(b"home"))

    async with raw_server(script, "::1", tls=server) as port, Fetcher(options(), tls=trusting) as client:
        probe = await probe_home(client, f"https://{HOST}:{port}/", (), ("::1",), TWICE)
    assert [a["error"] for a in probe.data["attempts"]] == ["", ""]
    assert names == [HOST, HOST]
