"""Snapshots with TLS measurements, without any network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.county import Site
from tests.support.snapshots import HOME, SITE, SnapshotBuilder

PLAIN_SITE = Site("yunling", "云岭县人民政府", HOME.replace("https:", "http:"))
GOOD = {
    "subject": f"CN={SITE.host}",
    "issuer": "CN=Test CA",
    "not_before": "2026-01-01T00:00:00+00:00",
    "not_after": "2027-06-30T00:00:00+00:00",
    "names": [SITE.host],
    "key": "RSA 2048",
    "signature": "1.2.840.113549.1.1.11",
    "self_issued": False,
}
VERSIONS = {"TLSv1": "refused", "TLSv1.1": "refused", "TLSv1.2": "accepted", "TLSv1.3": "accepted"}


def offered(folder: Path, *, plain: bool = False, led: bool = True, **changes: Any) -> SnapshotBuilder:
    """A look at the port; `plain`: the site is registered by http, which leads to https when `led`."""
    site = PLAIN_SITE if plain else SITE
    data = {
        "port": 443,
        "address": "203.0.114.1",
        "state": "answered",
        "certificate": GOOD,
        "verify": {"ok": True, "code": 0, "message": ""},
        "versions": VERSIONS,
        "tlcp": {"spoken": False},
        **changes,
    }
    builder = SnapshotBuilder(folder, site=site).probe("tls", site.host, data)
    return builder.probe("https", site.host, {"http": view(HOME if led else site.home), "https": view(HOME)})


def view(url: str, status: int = 200, error: str = "", headers: dict[str, str] | None = None) -> dict[str, Any]:
    """What one scheme answered."""

    return {"status": status, "error": error, "url": url, "hops": [url], "headers": headers or {}, "cookies": []}
