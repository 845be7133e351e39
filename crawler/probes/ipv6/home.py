"""Probe "ipv6.home": the home page asked for at each of its addresses, spaced, Host and SNI kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import ada_url

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from core.snapshot.resource import Verdict
from crawler.fetch import Fetcher, follow
from crawler.probes.families import PinnedFirst, family_of

#: Bytes of the home page read: that it arrives is asked, not what it says.
_HOME_BYTES = 65536
#: Fewest tries of one address, so that one lost packet accuses nobody.
_LEAST = 2
#: Rounds after which a host that never answered over IPv6 is asked no more.
_HOPELESS = 3
#: What is said of an answer that came over IPv4 although only IPv6 was asked: a redirect to a bare IPv4 address.
WRONG_FAMILY = "ipv4_only"

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Tries:
    """How often the home page is asked for over IPv6, all addresses together, and the seconds between two rounds."""

    wanted: int = 10
    spacing: float = 2.0


async def probe_home(
    fetcher: Fetcher,
    home: str,
    four: Sequence[str],
    six: Sequence[str],
    tries: Tries,
    *,
    clock: Clock = beijing_now,
    sleep: Sleep = asyncio.sleep,
) -> Probe:
    """Ask for `home` at every address of `six` in rounds, and in each round at the first of `four` beside them.

    Data: {"wanted", "attempts": [attempt, …], "ipv4": [attempt, …]}, an attempt being {"round", "at", "address",
    "port", "status", "error", "elapsed_ms", "hops": [[url, address, status, error, elapsed_ms], …]}. `error` is empty
    when HTTP answered, else the verdict; "guarded" for an address that leads nowhere public, which is not contacted.
    Redirects are followed over the same family, whichever host they lead to.
    """
    at = clock().isoformat()
    data: dict[str, Any] = {"wanted": tries.wanted, "attempts": [], "ipv4": []}
    rounds = max(_LEAST, ceil(tries.wanted / len(six))) if six else 0
    for number in range(rounds):
        if number == _HOPELESS and not any(one["status"] for one in data["attempts"]):
            break
        if number:
            await sleep(tries.spacing)
        made = await asyncio.gather(*(_attempt(fetcher, home, one, number, clock) for one in (*four[:1], *six)))
        data["ipv4"] += [one for one in made if family_of(one["address"]) == "ipv4"]
        # A record that leads nowhere public is not contacted, so asking again would say the same.
        data["attempts"] += [
            one for one in made if family_of(one["address"]) == "ipv6" and not (number and one["error"] == _GUARDED)
        ]
    return Probe("ipv6.home", home, at, data)


_GUARDED = Verdict.GUARDED.value


async def _attempt(fetcher: Fetcher, home: str, address: str, number: int, clock: Clock) -> dict[str, Any]:
    began = {"round": number, "at": clock().isoformat(), "address": address}
    if not fetcher.guard.permits(address):
        return began | {"port": _port(home), "status": 0, "error": _GUARDED, "elapsed_ms": 0, "hops": []}
    async with fetcher.with_resolver(PinnedFirst(_host(home), address, fetcher.resolver)) as pinned:
        chain = await follow(pinned, home, max_body=_HOME_BYTES)
    error = chain.failure.value if chain.failure else ""
    if not error and family_of(chain.last.address) != family_of(address):
        error = WRONG_FAMILY
    return began | {
        "port": _port(home),
        "status": chain.last.status,
        "error": error,
        "elapsed_ms": sum(hop.elapsed_ms for hop in chain.hops),
        "hops": [[hop.url, hop.address, hop.status, hop.error, hop.elapsed_ms] for hop in chain.hops],
    }


def _host(url: str) -> str:
    return ada_url.URL(url).hostname


def _port(url: str) -> int:
    parsed = ada_url.URL(url)
    return int(parsed.port) if parsed.port else {"http:": 80, "https:": 443}.get(parsed.protocol, 0)
