"""Which port and addresses the TLS measurements of a crawl under way look at."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from core.snapshot import Probe
from crawler.extract import normalise
from crawler.probes.tls import probe_https, probe_tls
from crawler.spider.visit import Visit

_HTTPS_PORT = 443


async def measure_tls(visit: Visit) -> Sequence[Probe]:
    """The host's HTTPS port: the registered address's own, or the usual one of a name that is registered by http."""
    port = _port(visit)
    if not port or visit.options.max_depth == 0:
        return []
    host = _host(visit)
    found = await visit.fetcher.resolver.lookup(host)
    return [await probe_tls(visit.fetcher.guard, host, port, found.addresses)]


async def measure_https(visit: Visit) -> Sequence[Probe]:
    """The home page by http and by https, where both have their usual ports."""
    if _port(visit) != _HTTPS_PORT or visit.options.max_depth == 0:
        return []
    probe, answers = await probe_https(visit.fetcher, _host(visit))
    with visit.recorder.step():
        for answer in answers:
            visit.recorder.answer(answer)
    return [probe]


def _host(visit: Visit) -> str:
    return urlsplit(normalise(visit.job.site.home, visit.job.site.home)).hostname or ""


def _port(visit: Visit) -> int:
    """0: there is no port of which HTTPS could be expected (http on a port of its own, or on a bare address)."""
    parts = urlsplit(normalise(visit.job.site.home, visit.job.site.home))
    if parts.scheme == "https":
        return parts.port or _HTTPS_PORT
    return 0 if parts.port or _is_bare(parts.hostname or "") else _HTTPS_PORT


def _is_bare(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
