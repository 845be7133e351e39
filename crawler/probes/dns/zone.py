"""The zone that a host lies in: found by who has name servers of its own, from the host upward."""

from __future__ import annotations

from dataclasses import dataclass

import dns.name

from crawler.fetch.nameservers import Nameservers

#: Seconds for one question, all resolvers and tries together.
SECONDS = 5.0
#: Most labels climbed, and most name servers of a zone looked at.
_MAX_CLIMB = 8
MAX_SERVERS = 13


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's apex and its name servers as its parent's resolvers know them."""

    apex: dns.name.Name
    servers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """No zone was found: at which name, and the raw outcome there."""

    name: str
    outcome: str


async def find_zone(names: Nameservers, start: dns.name.Name) -> Zone | Lost:
    """The nearest name at or above `start`, below the root, that has NS records."""
    name = start
    for _ in range(_MAX_CLIMB):
        if name == dns.name.root:
            return Lost(text_of(start), "nodata")
        reply = await names.ask(name, "NS", SECONDS)
        if reply.rrset is not None and not reply.aliases:
            servers = sorted(text_of(record.target) for record in reply.rrset)
            return Zone(name, tuple(servers[:MAX_SERVERS]))
        if not reply.definite:
            return Lost(text_of(name), reply.outcome)
        name = name.parent()
    return Lost(text_of(start), "nodata")


def text_of(name: dns.name.Name) -> str:
    """A name as people write it: lower case, without the final dot."""
    return name.to_text(omit_final_dot=True).lower()
