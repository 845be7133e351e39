"""The search box is tried once by GET, the home page's own scripts are read for the notice; no form is ever sent."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from core.county import Site
from core.snapshot import open_snapshot
from core.snapshot.warc import read_record
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, page, serve

SEARCH = '<form action="/search" class="search"><input name="q"><button>搜索</button></form>'
MESSAGE = (
    '<form action="/letter/save" method="post"><input name="title"><textarea name="text"></textarea></form>'
    '<form action="/letter/query" method="post"><input name="number"><button>查询</button></form>'
)
QUERY = "/search?q=%E9%80%9A%E7%9F%A5"
AWAY = '<a href="http://127.0.0.9:1/">友情链接</a>'
NOTICE = "function leave() { return confirm('您访问的链接即将离开“云岭县”门户网站，是否继续？') }"


async def probe(folder: Path, answers: dict[str, Body], kind: str, asked: list[str] | None = None) -> dict[str, Any]:
    async with serve(answers) as live:
        site = Site("yunling", "云岭县人民政府", live.home)
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
        if asked is not None:
            asked += live.asked
    with open_snapshot(folder) as snapshot:
        (found,) = snapshot.probes(kind)
        assert found.record is not None
        assert read_record(folder, found.record).kind == "metadata"
        return dict(found.data)


async def test_search_is_tried_once_and_no_form_is_sent(tmp_path: Path) -> None:
    asked: list[str] = []
    answers: dict[str, Body] = {
        "/": page("首页", extra=SEARCH + MESSAGE),
        QUERY: "<p>结果</p><a href=/a.html>关于放假的通知</a>",
        "/search": "",
        "/letter/save": "",
        "/letter/query": "",
    }
    found = await probe(tmp_path / "s", answers, "search", asked)
    assert (found["how"], found["verdict"], found["status"], found["results"]) == ("get", "ok", 200, 1)
    assert asked.count(f"GET {QUERY}") == 1
    assert [line for line in asked if not line.startswith(("GET ", "HEAD "))] == []


async def test_a_search_that_is_gone(tmp_path: Path) -> None:
    found = await probe(tmp_path / "s", {"/": page("首页", extra=SEARCH)}, "search")
    assert (found["verdict"], found["status"]) == ("dead", 404)


async def test_a_search_that_finds_nothing(tmp_path: Path) -> None:
    body: dict[str, Body] = {"/": page("首页", extra=SEARCH), QUERY: page("搜索", extra="<p>没有找到相关内容</p>")}
    found = await probe(tmp_path / "s", body, "search")
    assert (found["results"], found["nothing"]) == (0, True)


async def test_robots_keep_us_from_searching(tmp_path: Path) -> None:
    body: dict[str, Body] = {
        "/": page("首页", extra=SEARCH),
        "/robots.txt": b"User-agent: *\nDisallow: /search\n",
    }
    assert (await probe(tmp_path / "s", body, "search"))["how"] == "robots"


async def test_a_search_elsewhere_is_not_ours_to_try(tmp_path: Path) -> None:
    other = SEARCH.replace("/search", "http://127.0.0.9:1/search")
    assert (await probe(tmp_path / "s", {"/": page("首页", extra=other)}, "search"))["how"] == "elsewhere"


async def test_the_notice_in_the_sites_own_script(tmp_path: Path) -> None:
    scripts = "<script src=/a.js></script><script src=/b.js></script><script src=http://127.0.0.9:1/c.js></script>"
    answers: dict[str, Body] = {
        "/": page("首页", extra=AWAY + scripts),
        "/a.js": b"var a = 1",
        "/b.js": NOTICE.encode(),
    }
    found = await probe(tmp_path / "s", answers, "leaving")
    assert found["notice"].endswith("/b.js")
    answers["/b.js"] = b"var b = 1"
    assert await probe(tmp_path / "t", answers, "leaving") == {"notice": "", "read": 2, "unread": 1}


async def test_the_notice_on_the_page_itself(tmp_path: Path) -> None:
    found = await probe(tmp_path / "s", {"/": page("首页", extra=f"{AWAY}<script>{NOTICE}</script>")}, "leaving")
    assert found["notice"]


async def test_without_links_away_no_script_is_read(tmp_path: Path) -> None:
    answers: dict[str, Body] = {"/": page("首页", extra="<script src=/a.js></script>"), "/a.js": b"var a"}
    assert await probe(tmp_path / "s", answers, "leaving") == {"notice": "", "read": 0, "unread": 0}
