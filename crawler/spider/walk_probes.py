"""A few pages of a site walked through as visitors without a mouse, with poor sight or of great age do.

Links, buttons, lists to choose from and keys are used, forms are never sent. Pages that are scanned are walked in the
scan's own tab, so that they are opened once; the scan serves a site's own hosts only, so pages that lacked files of
others are opened again here, where those answer. Entries to modes for the elderly are used here too, by visitors
without any past, after all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.clock import beijing_now
from core.errors import Unavailable
from core.snapshot import Look, PageKind, Probe
from crawler.chromium import demand_chromium
from crawler.spider.visit import Visit
from crawler.spider.window import render_options

if TYPE_CHECKING:
    from crawler.render.walk.walker import Walker

#: Kind of the probe that says why no page was walked (Chinese). Data: {"reason"}.
UNWALKED = "unwalked"
#: Seconds after which no further page is begun.
_BEGIN = 100.0


async def measure_walk(visit: Visit) -> Sequence[Probe]:
    """Probes "keyboard" and "reflow" of at most `walk_pages` pages, and "ageing" of the home page.

    None on a quick look. Without a browser one probe says so.
    """
    if visit.quick or visit.options.max_depth == 0:
        return []
    home = visit.job.site.home
    if not visit.options.walk_pages:
        return [_unwalked(home, "设置 walk_pages 为 0：不用浏览器检查键盘操作、放大和适老化")]
    try:
        demand_chromium(visit.options.browser)
        # Most commands need no browser.
        from crawler.render.walk.walker import Walker  # noqa: PLC0415

        async with Walker(render_options(visit), visit.fetcher.resolver) as walker:
            if walker.missed:
                return [
                    _unwalked(home, f"检验页上的已知问题没有查出（{'、'.join(walker.missed)}），浏览器的结果不可信")
                ]
            return [*await _pages(visit, walker), await _mode(visit, walker)]
    except Unavailable as error:
        return [_unwalked(home, str(error))]


async def _pages(visit: Visit, walker: Walker) -> list[Probe]:
    from crawler.render.walk.walker import KINDS  # noqa: PLC0415

    found: list[Probe] = []
    loop = asyncio.get_running_loop()
    ends = loop.time() + _BEGIN
    for url in dict.fromkeys(wanted(visit)):
        for kind in KINDS:
            if _is_told(visit, kind, url):
                continue
            if visit.over or loop.time() > ends or not await visit.robots.allows(url):
                break
            at = beijing_now().isoformat()
            data, shots = await walker.walk(url, kind)
            found.append(Probe(kind, url, at, with_shots(visit, data, shots)))
            await asyncio.sleep(visit.options.delay)
    return found


async def _mode(visit: Visit, walker: Walker) -> Probe:
    at, home = beijing_now().isoformat(), visit.job.site.home
    data, shots = await walker.try_mode(home)
    names = {name: visit.recorder.keep_shot(shot) for name, shot in sorted(shots.items()) if shot}
    return Probe("ageing", home, at, {**data, "shots": names})


def wanted(visit: Visit) -> Iterator[str]:
    """Pages to walk: one of each kind, the home page first and scanned ones before others; watched ones still there."""
    db = visit.recorder.db
    kinds = (PageKind.HOME, PageKind.COLUMN, PageKind.ARTICLE, PageKind.OTHER)
    asked = "SELECT url FROM page WHERE kind = ? ORDER BY url NOT IN (SELECT url FROM sample), depth, url LIMIT ?"
    rows = [[str(row["url"]) for row in db.execute(asked, (kind, visit.options.walk_pages))] for kind in kinds]
    sample = [urls[turn] for turn in range(visit.options.walk_pages) for urls in rows if turn < len(urls)]
    yield from sample[: visit.options.walk_pages]
    watched = sorted({url for watch in visit.job.watches if Look.WALK in watch.looks for url in watch.pages})
    there = [url for url in watched if db.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone()]
    yield from there[: visit.options.walk_pages]


def _is_told(visit: Visit, kind: str, url: str) -> bool:
    asked = "SELECT 1 FROM probe WHERE kind = ? AND subject = ?"
    return visit.recorder.db.execute(asked, (kind, url)).fetchone() is not None


def with_shots(visit: Visit, data: Mapping[str, Any], shots: Mapping[str, bytes]) -> dict[str, Any]:
    """The data of a probe, each element with the name under which its picture is kept."""
    names = {selector: visit.recorder.keep_shot(shot) for selector, shot in shots.items() if shot}
    told: dict[str, Any] = _named(data, names)
    return told


def _named(told: Any, names: Mapping[str, str]) -> Any:
    """The same data, each element with the name of its picture."""
    if isinstance(told, list):
        return [_named(one, names) for one in told]
    if not isinstance(told, dict):
        return told
    found = {key: _named(one, names) for key, one in told.items()}
    return {**found, "shot": names.get(told["selector"], "")} if "selector" in told else found


def _unwalked(home: str, reason: str) -> Probe:
    return Probe(UNWALKED, home, beijing_now().isoformat(), {"reason": reason})
