"""Addresses that browsers put right: followed as browsers open them, listed as they are written."""

import asyncio
from pathlib import Path

from core.county import Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import page, serve


async def test_followed_and_listed(tmp_path: Path) -> None:
    answers = {"/": page("首页", "\\a\\b.html", "c d.html", "gone e.html"), "/a/b.html": page("甲")}
    answers["/c%20d.html"] = page("乙")
    async with serve(answers) as live:
        site, folder = Site("s", "云岭", live.home), tmp_path / "s"
        options = CrawlOptions.from_settings(Settings(retry_wait=0), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
        with open_snapshot(folder) as snapshot:
            found = {link.target.removeprefix(live.home): link.resource for link in snapshot.links()}
            recorded = {row.url.removeprefix(live.home) for row in snapshot.pages()}
    assert {target: resource and resource.verdict for target, resource in found.items()} == {
        "a/b.html": Verdict.OK,
        "c%20d.html": Verdict.OK,
        "gone%20e.html": Verdict.DEAD,
        "\\a\\b.html": Verdict.MALFORMED,
        "c d.html": Verdict.MALFORMED,
        "gone e.html": Verdict.MALFORMED,
    }
    assert recorded == {"", "a/b.html", "c%20d.html"}
