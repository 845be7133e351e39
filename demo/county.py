"""The demo county, running: register, settings, servers and what an inspection must find.

Everything is invented and stays on loopback addresses of this machine.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.county import Register
from crawler.chromium import find_chromium
from demo.build import build_county, write_county, write_files
from demo.domains import NAMES, RECORDS, SERVERS, named_hosts
from demo.expected import Expected, load_expected
from demo.media import HOST, DemoMedia, build_media
from demo.nameserver import HostRecord, NameServer, Zone
from demo.pages import OUTSIDE, SiteBuilder
from demo.plan import load_sites
from demo.register import LOOPBACK, build_register
from demo.seeds import Answer, Seeds, load_seeds
from demo.server import DemoServer, VirtualHost, bind

_OUTSIDE_ADDRESS = "127.0.0.30"
#: Nobody listens here: connections are refused at once.
_CLOSED_ADDRESS = "127.0.0.39"
_CLOSED_HOST = "closed.yunling-demo.org"
#: The broken one also has a record of a network that is no more (6to4).
_AAAA = {"absent": (), "broken": ("::1", "2002:7f00:1::1")}
_DOMAINS = ("yunling-demo.gov.cn", "yunling-demo.org", "yunling-old-demo.org", "yunling-linye-demo.com")

#: Checks that need IPv6 on this machine.
_OVER_IPV6 = frozenset({"ipv6.home", "ipv6.content", "ipv6.success_rate", "ipv6.inner_links"})


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """A running demo. `settings` are overrides for Settings; `ipv6` is False on a machine without [::1].

    `site_folder` is where the served files lie, one folder per host: editing them changes the sites.
    """

    register: Register
    settings: Mapping[str, Any]
    expected: tuple[Expected, ...]
    port: int
    dns_port: int
    ipv6: bool
    site_folder: Path
    media: DemoMedia


@contextmanager
def running_demo(folder: Path, today: date, port: int = 0, seeds: Seeds | None = None) -> Iterator[DemoCounty]:
    """Build the county for `today` into `folder` and serve it until the block ends.

    `seeds` replaces the shipped ones, and `expected` is then empty. `Seeds()` gives clean pages; what lies in the plan
    itself stays: one host without AAAA, one broken over IPv6, one outside .gov.cn. Raises OSError when `port` is taken.
    """
    plans = load_sites()
    sown = load_seeds() if seeds is None else seeds
    addresses = [plan.address for plan in plans] + [_OUTSIDE_ADDRESS]
    sockets, chosen = bind(addresses, port)
    ipv6 = len(sockets) > len(addresses)
    with ExitStack() as stack:
        for one in sockets:
            stack.callback(one.close)
        builders = build_county(plans, sown, today, chosen)
        write_county(builders, folder)
        media = build_media(today, chosen, builders["portal"].root)
        write_files(media.files, folder / HOST)
        servers = _background(DemoServer(_hosts(builders, sown, folder), sockets), NameServer(_zone(builders)))
        dns_port = stack.enter_context(servers)
        expected = (*load_expected(builders), *media.expected) if seeds is None else ()
        if not ipv6:
            # Without IPv6 here nobody can tell how a site does over it; what DNS says is the same everywhere.
            expected = tuple(item for item in expected if item.check not in _OVER_IPV6)
        if not find_chromium():
            expected = tuple(item for item in expected if not item.browser)
        settings = _settings(chosen, dns_port, ipv6)
        register = build_register(builders, media.accounts)
        yield DemoCounty(register, settings, expected, chosen, dns_port, ipv6, folder, media)


def _settings(port: int, dns_port: int, ipv6: bool) -> dict[str, Any]:
    return {
        "county": "云岭县",
        "dns_servers": (f"127.0.0.1:{dns_port}",),
        "allow_private": LOOPBACK,
        "ipv4_controls": tuple(f"http://127.0.0.{last}:{port}/" for last in (21, 22)),
        "ipv6_controls": (f"http://[::1]:{port}/",) if ipv6 else (),
        "delay": 0.0,
        "timeout": 3.0,
        "retry_wait": 0.1,
        "ipv6_spacing": 0.0,
        # What the demo sows is seen in the pages' source; a browser over all sites would take minutes.
        "scan_pages": 0,
        "contact": "demo@yunling-demo.gov.cn",
    }


def _hosts(builders: Mapping[str, SiteBuilder], seeds: Seeds, folder: Path) -> dict[str, VirtualHost]:
    hosts = {}
    for builder in builders.values():
        plan = builder.plan
        mine = {builder.resolve(one.path): one for one in seeds.answer if one.site == plan.id}
        hosts[plan.host] = VirtualHost(plan.address, folder / plan.host, mine, plan.charset, plan.ipv6)
    outside: dict[str, Answer] = {one.path: one for one in seeds.answer if one.site == "external"}
    for name in OUTSIDE.values():
        hosts.setdefault(name, VirtualHost(_OUTSIDE_ADDRESS, answers=outside))
    port = next(iter(builders.values())).port
    hosts[HOST] = VirtualHost(_OUTSIDE_ADDRESS, folder / HOST)
    return hosts | dict(named_hosts(folder, _OUTSIDE_ADDRESS, port))


def _zone(builders: Mapping[str, SiteBuilder]) -> Zone:
    hosts = {name: HostRecord((_OUTSIDE_ADDRESS,), ("::1",)) for name in OUTSIDE.values()}
    hosts[_CLOSED_HOST] = HostRecord((_CLOSED_ADDRESS,))
    hosts[HOST] = HostRecord((_OUTSIDE_ADDRESS,), ("::1",))
    for builder in builders.values():
        plan = builder.plan
        hosts[plan.host] = HostRecord((plan.address,), _AAAA.get(plan.ipv6, ("::1",)))
    return Zone(hosts | SERVERS | {name: HostRecord((_OUTSIDE_ADDRESS,)) for name in NAMES}, _DOMAINS, RECORDS)


@contextmanager
def _background(server: DemoServer, names: NameServer) -> Iterator[int]:
    """Run both servers in a thread with its own event loop; yields the name server's port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo-servers", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
        yield asyncio.run_coroutine_threadsafe(names.start(), loop).result(10)
    finally:
        for stopping in (server.stop(), names.stop()):
            asyncio.run_coroutine_threadsafe(stopping, loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
