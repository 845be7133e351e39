"""Probe "ipv6.hosts": which hosts the home page embeds content from, and what DNS says of them (天窗)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Lookup

#: Most hosts looked up at a time.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Embedded:
    """One host that the home page loads something from: which roles, one address as an example, own or foreign."""

    host: str
    roles: tuple[str, ...]
    example: str
    internal: bool


async def probe_hosts(lookup: Lookup, home: str, hosts: Sequence[Embedded], clock: Clock = beijing_now) -> Probe:
    """Look every host up; nothing is fetched from it.

    Data: {"hosts": [{"host", "roles", "example", "internal", "A", "AAAA"}]}, the last two being raw outcomes.
    """
    at, turns = clock().isoformat(), asyncio.Semaphore(_AT_ONCE)

    async def one(embedded: Embedded) -> dict[str, Any]:
        async with turns:
            found = await lookup.lookup(embedded.host)
        return {
            "host": embedded.host,
            "roles": list(embedded.roles),
            "example": embedded.example,
            "internal": embedded.internal,
            "A": found.a.outcome,
            "AAAA": found.aaaa.outcome,
        }

    return Probe("ipv6.hosts", home, at, {"hosts": list(await asyncio.gather(*map(one, hosts)))})
