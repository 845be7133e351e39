"""Probe "vantage": from where we look. Without a proven IPv6 road of our own, no site may be blamed for lacking one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from core.clock import Clock, beijing_now
from core.snapshot.model import Probe
from crawler.fetch import FamilyOutcome, Fetcher, Lookup, Resolution, follow
from crawler.fetch.dialer import source_address
from crawler.fetch.guard import classify, parse_address

#: Destinations whose route is looked up (China's public resolvers); no packet is sent to them.
_FAR = {"ipv4": "114.114.114.114", "ipv6": "240c::6666"}
#: Bytes of a control page read.
_CONTROL_BYTES = 4096

Source = Callable[[str], str]


class SixOnly:
    """A lookup that hides IPv4, so that what answers has answered over IPv6."""

    def __init__(self, inner: Lookup) -> None:
        self._inner = inner

    async def lookup(self, host: str) -> Resolution:
        """The host's AAAA outcome alone."""
        found = await self._inner.lookup(host)
        return Resolution(host, FamilyOutcome("nodata"), found.aaaa)


async def probe_vantage(
    fetcher: Fetcher, controls: tuple[str, ...], clock: Clock = beijing_now, source: Source = source_address
) -> Probe:
    """Say which source address each family has, and which of `controls` (URLs) answer over IPv6.

    Data: {"ipv4": {"route", "source", "kind"}, "ipv6": {…, "controls": [{"url", "ok", "detail"}]}}. `kind` is the class
    of the source address (global, private, ula …).
    """
    at = clock().isoformat()
    async with fetcher.with_resolver(SixOnly(fetcher.resolver)) as six:
        results = await asyncio.gather(*(_control(six, url) for url in controls))
    data = {family: _road(source(far)) for family, far in _FAR.items()}
    data["ipv6"]["controls"] = list(results)
    return Probe("vantage", "", at, data)


def _road(source: str) -> dict[str, Any]:
    kind = classify(parse_address(source)) if source else ""
    return {"route": bool(source), "source": source or None, "kind": kind}


async def _control(fetcher: Fetcher, url: str) -> dict[str, Any]:
    chain = await follow(fetcher, url, max_body=_CONTROL_BYTES)
    answer = chain.last
    # A literal IPv4 address needs no lookup, so it must be told by the peer.
    by_six = ":" in answer.address
    works = chain.failure is None and by_six and 200 <= answer.status < 400
    if works:
        return {"url": url, "ok": True, "detail": f"HTTP {answer.status} {answer.address}"}
    reason = chain.detail or (f"HTTP {answer.status}" if by_six else "not answered over IPv6")
    return {"url": url, "ok": False, "detail": reason[:300]}
