"""Probe "dns.delegation": the zone's name servers, their addresses in both families, and what each address answers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any

import dns.name

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import AddressGuard, FamilyOutcome, Resolver
from crawler.fetch.questions import ask_server, question
from crawler.probes.dns.zone import Lost, Zone, find_zone, text_of

#: Seconds for one question to a name server, and how often a silent one is asked.
_SECONDS = 3.0
_TRIES = 2
#: Addresses of one name server asked per family.
_MAX_ADDRESSES = 2
#: Name servers of the zone above asked, to know whether any name server answers us at all.
_MAX_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Means:
    """What the probe works with; `port` is where name servers listen."""

    resolver: Resolver
    guard: AddressGuard
    port: int = 53


async def probe_delegation(means: Means, host: str, clock: Clock = beijing_now) -> Probe:
    """Ask every name server of the zone that holds `host` for the zone's SOA, at its own addresses.

    Data: {"zone", "outcome", "nameservers": [{"name", "A", "AAAA", "answers": [{"address", "outcome",
    "authoritative", "detail", "elapsed_ms"}]}], "above": {"zone", "answers"}}. `zone` is empty when none was found;
    `outcome` then says why. `above`: the same question to servers of the zone above, which prove that name servers
    can be asked from here at all.
    """
    at = clock().isoformat()
    zone = await find_zone(means.resolver.servers, dns.name.from_text(host))
    if isinstance(zone, Lost):
        return Probe("dns.delegation", host, at, {"zone": "", "outcome": zone.outcome, "detail": zone.name})
    servers, above = await asyncio.gather(
        asyncio.gather(*(_server(means, name, zone.apex) for name in zone.servers)), _above(means, zone)
    )
    data = {"zone": text_of(zone.apex), "outcome": "found", "nameservers": list(servers), "above": above}
    return Probe("dns.delegation", host, at, data)


async def _above(means: Means, zone: Zone) -> dict[str, Any]:
    parent = await find_zone(means.resolver.servers, zone.apex.parent())
    if isinstance(parent, Lost):
        return {"zone": "", "answers": []}
    servers = await asyncio.gather(*(_server(means, name, parent.apex) for name in parent.servers[:_MAX_ABOVE]))
    return {"zone": text_of(parent.apex), "answers": [answer for server in servers for answer in server["answers"]]}


async def _server(means: Means, name: str, apex: dns.name.Name) -> dict[str, Any]:
    found = await means.resolver.lookup(name)
    addresses = (*found.a.addresses[:_MAX_ADDRESSES], *found.aaaa.addresses[:_MAX_ADDRESSES])
    answers = await asyncio.gather(*(_ask(means, address, apex) for address in addresses))
    return {"name": name, "A": _family(found.a), "AAAA": _family(found.aaaa), "answers": list(answers)}


async def _ask(means: Means, address: str, apex: dns.name.Name) -> dict[str, Any]:
    if not means.guard.permits(address):
        return _answer(address, "guarded", False, "", 0)
    begun = monotonic()
    for _ in range(_TRIES):
        reply = await ask_server(question(apex, "SOA", recursive=False), address, means.port, _SECONDS)
        if reply.outcome != "timeout":
            break
    elapsed = round((monotonic() - begun) * 1000)
    return _answer(address, reply.outcome, reply.authoritative, reply.detail, elapsed)


def _answer(address: str, outcome: str, authoritative: bool, detail: str, elapsed: int) -> dict[str, Any]:
    return {
        "address": address,
        "outcome": outcome,
        "authoritative": authoritative,
        "detail": detail[:200],
        "elapsed_ms": elapsed,
    }


def _family(found: FamilyOutcome) -> dict[str, Any]:
    return {"outcome": found.outcome, "addresses": list(found.addresses), "detail": found.detail}
