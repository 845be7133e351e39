"""Which pages are asked as search engines ask: the home page and the first registered columns."""

from __future__ import annotations

from collections.abc import Sequence

from core.clock import beijing_now
from core.errors import AddressError
from core.snapshot import Probe
from crawler.extract import normalise
from crawler.extract.place import is_public
from crawler.probes.cloaking import ask_in_disguise, cloaking_data
from crawler.spider.visit import Visit


async def measure_cloaking(visit: Visit) -> Sequence[Probe]:
    """Probes "cloaking" of at most `cloaking_pages` pages; none on a quick look and of hosts that are no names."""
    if visit.quick or visit.options.max_depth == 0 or not is_public(visit.job.site.home):
        return []
    found = []
    for url in _pages(visit)[: visit.options.cloaking_pages]:
        if visit.over or not await visit.robots.allows(url):
            continue
        at = beijing_now().isoformat()
        chains = await ask_in_disguise(visit.fetcher, url)
        with visit.recorder.step():
            found.append(Probe("cloaking", url, at, cloaking_data(chains, visit.recorder.exhibit)))
    return found


def _pages(visit: Visit) -> list[str]:
    job = visit.job
    addresses = []
    for written in (job.site.home, *(column.url for column in job.columns)):
        try:
            url = normalise(written, written)
        except AddressError:
            continue
        if visit.inside(url):
            addresses.append(url)
    return list(dict.fromkeys(addresses))
