"""What the IPv6 measurements need of a crawl under way: DNS answers, our own road, pages by level, embedded hosts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from core.snapshot import PageKind, Probe, Role
from crawler.extract import normalise
from crawler.probes.ipv6 import (
    Embedded,
    Tries,
    probe_content,
    probe_home,
    probe_hosts,
    probe_inner_links,
    probe_ports,
)
from crawler.spider.visit import Visit

#: Most hosts of embedded content looked up.
_MAX_HOSTS = 60
_EMBEDDED = (Role.FRAME, Role.IMAGE, Role.SCRIPT, Role.STYLE, Role.MEDIA)


async def measure_home(visit: Visit) -> Sequence[Probe]:
    """TCP to every address of the host, then the home page at every one over IPv6."""
    four, six = _addresses(visit, "A"), _addresses(visit, "AAAA")
    if not six or not _road(visit):
        return []
    home, options = _home(visit), visit.options
    ports = await probe_ports(visit.fetcher.guard, home, (*four, *six))
    tries = Tries(options.ipv6_tries, options.ipv6_spacing)
    return [ports, await probe_home(visit.fetcher, home, four, six, tries)]


async def measure_content(visit: Visit) -> Sequence[Probe]:
    """The home page's content over both families, where the host has both."""
    if not (_addresses(visit, "A") and _addresses(visit, "AAAA") and _road(visit)):
        return []
    probe, answers = await probe_content(visit.fetcher, _home(visit))
    with visit.recorder.step():
        for answer in answers:
            visit.recorder.answer(answer)
    return [probe]


async def measure_inner_links(visit: Visit) -> Sequence[Probe]:
    """A sample of the pages one and two clicks from the home page: the second and the third level."""
    if not _addresses(visit, "AAAA") or not _road(visit) or visit.options.ipv6_links == 0:
        return []
    levels = {str(depth + 1): _sample(visit, depth) for depth in (1, 2)}
    return [await probe_inner_links(visit.fetcher, _home(visit), levels)]


async def measure_hosts(visit: Visit) -> Sequence[Probe]:
    """What DNS says of every host that the home page loads something from."""
    return [await probe_hosts(visit.fetcher.resolver, _home(visit), _embedded(visit))]


def _home(visit: Visit) -> str:
    return normalise(visit.job.site.home, visit.job.site.home)


def _addresses(visit: Visit, kind: str) -> tuple[str, ...]:
    found: dict[str, Any] = _last(visit, "dns").get(kind, {})
    return tuple(found.get("addresses", ()))


def _road(visit: Visit) -> bool:
    """Whether IPv6 works here; without it every try would tell of our own lack only."""
    return any(control.get("ok") for control in _last(visit, "vantage").get("ipv6", {}).get("controls", ()))


def _last(visit: Visit, kind: str) -> dict[str, Any]:
    row = visit.recorder.db.execute(
        "SELECT data FROM probe WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,)
    ).fetchone()
    return dict(json.loads(row["data"])) if row else {}


def _sample(visit: Visit, depth: int) -> list[str]:
    """Pages of one level, the same ones in every crawl of an unchanged site and from all over it."""
    rows = visit.recorder.db.execute(
        "SELECT url FROM page WHERE depth = ? AND kind <> ? AND status = 200", (depth, PageKind.HOME)
    )
    urls = sorted((str(row["url"]) for row in rows), key=lambda url: sha256(url.encode()).digest())
    return [url for url in urls if visit.inside(url)][: visit.options.ipv6_links]


def _embedded(visit: Visit) -> list[Embedded]:
    marks = ", ".join("?" * len(_EMBEDDED))
    rows = visit.recorder.db.execute(
        f"SELECT target, role FROM link WHERE on_home = 1 AND role IN ({marks}) ORDER BY target, role",  # noqa: S608
        _EMBEDDED,
    )
    roles: dict[str, set[str]] = {}
    examples: dict[str, str] = {}
    for row in rows:
        host = _host(str(row["target"]))
        if host:
            roles.setdefault(host, set()).add(str(row["role"]))
            examples.setdefault(host, str(row["target"]))
    return [
        Embedded(host, tuple(sorted(roles[host])), examples[host], visit.inside(examples[host]))
        for host in sorted(roles)[:_MAX_HOSTS]
    ]


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
