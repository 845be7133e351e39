"""Probe "dns": both families' raw outcomes for one host."""

from __future__ import annotations

from typing import Any

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import FamilyOutcome, Lookup


async def probe_dns(resolver: Lookup, host: str, clock: Clock = beijing_now) -> Probe:
    """Look `host` up. Data: {"A": {"outcome", "addresses", "detail"}, "AAAA": {…}}; never raises for DNS trouble."""
    at = clock().isoformat()
    found = await resolver.lookup(host)
    return Probe("dns", host, at, {"A": _family(found.a), "AAAA": _family(found.aaaa)})


def _family(found: FamilyOutcome) -> dict[str, Any]:
    return {"outcome": found.outcome, "addresses": list(found.addresses), "detail": found.detail}
