"""What the DNS measurements need of a crawl under way: its resolver, its guard, the hosts of the site's own domain."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from core.hosts import host_of
from core.snapshot import Look, Probe
from crawler.fetch import Resolver
from crawler.fetch.hosts_file import local_addresses
from crawler.probes.dns import Means, probe_aliases, probe_caa, probe_delegation, probe_dnssec, read_anchors
from crawler.probes.domains import probe_domains
from crawler.spider.visit import Visit


async def measure_domain(visit: Visit) -> Sequence[Probe]:
    """Name servers, signatures, CAA and aliases, side by side; nothing for a bare address or a single page."""
    host, resolver = visit.job.site.host, visit.fetcher.resolver
    if local_addresses(host) or visit.options.max_depth == 0 or not isinstance(resolver, Resolver):
        return []
    names = resolver.servers
    return await asyncio.gather(
        probe_delegation(Means(resolver, visit.fetcher.guard), host),
        probe_dnssec(names, host, read_anchors(visit.options.dnssec_anchors)),
        probe_caa(names, host),
        probe_aliases(resolver, host, _own_hosts(visit)),
    )


async def measure_names(visit: Visit) -> Sequence[Probe]:
    """The site's registered further and old domain names; their pages are recorded too."""
    site, resolver = visit.job.site, visit.fetcher.resolver
    named = [(name, "alias") for name in site.aliases] + [(name, "old") for name in site.old_domains]
    if not named or visit.options.max_depth == 0 or not isinstance(resolver, Resolver):
        return []
    probe, answers = await probe_domains(visit.fetcher, resolver.servers, site.home, named)
    with visit.recorder.step():
        for answer in answers:
            visit.recorder.answer(answer)
    return [probe]


def _own_hosts(visit: Visit) -> list[str]:
    """The site's host, what is watched, registered hosts, then linked hosts below the site's own domain."""
    site = visit.job.site
    watched = sorted(watch.subject for watch in visit.job.watches if Look.ALIASES in watch.looks)
    registered = sorted(scope for scope in site.scopes if "/" not in scope)
    below = f".{site.host.removeprefix('www.')}"
    rows = visit.recorder.db.execute("SELECT DISTINCT target FROM link WHERE target LIKE 'http%'")
    linked = {host for row in rows if (host := host_of(str(row["target"]))) and f".{host}".endswith(below)}
    return [host for host in dict.fromkeys((site.host, *watched, *registered, *sorted(linked))) if _is_name(host)]


def _is_name(host: str) -> bool:
    return not local_addresses(host)
