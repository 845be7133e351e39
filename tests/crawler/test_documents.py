"""Crawls that read style sheets, sitemaps and feeds, on real servers."""

from __future__ import annotations

import asyncio
from pathlib import Path

from aiohttp import web

from core.county import Site
from core.snapshot import Snapshot, Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, page, serve


def css(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/css")


def xml(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/xml")


async def crawled(folder: Path, home: str) -> Path:
    site = Site("yunling", "云岭县人民政府", home)
    options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), site)
    return await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder / "snapshot", (), options), lambda _: None)


def verdict(snapshot: Snapshot, url: str) -> Verdict | None:
    found = snapshot.resource(url)
    return found.verdict if found else None


async def test_links_of_a_style_sheet_stand_in_the_sheet(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/": page("首页", extra="<link rel=stylesheet href=/a/site.css>"),
        "/a/site.css": css("@import 'more.css'; h1 { background: url(gone.png) }"),
        "/a/more.css": css("@import 'site.css'; p { background: url(/there.png) }"),
        "/there.png": web.Response(body=b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="image/png"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home)
    with open_snapshot(folder) as snapshot:
        assert verdict(snapshot, f"{live.home}a/gone.png") is Verdict.DEAD
        assert verdict(snapshot, f"{live.home}there.png") is Verdict.OK
        (gone,) = [link for link in snapshot.links() if link.target.endswith("gone.png")]
        assert [sample.page for sample in gone.samples] == [f"{live.home}a/site.css"]
        assert snapshot.document(f"{live.home}a/more.css") is not None
        assert snapshot.complete


async def test_a_page_in_a_sheets_place_is_no_document(tmp_path: Path) -> None:
    extra = "<link rel=stylesheet href=/site.css>"
    answers: dict[str, Body] = {"/": page("首页", extra=extra), "/site.css": page("错误")}
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home)
    with open_snapshot(folder) as snapshot:
        assert snapshot.document(f"{live.home}site.css") is None
        assert snapshot.resource(f"{live.home}site.css") is not None


async def test_pages_that_only_a_sitemap_tells_are_crawled(tmp_path: Path) -> None:
    answers: dict[str, Body] = {}
    async with serve(answers) as live:
        part = f"<url><loc>{live.home}orphan.html</loc></url><url><loc>{live.home}gone.html</loc></url>"
        answers |= {
            "/": page("首页", "/linked.html"),
            "/linked.html": page("有链接的"),
            "/orphan.html": page("没有链接的", "/below.html"),
            "/below.html": page("下面的"),
            "/robots.txt": web.Response(text=f"User-agent: *\nDisallow:\nSitemap: {live.home}index.xml\n"),
            "/index.xml": xml(f"<sitemapindex><sitemap><loc>{live.home}part.xml</loc></sitemap></sitemapindex>"),
            "/part.xml": xml(f"<urlset>{part}</urlset>"),
        }
        folder = await crawled(tmp_path, live.home)
    with open_snapshot(folder) as snapshot:
        pages = {item.url.removeprefix(live.home) for item in snapshot.pages()}
        assert pages == {"", "linked.html", "orphan.html", "below.html"}
        assert verdict(snapshot, f"{live.home}gone.html") is Verdict.DEAD
        assert not snapshot.has_link_to(f"{live.home}sitemap.xml"), "guessed: it accuses nobody"
        assert snapshot.complete


async def test_a_feed_that_a_page_links_to_is_read(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/": page("首页", "/rss.xml"),
        "/rss.xml": xml("<rss><channel><item><title>一条公告</title><link>/gone.html</link></item></channel></rss>"),
    }
    async with serve(answers) as live:
        folder = await crawled(tmp_path, live.home)
    with open_snapshot(folder) as snapshot:
        assert verdict(snapshot, f"{live.home}rss.xml") is Verdict.OK
        assert verdict(snapshot, f"{live.home}gone.html") is Verdict.DEAD
