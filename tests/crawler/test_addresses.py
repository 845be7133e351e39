"""Every way to write a loopback or private address × every part that connects: nothing is ever connected to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count

import pytest

from core.snapshot import Role, Verdict
from crawler.fetch import FamilyOutcome, Fetcher, Resolution, check_target, follow
from crawler.probes.exposed_files import probe_exposed_files
from crawler.probes.families import OneFamily
from crawler.probes.ipv6 import Tries, probe_content, probe_home, probe_inner_links, probe_ports
from crawler.probes.tls import probe_https, probe_tls
from tests.crawler.fetch.servers import options, stream_server
from tests.crawler.fetch.site import site, to

#: The only address that may be connected to: the site that leads astray.
OWN = "127.5.5.5"
#: What browsers and C libraries read as 127.0.0.1 or ::1.
LOOPBACK = (
    *(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "0X7F.0.0.0x1",
    ),
    *("127.0.0.1.", "%31%32%37.0.0.1", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "0", "0.0.0.0"),
    *("[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::]"),
    *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost", "LOCALHOST.", "a.localhost", "evil.test"),
)
#: One of each kind that must not be reached from a public site.
PRIVATE = (
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255"),
    *("198.18.0.1", "192.0.2.1", "[fd00::1]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001::1]", "[2001:db8::1]"),
)


class Names:
    """evil.test is loopback in both families; rebound.test is our own at first and loopback from then on."""

    def __init__(self) -> None:
        self._turn = count()

    async def lookup(self, host: str) -> Resolution:
        """Fixed answers."""
        if host == "rebound.test":
            found = (OWN,) if next(self._turn) == 0 else ("127.0.0.1",)
            return Resolution(host, FamilyOutcome("found", found), FamilyOutcome("nodata"))
        return Resolution(host, FamilyOutcome("found", ("127.0.0.1",)), FamilyOutcome("found", ("::1",)))


@asynccontextmanager
async def trap() -> AsyncIterator[tuple[int, list[str], Fetcher]]:
    """A port on 127.0.0.1 and ::1 that notes whoever connects, and a client that may reach OWN only."""
    caught: list[str] = []

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        caught.append(str(writer.get_extra_info("peername")))

    async with stream_server(note) as port, stream_server(note, "::1", port):
        own = options(allow_private=(f"{OWN}/32",), timeout=3.0)
        async with Fetcher(own, resolver=Names()) as client:
            yield port, caught, client


@pytest.mark.parametrize("host", LOOPBACK)
async def test_asked_for_and_led_to(host: str) -> None:
    async with trap() as (port, caught, client):
        target = f"http://{host}:{port}/"
        answer = await client.fetch(target)
        assert answer.failure in (Verdict.GUARDED, Verdict.MALFORMED), answer
        checked, _ = await check_target(client, target, Role.IMAGE, internal=False, attempts=1, retry_wait=0)
        assert checked.verdict in (Verdict.GUARDED, Verdict.MALFORMED)
        async with site({"/": to(target)}, OWN) as astray:
            chain = await follow(client, f"{astray.url}/")
        assert chain.failure is not None
        assert chain.last.address in ("", OWN)
        assert caught == []


@pytest.mark.parametrize("host", PRIVATE)
async def test_private_and_reserved(host: str) -> None:
    async with trap() as (port, _caught, client):
        answer = await client.fetch(f"http://{host}:{port}/")
        assert (answer.failure, answer.address) == (Verdict.GUARDED, "")
        async with site({"/": to(f"http://{host}:{port}/")}, OWN) as astray:
            assert (await follow(client, f"{astray.url}/")).failure is Verdict.GUARDED


async def _all_allowed(url: str) -> bool:
    return True


async def _one_family(client: Fetcher, url: str) -> None:
    async with client.with_resolver(OneFamily(client.resolver, "ipv6")) as six:
        await follow(six, url)


Act = Callable[[Fetcher, int], Awaitable[object]]
#: Every probe that connects, led to loopback by a name that resolves to it.
PROBES: dict[str, Act] = {
    "ipv6.home": lambda client, port: probe_home(
        client, f"http://evil.test:{port}/", ("127.0.0.1",), ("::1", "::ffff:127.0.0.1"), Tries(2, 0)
    ),
    "ipv6.content": lambda client, port: probe_content(client, f"http://evil.test:{port}/"),
    "ipv6.inner_links": lambda client, port: probe_inner_links(
        client, f"http://evil.test:{port}/", {"2": [f"http://evil.test:{port}/a"]}
    ),
    "ipv6.ports": lambda client, port: probe_ports(client.guard, f"http://evil.test:{port}/", ("127.0.0.1", "::1")),
    "tls": lambda client, port: probe_tls(client.guard, "evil.test", port, ("127.0.0.1", "::1")),
    "https": lambda client, port: probe_https(client, f"evil.test:{port}"),
    "exposed": lambda client, port: probe_exposed_files(client, f"http://evil.test:{port}/", _all_allowed),
    "one family": lambda client, port: _one_family(client, f"http://evil.test:{port}/"),
}


@pytest.mark.parametrize("name", PROBES)
async def test_probes(name: str) -> None:
    async with trap() as (port, caught, client):
        await PROBES[name](client, port)
        assert caught == []


async def test_a_name_that_changes_its_mind() -> None:
    async with trap() as (port, caught, client), site({"/": to(f"http://rebound.test:{port}/")}, OWN, 0) as first:
        # The first look-up gives an address that may be reached; nobody listens there on this port.
        own = int(first.url.rpartition(":")[2])
        assert (await client.fetch(f"http://rebound.test:{own}/")).status == 302
        chain = await follow(client, f"{first.url}/")
        assert (chain.failure, caught) == (Verdict.GUARDED, [])


async def test_the_trap_catches() -> None:
    async with trap() as (port, caught, _client):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await writer.wait_closed()
        async with Fetcher(options(allow_private=("127.0.0.0/8",))) as careless:
            await careless.fetch(f"http://127.1:{port}/")
        assert len(caught) == 2
