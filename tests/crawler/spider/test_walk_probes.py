"""A whole crawl walks through its pages: what was measured is sealed, with pictures; without a browser it says why."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.county import Site
from core.outcome import Outcome
from core.snapshot import PageKind, open_snapshot
from crawler.crawl import crawl_site
from crawler.job import CrawlJob
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.render.walk.walking import needs_chromium
from tests.crawler.site import Body, page, serve
from tests.support.judging import judge

HOME = '<div id="only" onclick="go()">只能用鼠标</div><button type="button">适老版</button>'


FOREIGN = '<script src="http://127.0.0.9:9/a.js"></script>'


async def crawled(folder: Path, **changes: object) -> Path:
    answers: dict[str, Body] = {"/": page("首页", "/a.html", extra=HOME), "/a.html": page("文章", extra=FOREIGN)}
    async with serve(answers) as live:
        site = Site("yunling", "云岭县人民政府", live.home)
        settings = Settings(retry_wait=0, timeout=30, walk_pages=2).model_copy(update=changes)
        job = CrawlJob(site, (), folder / "snapshot", (), CrawlOptions.from_settings(settings, site))
        return await asyncio.to_thread(crawl_site, job, lambda _: None)


@needs_chromium
async def test_measured_pages_are_sealed_with_pictures(tmp_path: Path) -> None:
    folder = await crawled(tmp_path, scan_pages=2)
    with open_snapshot(folder) as snapshot:
        (home,) = snapshot.pages(PageKind.HOME)
        keyboard, reflow = home.measured("keyboard"), home.measured("reflow")
        assert keyboard is not None and reflow is not None
        (told,) = keyboard.data["mouse"]
        assert told["selector"].endswith("div#only")
        assert snapshot.shot(told["shot"]).startswith(b"\xff\xd8\xff")
        assert len(list(snapshot.probes("keyboard"))) == len(list(snapshot.probes("reflow"))) == 2
        scanned = {scan.url: scan.at for scan in snapshot.scans()}
        again = [one.subject for one in snapshot.probes("keyboard") if one.at != scanned[one.subject]]
        # In the scan's own tab, unless the page lacks there what only another host has.
        assert again == [f"{snapshot.site.home}a.html"]
    assert [found.outcome for found in judge("ageing.effect", folder)] == [Outcome.FAILED]
    assert Outcome.FAILED in {found.outcome for found in judge("a11y.keyboard_reach", folder)}


async def test_without_a_browser_the_reason_is_told(tmp_path: Path) -> None:
    folder = await crawled(tmp_path, browser="none")
    for check in ("a11y.keyboard_reach", "ageing.entry"):
        (found,) = judge(check, folder)
        assert (found.outcome, "browser" in found.message) == (Outcome.UNTESTED, True)


async def test_it_can_be_left_out(tmp_path: Path) -> None:
    (found,) = judge("a11y.reflow", await crawled(tmp_path, walk_pages=0))
    assert (found.outcome, "walk_pages" in found.message) == (Outcome.UNTESTED, True)
