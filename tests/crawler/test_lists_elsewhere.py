"""Lists whose data comes from another host: part of the page that shows it, and nothing of that host is crawled."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from aiohttp import web

from checks.freshness.entries import read_entries
from core.county import Column, ColumnCategory, Site
from core.snapshot import GapReason, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, LiveSite, page, serve

PLATFORM = "127.0.0.2"


async def crawled(folder: Path, home: str, allow: tuple[str, ...], robots: str) -> Path:
    site = Site("yunling", "云岭县人民政府", home, allow_private=allow, robots=robots)
    columns = (Column("yunling", "政务动态", f"{home}zwdt/", ColumnCategory.NEWS),)
    options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30, attempts=1, render_pages=0), site)
    job = CrawlJob(site, columns, folder / "snapshot", (), options)
    return await asyncio.to_thread(crawl_site, job, lambda _: None)


def rows(home: str) -> web.Response:
    stated = {"title": "关于开展冬季安全生产大检查的通知", "url": f"{home}art/1.html", "date": "2026-11-20"}
    relative = {"title": "县政府召开春耕生产工作部署会议", "url": "/art/2.html", "date": "2026-11-19"}
    theirs = {"title": "全省医疗保障待遇调整情况说明", "url": "http://127.0.0.2:1/art/3.html", "date": "2026-11-18"}
    return web.json_response({"total": 3, "rows": [stated, relative, theirs]})


def site_of(platform: LiveSite) -> dict[str, Body]:
    script = f"<ul id=l></ul><script>$.get('{platform.home}api/list?cid=7&page=1', show)</script>"
    return {"/": page("首页", "/zwdt/"), "/zwdt/": page("政务动态", extra=script), "/art/1.html": page("稿件")}


async def test_data_of_another_host_is_the_pages_and_its_pages_are_not(tmp_path: Path) -> None:
    theirs: dict[str, Body] = {"/robots.txt": web.Response(text="User-agent: *\nDisallow: /art/\n")}
    async with serve(theirs, PLATFORM) as platform:
        async with serve(site_of(platform)) as live:
            theirs["/api/list?cid=7&page=1"] = rows(live.home)
            folder = await crawled(tmp_path, live.home, (f"{PLATFORM}/32",), "ignore")
            assert platform.asked == ["GET /robots.txt", "GET /api/list?cid=7&page=1"]
            # Where a relative address leads only the script knows.
            assert not [asked for asked in live.asked if "/art/2" in asked]
        with open_snapshot(folder) as snapshot:
            (data,) = snapshot.data_of(f"{live.home}zwdt/")
            assert [item.day for item in data.items] == [date(2026, 11, day) for day in (20, 19, 18)]
            found = snapshot.resource(data.source)
            assert found is not None and found.record is not None and not found.internal
            targets = {link.target for link in snapshot.links()}
            assert f"{live.home}art/1.html" in targets and "http://127.0.0.2:1/art/3.html" in targets
            assert f"{live.home}art/2.html" not in targets and f"{platform.home}art/2.html" not in targets
            assert snapshot.page(f"{live.home}art/1.html") is not None
            assert snapshot.complete


@pytest.mark.parametrize("why", ["robots", "guard", "refusal"])
async def test_what_may_not_be_asked_or_does_not_answer_is_told(tmp_path: Path, why: str) -> None:
    rules = "User-agent: *\nDisallow: /api/\n" if why == "robots" else ""
    refused = web.Response(status=403, text="no")
    theirs: dict[str, Body] = {"/robots.txt": web.Response(text=rules), "/api/list?cid=7&page=1": refused}
    async with serve(theirs, PLATFORM) as platform, serve(site_of(platform)) as live:
        allow = () if why == "guard" else (f"{PLATFORM}/32",)
        folder = await crawled(tmp_path, live.home, allow, "obey")
        assert bool([asked for asked in platform.asked if "/api/" in asked]) == (why == "refusal")
        with open_snapshot(folder) as snapshot:
            (gap,) = (gap for gap in snapshot.gaps() if gap.reason == GapReason.LIST_UNREAD)
            assert (gap.example, gap.count) == (f"{platform.home}api/list?cid=7&page=1", 1)
            column = snapshot.page(f"{live.home}zwdt/")
            assert column is not None and not read_entries(column, snapshot).said_none
            assert not snapshot.complete
