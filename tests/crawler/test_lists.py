"""Crawls of lists that scripts page and feed, on real servers: followed as links, and nobody accused of a guess."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from aiohttp import web

from core.county import Column, ColumnCategory, Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, page, serve

TITLE = "关于开展冬季安全生产大检查的通知"


async def crawled(folder: Path, home: str, *paths: str) -> Path:
    site = Site("yunling", "云岭县人民政府", home)
    columns = tuple(Column("yunling", path, home + path, ColumnCategory.NEWS) for path in paths)
    options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), site)
    return await asyncio.to_thread(
        crawl_site, CrawlJob(site, columns, folder / "snapshot", (), options), lambda _: None
    )


def entries(*days: str, start: int = 0) -> str:
    rows = (
        f"<li><a href=/art/{start + n}.html>{TITLE}{start + n}</a><span>{day}</span></li>" for n, day in enumerate(days)
    )
    return f"<ul>{''.join(rows)}</ul>"


async def test_next_pages_of_a_paging_script_are_crawled(tmp_path: Path) -> None:
    script = "<script>createPageHTML(3,{},'index','html')</script>"
    answers: dict[str, Body] = {
        "/": page("首页", "/tzgg/"),
        "/tzgg/": page("通知公告", extra=entries("2026-11-01") + script.format(0)),
        "/tzgg/index_1.html": page("通知公告", extra=entries("2026-11-20", start=10) + script.format(1)),
        "/art/0.html": page("稿件0"),
        "/art/10.html": page("稿件10"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "tzgg/")
    with open_snapshot(folder) as snapshot:
        listed = snapshot.listed(f"{live.home}tzgg/")
        assert [item.day for item in listed] == [date(2026, 11, 1), date(2026, 11, 20)]
        assert snapshot.page(f"{live.home}art/10.html") is not None
        # The guessed third page does not exist: no link, so no finding, and no gap.
        assert f"{live.home}tzgg/index_2.html" not in {link.target for link in snapshot.links()}
        assert snapshot.complete


async def test_entries_of_data_are_links_and_their_pages_are_crawled(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/": page("首页", "/zwdt/"),
        "/zwdt/": page("政务动态", extra="<ul id=l></ul><script>$.get('/api/list?cid=1&page=' + n, show)</script>"),
        "/api/list?cid=1&page=1": web.json_response(
            {"data": {"html": entries("2026-11-20", "2026-11-19"), "count": 3}}
        ),
        "/api/list?cid=1&page=2": web.json_response({"data": {"html": entries("2026-10-01", start=2), "count": 3}}),
        "/art/0.html": page("稿件0"),
        "/art/2.html": page("稿件2"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "zwdt/")
    with open_snapshot(folder) as snapshot:
        assert [item.day for item in snapshot.listed(f"{live.home}zwdt/")] == [
            date(2026, 11, 20), date(2026, 11, 19), date(2026, 10, 1),
        ]  # fmt: skip
        assert {row.total for row in snapshot.data_of(f"{live.home}zwdt/")} == {3}
        assert snapshot.page(f"{live.home}art/2.html") is not None
        gone = snapshot.resource(f"{live.home}art/1.html")
        assert gone is not None and gone.verdict is Verdict.DEAD
        assert f"{live.home}art/1.html" in {link.target for link in snapshot.links()}


async def test_the_list_in_a_frame_is_the_columns_and_is_followed_from_there(tmp_path: Path) -> None:
    following = "<a href=33.jsp?page=2>下一页</a>"
    answers: dict[str, Body] = {
        "/": page("首页", "/zwdt/"),
        "/zwdt/": page("政务动态", extra="<h2>政务动态</h2><iframe src=/inner/33.jsp width=100% height=800></iframe>"),
        "/inner/33.jsp": f"<html><body>{entries('2026-11-20', '2026-11-19')}{following}</body></html>",
        "/inner/33.jsp?page=2": f"<html><body>{entries('2026-10-01', start=2)}</body></html>",
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "zwdt/")
    with open_snapshot(folder) as snapshot:
        listed = snapshot.listed(f"{live.home}zwdt/")
        assert [item.day for item in listed] == [date(2026, 11, 20), date(2026, 11, 19), date(2026, 10, 1)]


async def test_data_that_does_not_come_accuses_nobody(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/": page("首页", "/zwdt/"),
        "/zwdt/": page("政务动态", extra="<ul id=list></ul><script>$.get('/api/list?cid=1', show)</script>"),
        "/api/list": web.json_response({"code": 401, "msg": "请先登录"}),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home, "zwdt/")
    with open_snapshot(folder) as snapshot:
        assert list(snapshot.data_of(f"{live.home}zwdt/")) == []
        assert {link.target for link in snapshot.links()} == {f"{live.home}zwdt/"}
