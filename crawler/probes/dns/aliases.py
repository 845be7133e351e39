"""Probe "dns.aliases": hosts of the site's own domain, the names they are aliases of, and whether the end exists."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import dns.exception
import dns.name

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import Resolver
from crawler.probes.dns.zone import SECONDS, text_of

#: Hosts looked at, and at the same time.
MAX_HOSTS = 60
_AT_ONCE = 8
#: Asked besides: a resolver that finds this name lies about names that are not there (RFC 6761: .invalid never is).
INVENTED = "www.xunjian-no-such-name.invalid"


async def probe_aliases(resolver: Resolver, subject: str, hosts: Sequence[str], clock: Clock = beijing_now) -> Probe:
    """Follow the aliases of each of `hosts`.

    Data: {"hosts": [{"host", "aliases", "loop", "outcome"}], "left_out", "invented"}: `outcome` is that of an A query
    at the end of the aliases (nxdomain: the name does not exist, whatever the type); `invented` that of a name that
    never exists.
    """
    at, gate = clock().isoformat(), asyncio.Semaphore(_AT_ONCE)
    chosen = hosts[:MAX_HOSTS]
    invented = await resolver.servers.ask(dns.name.from_text(INVENTED), "A", SECONDS)
    results = await asyncio.gather(*(_follow(resolver, host, gate) for host in chosen))
    data = {"hosts": list(results), "left_out": len(hosts) - len(chosen), "invented": invented.outcome}
    return Probe("dns.aliases", subject, at, data)


async def _follow(resolver: Resolver, host: str, gate: asyncio.Semaphore) -> dict[str, Any]:
    try:
        name = dns.name.from_text(host)
    except (dns.exception.DNSException, UnicodeError):
        return {"host": host, "aliases": [], "loop": False, "outcome": "nxdomain"}
    async with gate:
        aliases, loop = await resolver.servers.aliases(name, SECONDS)
        reply = None if loop else await resolver.servers.ask(aliases[-1] if aliases else name, "A", SECONDS)
    outcome = reply.outcome if reply else "cname-loop"
    return {"host": host, "aliases": [text_of(one) for one in aliases], "loop": loop, "outcome": outcome}
