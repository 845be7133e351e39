"""The scan of a site's sample in the browser: planned in one step, so that a crawl carried on scans the same pages."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from core.errors import AddressError, Unavailable
from core.snapshot import Look, PageKind
from core.snapshot.codec import dump
from crawler.chromium import demand_chromium
from crawler.extract import normalise
from crawler.extract.address import is_own_host
from crawler.progress import Phase
from crawler.record.store import put_scan, remember
from crawler.spider.sampling import Sampling
from crawler.spider.scan_walk import walk_measurers, walk_told
from crawler.spider.scripted_pages import recorded_columns
from crawler.verdicts.challenge import is_challenge

if TYPE_CHECKING:
    from crawler.render import Measurer, Scanned, Scanner
    from crawler.spider.visit import Visit

log = logging.getLogger(__name__)

#: Name under which the crawl remembers why nothing was scanned (Chinese).
UNSCANNED = "unscanned"
#: Largest scan of one page, characters of JSON.
MAX_DATA = 1_500_000
_PENDING = "SELECT * FROM sample WHERE NOT EXISTS (SELECT 1 FROM scan WHERE scan.url = sample.url) ORDER BY id"


async def scan_sample(visit: Visit) -> None:
    """Scan the sample, or what is left of it. Without a browser the reason is remembered, and nothing is scanned."""
    why = _why_not(visit)
    if not why:
        visit.tell(Phase.SCAN)
        try:
            # Choosing a sample reads a hundred pages: only for a browser that is there.
            demand_chromium(visit.options.browser)
            _plan(visit)
            await _scan(visit)
        except Unavailable as error:
            why = str(error)
    if why:
        with visit.recorder.step():
            remember(visit.recorder.db, UNSCANNED, f"无法用浏览器检测无障碍：{why}")


def _why_not(visit: Visit) -> str:
    if not visit.options.scan_pages or visit.options.max_depth == 0:
        return "设置 scan_pages 为 0，或者本次只查指定页面"
    if visit.job.since:
        return "本次只查近期更新的内容"
    return "超过单站采集时限或磁盘空间上限" if visit.over else ""


def _plan(visit: Visit) -> None:
    db = visit.recorder.db
    if db.execute("SELECT 1 FROM sample").fetchone():
        return
    sampling = Sampling(db, visit.recorder.folder, recorded_columns(db, _registered(visit)))
    rows = sampling.choose(visit.options.scan_pages, _watched(visit))
    with visit.recorder.step():
        db.executemany("INSERT INTO sample (url, reason) VALUES (?, ?)", rows)


def _registered(visit: Visit) -> Iterator[str]:
    for column in visit.job.columns:
        with suppress(AddressError):
            yield normalise(column.url, visit.job.site.home)


def _watched(visit: Visit) -> Iterator[str]:
    """Pages on which what is still open was seen in a scan: only another scan sees it gone."""
    watches = [watch for watch in visit.job.watches if Look.SCAN in watch.looks]
    yield from sorted({url for watch in watches for url in watch.pages})


async def _scan(visit: Visit) -> None:
    pending = [(str(row["url"]), str(row["reason"])) for row in visit.recorder.db.execute(_PENDING)]
    if not pending:
        return
    # Most of a crawl needs no browser, and its driver takes long to load.
    from crawler.render import RenderOptions, Scanner  # noqa: PLC0415

    options = visit.options
    wanted = RenderOptions(
        browser=options.browser,
        identity=options.identity,
        tabs=options.scan_tabs,
        allow_private=options.allow_private,
        dns_servers=options.dns_servers,
    )
    own = partial(is_own_host, site=visit.job.site)
    async with Scanner(wanted, visit.fetcher.resolver, own) as scanner:
        turn, waiting = asyncio.Lock(), iter(pending)
        walked = await walk_measurers(visit, scanner)
        async with asyncio.TaskGroup() as group:
            for _ in range(options.scan_tabs):
                group.create_task(_take_turns(visit, scanner, turn, waiting, walked))


async def _take_turns(
    visit: Visit,
    scanner: Scanner,
    turn: asyncio.Lock,
    waiting: Iterator[tuple[str, str]],
    walked: Mapping[str, Sequence[Measurer]],
) -> None:
    for url, reason in waiting:
        if visit.over:
            return
        async with turn:
            # However many tabs there are, the site is asked for one page after the other, with the pause it is due.
            await asyncio.sleep(visit.options.delay)
        _record(visit, url, reason, await scanner.scan(url, walked.get(url, ())), scanner.versions)
        visit.tell(Phase.SCAN, url)


def _record(visit: Visit, url: str, reason: str, found: Scanned, engine: dict[str, str]) -> None:
    recorder = visit.recorder
    home = recorder.db.execute("SELECT kind FROM page WHERE url = ?", (url,)).fetchone()["kind"] == PageKind.HOME
    failure = unfit(found, home=home)
    with recorder.step():
        names = [recorder.keep_shot(shot) for _, shot in found.pictures]
        for (node, _), name in zip(found.pictures, names, strict=True):
            node["shot"] = name
        for probe in [] if failure else walk_told(visit, url, found):
            recorder.probe(probe)
        found.measures.clear()
        data, shots = scan_data(found, engine), names
        if len(text := json.dumps(data)) > MAX_DATA:
            failure, data, shots = f"size: {len(text)} characters", scan_data(found, engine, empty=True), []
        record = recorder.scanned(url, found.at, data)
        written = dump(data).encode("utf-8", "replace").decode()
        put_scan(recorder.db, (url, reason, found.at), failure, written, shots, record)


def scan_data(found: Scanned, engine: dict[str, str], *, empty: bool = False) -> dict[str, Any]:
    """The document that is kept of a scan, as `core.snapshot.scan.scan_from` reads it."""
    return {
        "final_url": found.final_url[:2000],
        "status": found.status,
        "settled": found.settled,
        "missed": list(found.missed),
        "lacking": [list(each) for each in found.lacking],
        "errors": found.errors,
        "engine": engine,
        "views": [] if empty else found.views,
        "measures": {} if empty else found.measures,
    }


def unfit(found: Scanned, *, home: bool) -> str:
    """Why what was scanned is not the page itself, or not whole (English); empty: it is."""
    if found.failure:
        return found.failure
    if not 200 <= found.status < 300:
        return f"HTTP {found.status}" if found.status else "no document"
    if found.head and is_challenge(found.head.encode("utf-8", "replace"), whole=True):
        return "anti-bot page"
    asked, shown = urlsplit(found.url), urlsplit(found.final_url)
    moved = shown.hostname != asked.hostname or (shown.path.rstrip("/") != asked.path.rstrip("/") and not home)
    return f"moved: a script led to {found.final_url[:300]}" if moved else ""
