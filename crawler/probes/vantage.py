"""Probe "vantage": from where we look. Without a proven road of our own, no site may be blamed for lacking one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from core.addresses import classify, parse_address
from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Fetcher, follow
from crawler.fetch.dialer import source_address
from crawler.fetch.hosts_file import local_addresses
from crawler.probes.families import FAMILIES, OneFamily, family_of

#: Destinations whose route is looked up (China's public resolvers); no packet is sent to them.
_FAR = {"ipv4": "114.114.114.114", "ipv6": "240c::6666"}
#: Bytes of a control page read.
_CONTROL_BYTES = 4096
#: Most controls asked per family.
MAX_CONTROLS = 8

#: The URLs to ask per family ("ipv4", "ipv6").
Controls = Mapping[str, tuple[str, ...]]
#: Tells the own address that packets to an address leave from.
Source = Callable[[str], str]


async def probe_vantage(
    fetcher: Fetcher, controls: Controls, clock: Clock = beijing_now, source: Source = source_address
) -> Probe:
    """Say which source address each family has, and which of its `controls` answer over that family.

    Data: per family {"route", "source", "kind", "controls": [{"url", "ok", "lookup", "address", "kind", "source",
    "detail", "elapsed_ms"}]}. `kind` is the class of an address (core.addresses.classify: global, private, ula …),
    `lookup` the family's raw DNS outcome for the control's name, empty for an address. A control's answer proves the
    road; a route alone, or its lack, proves nothing.
    """
    at = clock().isoformat()
    families = await asyncio.gather(
        *(_family(fetcher, family, controls.get(family, ()), source) for family in FAMILIES)
    )
    return Probe("vantage", "", at, dict(zip(FAMILIES, families, strict=True)))


async def _family(fetcher: Fetcher, family: str, controls: tuple[str, ...], source: Source) -> dict[str, Any]:
    own = source(_FAR[family])
    async with fetcher.with_resolver(OneFamily(fetcher.resolver, family)) as client:
        asked = [_control(client, url, family, source) for url in controls[:MAX_CONTROLS]]
        results = await asyncio.gather(*asked)
    return {"route": bool(own), "source": own or None, "kind": _kind(own), "controls": list(results)}


async def _control(fetcher: Fetcher, url: str, family: str, source: Source) -> dict[str, Any]:
    chain = await follow(fetcher, url, max_body=_CONTROL_BYTES)
    answer = chain.last
    # A literal address of the other family needs no lookup, so the family must be told by the peer.
    right = bool(answer.address) and family_of(answer.address) == family
    works = chain.failure is None and right and 200 <= answer.status < 400
    detail = f"HTTP {answer.status}" if right else f"not answered over {family}"
    return {
        "url": url,
        "ok": works,
        "lookup": await _lookup(fetcher, urlsplit(url).hostname or "", family),
        "address": answer.address,
        "kind": _kind(answer.address),
        "source": source(answer.address) if right else "",
        "detail": (detail if works else chain.detail or detail)[:300],
        "elapsed_ms": answer.elapsed_ms,
    }


async def _lookup(fetcher: Fetcher, host: str, family: str) -> str:
    if not host or local_addresses(host):
        return ""
    found = await fetcher.resolver.lookup(host)
    return (found.aaaa if family == "ipv6" else found.a).outcome


def _kind(address: str) -> str:
    return classify(parse_address(address)) if address else ""
