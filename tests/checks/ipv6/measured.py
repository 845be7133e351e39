"""Snapshots with IPv6 measurements, without any network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.snapshots import HOME, SITE, SnapshotBuilder

SIX, OTHER_SIX, FOUR = "2400:3200::1", "2400:3200::2", "203.0.114.1"


def dual(folder: Path, *, road: bool = True, aaaa: str = "found") -> SnapshotBuilder:
    """A site with both families, seen from where IPv6 works (`road`) or not."""
    addresses = [SIX, OTHER_SIX] if aaaa == "found" else []
    names = {"A": {"outcome": "found", "addresses": [FOUR]}, "AAAA": {"outcome": aaaa, "addresses": addresses}}
    controls = [{"url": f"https://control{n}.test/", "ok": road, "detail": ""} for n in (1, 2)]
    vantage = {
        family: {"route": road, "source": source, "kind": "global", "controls": controls}
        for family, source in (("ipv4", FOUR), ("ipv6", "2400:3200::9"))
    }
    return SnapshotBuilder(folder).probe("vantage", "", vantage).probe("dns", SITE.host, names)


def tried(
    number: int, address: str, status: int = 200, error: str = "", ms: int = 50, where: str = ""
) -> dict[str, Any]:
    """One try of the home page; `where`: the address it was led to."""
    hops = [[HOME, address, 302, "", 1], [where, address, status, error, 1]] if where else []
    return {
        "round": number,
        "at": "2026-11-23T08:00:00+08:00",
        "address": address,
        "port": 443,
        "status": status,
        "error": error,
        "elapsed_ms": ms,
        "hops": hops,
    }
