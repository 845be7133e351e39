"""Which pages are asked as search engines ask: the home page and the first registered columns.

The home page is opened in a browser besides, where there is one: that is what everybody else sees of it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.clock import beijing_now
from core.errors import AddressError, Unavailable
from core.snapshot import Probe
from crawler.extract import normalise
from crawler.extract.place import is_public
from crawler.probes.cloaking import BROWSER, ask_in_disguise, browser_told, cloaking_data
from crawler.spider.visit import Visit
from crawler.spider.window import body_of, open_window, refusal, show

if TYPE_CHECKING:
    from crawler.render import Rendered

log = logging.getLogger(__name__)


async def measure_cloaking(visit: Visit) -> Sequence[Probe]:
    """Probes "cloaking" of at most `cloaking_pages` pages; none on a quick look and of hosts that are no names."""
    if visit.quick or visit.options.max_depth == 0 or not is_public(visit.job.site.home):
        return []
    found: list[Probe] = []
    for url in _pages(visit)[: visit.options.cloaking_pages]:
        if visit.over or not await visit.robots.allows(url):
            continue
        at = beijing_now().isoformat()
        chains = await ask_in_disguise(visit.fetcher, url)
        shown = await _in_browser(visit, url) if not found else None
        with visit.recorder.step():
            data = cloaking_data(chains, visit.recorder.exhibit)
            if shown is not None:
                record = visit.recorder.shown(url, shown.at, body_of(shown), None)
                data["answers"][BROWSER] = browser_told(shown.final_url, shown.status, record)
            found.append(Probe("cloaking", url, at, data))
    return found


async def _in_browser(visit: Visit, url: str) -> Rendered | None:
    """The page as a browser shows it; None without a browser, and when it does not open there."""
    try:
        async with open_window(visit) as browser:
            shown = await show(browser, visit, url)
    except Unavailable as error:
        log.info("not compared with what a browser shows: %s", error)
        return None
    return None if refusal(shown) else shown


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
