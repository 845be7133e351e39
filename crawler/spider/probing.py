"""The measurements that are no page, in a fixed order: each once per snapshot, bounded, and unable to stop the rest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.clock import beijing_now
from core.snapshot import Probe
from core.watchlists import load_watchlists
from crawler.probes import probe_dns, probe_vantage
from crawler.probes.exposed_files import probe_exposed_files
from crawler.progress import Phase
from crawler.record.store import recall, remember
from crawler.spider.cloaking_probe import measure_cloaking
from crawler.spider.dns_probes import measure_domain, measure_names
from crawler.spider.home_probes import probe_home_page
from crawler.spider.ipv6_probes import measure_content, measure_home, measure_hosts, measure_inner_links
from crawler.spider.office_probes import measure_office
from crawler.spider.own_scripts import measure_own_scripts
from crawler.spider.pdf_probes import measure_pdfs
from crawler.spider.qr_codes import measure_qr_codes
from crawler.spider.sprites import measure_sprites
from crawler.spider.tls_probes import measure_https, measure_tls
from crawler.spider.visit import Visit
from crawler.spider.walk_probes import measure_walk

log = logging.getLogger(__name__)

#: Seconds one measurement may take, all its tries together.
LIMIT = 300.0
#: Kind of the probe that says that a measurement could not be made. Data: {"reason"}; subject: the measurement's name.
UNMEASURED = "unmeasured"

Measure = Callable[[Visit], Awaitable[Sequence[Probe]]]


async def _vantage(visit: Visit) -> Sequence[Probe]:
    controls = {"ipv4": visit.options.ipv4_controls, "ipv6": visit.options.ipv6_controls}
    return [await probe_vantage(visit.fetcher, controls)]


async def _vantage_after(visit: Visit) -> Sequence[Probe]:
    return [replace(probe, subject="after") for probe in await _vantage(visit)]


async def _dns(visit: Visit) -> Sequence[Probe]:
    return [await probe_dns(visit.fetcher.resolver, visit.job.site.host)]


async def _home_page(visit: Visit) -> Sequence[Probe]:
    return await probe_home_page(visit)


async def _exposed(visit: Visit) -> Sequence[Probe]:
    """Only where the site's owner agreed."""
    if not visit.options.exposed_files or visit.options.max_depth == 0:
        return []
    return [await probe_exposed_files(visit.fetcher, visit.job.site.home, visit.robots.allows)]


async def _register(visit: Visit) -> Sequence[Probe]:
    """What the register says beside the site itself, so that who judges the snapshot knows it too."""
    job = visit.job
    return [Probe("register", job.site.home, beijing_now().isoformat(), {"siblings": list(job.siblings)})]


async def _watchlists(visit: Visit) -> Sequence[Probe]:
    """The word lists in force, so that who judges the snapshot judges by the same."""
    own = visit.options.word_dir
    lists = load_watchlists(Path(own) if own else None)
    return [Probe("watchlists", visit.job.site.home, beijing_now().isoformat(), lists.to_data())]


async def _baseline(visit: Visit) -> Sequence[Probe]:
    """What the site looked like when it was taken as sound, so that who judges the snapshot compares with the same."""
    job = visit.job
    return [Probe("baseline", job.site.home, beijing_now().isoformat(), job.baseline)] if job.baseline else []


async def _availability(visit: Visit) -> Sequence[Probe]:
    """What the availability monitoring saw in the days before: it goes on all the time, and a crawl takes it along."""
    job = visit.job
    if job.availability is None:
        return []
    return [Probe("availability", job.site.home, beijing_now().isoformat(), job.availability)]


#: Every measurement by its name. The vantage comes first: what the others mean depends on it; and it is taken again
#: when the network is needed no more, because a road may break on the way.
MEASUREMENTS: tuple[tuple[str, Measure], ...] = (
    ("vantage", _vantage),
    ("dns", _dns),
    ("domain", measure_domain),
    ("names", measure_names),
    ("ipv6.home", measure_home),
    ("ipv6.content", measure_content),
    ("ipv6.inner_links", measure_inner_links),
    ("ipv6.hosts", measure_hosts),
    ("tls", measure_tls),
    ("https", measure_https),
    ("home_page", _home_page),
    ("cloaking", measure_cloaking),
    ("own_scripts", measure_own_scripts),
    ("sprites", measure_sprites),
    ("pdf", measure_pdfs),
    ("office", measure_office),
    ("qr_codes", measure_qr_codes),
    ("walk", measure_walk),
    ("vantage.after", _vantage_after),
    ("exposed", _exposed),
    ("register", _register),
    ("watchlists", _watchlists),
    ("baseline", _baseline),
    ("availability", _availability),
)


async def probe_all(visit: Visit, measurements: Sequence[tuple[str, Measure]] = MEASUREMENTS) -> None:
    """Make every measurement that this snapshot does not have yet."""
    for name, measure in measurements:
        done = f"probed:{name}"
        if recall(visit.recorder.db, done):
            continue
        visit.tell(Phase.PROBES, name)
        probes = await _made(visit, name, measure)
        with visit.recorder.step():
            for probe in probes:
                visit.recorder.probe(probe)
            remember(visit.recorder.db, done, "yes")


async def _made(visit: Visit, name: str, measure: Measure) -> Sequence[Probe]:
    try:
        async with asyncio.timeout(LIMIT):
            return await measure(visit)
    except TimeoutError:
        reason = f"not finished within {LIMIT:.0f} s"
    except Exception as error:
        log.exception("the measurement %s ended unexpectedly", name)
        reason = f"{type(error).__name__}: {error}"[:300]
    return [Probe(UNMEASURED, name, beijing_now().isoformat(), {"reason": reason})]
