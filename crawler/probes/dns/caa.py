"""Probe "dns.caa": which certificate authorities may issue for the host (RFC 8659)."""

from __future__ import annotations

from typing import Any

import dns.name
import dns.rdtypes.ANY.CAA

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch.nameservers import Nameservers
from crawler.probes.dns.zone import SECONDS, text_of

#: Most records kept, and most labels climbed.
_MAX_RECORDS = 20
_MAX_CLIMB = 8


async def probe_caa(names: Nameservers, host: str, clock: Clock = beijing_now) -> Probe:
    """Find the relevant CAA records: at the host or, where it has none, at the nearest name above.

    Data: {"outcome", "at", "records": [{"flags", "tag", "value"}]}: `at` is the name that has them.
    """
    moment, name = clock().isoformat(), dns.name.from_text(host)
    data: dict[str, Any] = {"outcome": "nodata", "at": "", "records": []}
    for _ in range(_MAX_CLIMB):
        # The root and top-level domains have none, and are nobody's own.
        if len(name.labels) <= 2:
            break
        reply = await names.ask(name, "CAA", SECONDS)
        if reply.rrset is not None:
            records = sorted((record.flags, _text(record.tag), _text(record.value)) for record in reply.rrset)
            kept = [dict(zip(("flags", "tag", "value"), record, strict=True)) for record in records[:_MAX_RECORDS]]
            data = {"outcome": "found", "at": text_of(name), "records": kept}
            break
        if reply.outcome not in ("nodata", "nxdomain"):
            data = {"outcome": reply.outcome, "at": text_of(name), "records": []}
            break
        name = name.parent()
    return Probe("dns.caa", host, moment, data)


def _text(value: bytes) -> str:
    return value[:200].decode("utf-8", "replace")
