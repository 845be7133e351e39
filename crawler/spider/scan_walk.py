"""The walk in the tab of the scan: a page that is scanned and walked is opened once."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.snapshot import Probe
from crawler.extract.address import is_own_host
from crawler.spider.visit import Visit
from crawler.spider.walk_probes import wanted, with_shots

if TYPE_CHECKING:
    from crawler.render import Measurer, Scanned, Scanner


#: Hosts whose scripts count visitors or put an official mark (党政机关网站标识, 政府网站找错) at a page's foot.
#: Nearly every site has them: what else a page holds, and how it works, is the same without.
_BESIDE = re.compile(
    r"(?:(?:dcs|bszs)\.conac\.cn|zfwzgl\.www\.gov\.cn|hm\.baidu\.com|(?:.+\.)?cnzz\.com"
    r"|www\.(?:googletagmanager|google-analytics)\.com)"
)


async def walk_measurers(visit: Visit, scanner: Scanner) -> dict[str, tuple[Measurer, ...]]:
    """What to measure in the scan's own tab, by page; nothing when the browser misses known faults."""
    from playwright.async_api import Error  # noqa: PLC0415

    from crawler.render.walk.canary import missed_on_canary  # noqa: PLC0415
    from crawler.render.walk.measurers import KEYBOARD, REFLOW  # noqa: PLC0415

    pages = [url for url in dict.fromkeys(wanted(visit)) if await visit.robots.allows(url)]
    try:
        missed = await scanner.trial(missed_on_canary) if pages else ()
    except (Error, TimeoutError):
        return {}
    if missed:
        return {}
    unfit = partial(_unfit, visit)
    return dict.fromkeys(pages, tuple(replace(one, unfit=unfit) for one in (REFLOW, KEYBOARD)))


def walk_told(visit: Visit, url: str, found: Scanned) -> list[Probe]:
    """The probes of what was measured in the scan's tab; what was not is left to `measure_walk`."""
    return [
        Probe(kind, url, found.at, with_shots(visit, data, found.shots[kind]))
        for kind, data in found.measures.items()
        if "failure" not in data
    ]


def _unfit(visit: Visit, found: Scanned) -> str:
    """The scan serves the site's own hosts only: what others' files would have made of the page is not seen there."""
    foreign = next((url for _, url in found.lacking if not _is_known(visit, url)), "")
    return f"foreign: {foreign}" if foreign else ""


def _is_known(visit: Visit, url: str) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    return is_own_host(host, parts.port or 80, visit.job.site) or _BESIDE.fullmatch(host) is not None
