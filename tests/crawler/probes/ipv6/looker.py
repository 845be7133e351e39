"""Measures every site of the little internet from one namespace, and prints the probes as JSON. Run as a program."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from core.snapshot import Probe
from crawler.fetch import Fetcher, FetchOptions
from crawler.probes import probe_dns, probe_vantage
from crawler.probes.ipv6 import Tries, ports, probe_content, probe_home, probe_inner_links, probe_ports
from tests.crawler.probes.ipv6.faults import CONTROLS, FAULTS
from tests.crawler.probes.ipv6.internet import DNS

#: Seconds for one request or connection; everything is one machine.
_SECONDS = 2.0


async def look(fetcher: Fetcher, host: str) -> list[Probe]:
    """Everything of one site, whether IPv6 works here or not: it is the judge who must know better."""
    home = f"http://{host}/"
    names = await probe_dns(fetcher.resolver, host)
    four, six = (tuple(names.data[kind]["addresses"]) for kind in ("A", "AAAA"))
    if not six:
        return [names]
    below = [f"{home}{number}.html" for number in range(8)]
    ports_open, opened, inner = await asyncio.gather(
        probe_ports(fetcher.guard, home, (*four, *six)),
        probe_home(fetcher, home, four, six, Tries(10, 0)),
        probe_inner_links(fetcher, home, {"2": below, "3": []}),
    )
    # After the tries of the home page, so that the flaky site cuts the same requests every time.
    content, _answers = await probe_content(fetcher, home)
    return [names, ports_open, opened, content, inner]


async def main() -> None:
    """Look at all sites at once."""
    ports.CONNECT_SECONDS = _SECONDS
    options = FetchOptions(
        user_agent="test",
        timeout=_SECONDS,
        dns_servers=(DNS,),
        allow_private=("10.0.0.0/8", "2001:db8::/32"),
        delay=0.0,
        host_concurrency=16,
        total_concurrency=64,
    )
    async with Fetcher(options) as fetcher:
        urls = tuple(f"http://{name}/" for name in CONTROLS)
        vantage = await probe_vantage(fetcher, {"ipv4": urls, "ipv6": urls})
        seen = await asyncio.gather(*(look(fetcher, fault.host) for fault in FAULTS))
    found = {fault.host: [vantage, *probes] for fault, probes in zip(FAULTS, seen, strict=True)}
    print(json.dumps({host: [_plain(probe) for probe in probes] for host, probes in found.items()}))


def _plain(probe: Probe) -> dict[str, Any]:
    return {"kind": probe.kind, "subject": probe.subject, "data": dict(probe.data)}


if __name__ == "__main__":
    asyncio.run(main())
