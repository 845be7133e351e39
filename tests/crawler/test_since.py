"""A quick look fetches the home page, the columns and what is new, says so, and is never taken for the whole site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from aiohttp import web

from core.county import Column
from core.errors import CrawlError
from core.snapshot import Gap, GapReason, Verdict, open_snapshot
from core.snapshot.dom import PageDom
from crawler.crawl import CrawlJob
from tests.crawler.site import Body, LiveSite, page, serve
from tests.crawler.test_crawl import crawl, job_of

SINCE = date(2026, 11, 20)
ARTICLES = 30


def entries(*articles: tuple[str, str]) -> str:
    rows = "".join(f'<li><a href="{href}">关于{href}的通知公告</a><span>{day}</span></li>' for href, day in articles)
    return f"<ul>{rows}</ul>"


def site() -> dict[str, Body]:
    old = [(f"/a{n}.html", f"2026-10-{n % 28 + 1:02}") for n in range(ARTICLES)]
    return {
        "/": page("首页", "/list/", "/about.html", "/file.pdf"),
        "/list/": page("通知公告", "/", extra=entries(*old)),
        "/about.html": page("概况", "/"),
        "/file.pdf": b"%PDF-1.7 0000",
        **{href: page(f"文章{href}", "/", "/list/", "/deep.html") for href, _ in old},
        "/deep.html": page("深处", "/"),
    }


def quick(job: CrawlJob, live: LiveSite, folder: Path) -> CrawlJob:
    previous = job.folder if job.folder.is_dir() else None
    live.asked.clear()
    return replace(job, folder=folder, previous=previous, since=SINCE)


def job_with_column(live: LiveSite, folder: Path) -> CrawlJob:
    job = job_of(live, folder)
    return replace(job, columns=(Column(job.site.key, "通知公告", f"{live.home}list/"),))


def fetched(live: LiveSite) -> set[str]:
    paths = {line.partition(" ")[2] for line in live.asked} - {"/robots.txt", "/sitemap.xml"}
    # What cannot exist is asked to learn how the site says so.
    return {path for path in paths if not path.startswith("/xunjian-")}


async def test_only_home_columns_and_what_is_new_are_fetched(tmp_path: Path) -> None:
    answers = site()
    async with serve(answers) as live:
        job = job_with_column(live, tmp_path / "whole")
        await crawl(job)
        answers["/list/"] = page(
            "通知公告", "/", extra=entries(("/new.html", "2026-11-21"), ("/a1.html", "2026-10-02"))
        )
        answers["/new.html"] = page("新文章", "/", "/a2.html", "/new.pdf", "/next.html")
        answers["/new.pdf"] = b"%PDF-1.7 0000"
        answers["/next.html"] = page("新文章所指", "/")
        await crawl(quick(job, live, tmp_path / "quick"))
        # /next.html is new too, but only linked from what is new: checked as a link, not walked.
        assert fetched(live) == {"/", "/list/", "/new.html", "/new.pdf", "/next.html"}
        with open_snapshot(tmp_path / "quick") as snapshot:
            pages = [item.url.removeprefix(live.home) for item in snapshot.pages()]
            assert pages == ["", "list/", "new.html"]
            assert snapshot.manifest.sanity.sound, snapshot.manifest.sanity.reasons
            assert snapshot.manifest.since == "2026-11-20"
            assert not snapshot.complete
            assert snapshot.resource(f"{live.home}a1.html") is None
            (gap,) = [gap for gap in snapshot.gaps() if gap.reason == GapReason.QUICK_LOOK]
            assert gap.count == 4  # about, file, a1, a2
            assert "2026-11-20" in gap.detail


async def test_a_known_page_that_a_list_dates_anew_is_fetched(tmp_path: Path) -> None:
    answers = site()
    async with serve(answers) as live:
        job = job_with_column(live, tmp_path / "whole")
        await crawl(job)
        answers["/list/"] = page("通知公告", "/", extra=entries(("/a1.html", "2026-11-22"), ("/a2.html", "2026-10-02")))
        await crawl(quick(job, live, tmp_path / "quick"))
        assert fetched(live) == {"/", "/list/", "/a1.html"}


async def test_a_sitemap_tells_what_was_changed(tmp_path: Path) -> None:
    answers = site()
    async with serve(answers) as live:
        job = job_with_column(live, tmp_path / "whole")
        await crawl(job)
        rows = "".join(
            f"<url><loc>{live.home}{name}</loc><lastmod>{day}</lastmod></url>"
            for name, day in (("a3.html", "2026-11-22T08:00:00+08:00"), ("a4.html", "2026-11-01"), ("a5.html", ""))
        )
        sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        answers["/sitemap.xml"] = sitemap.encode()
        await crawl(quick(job, live, tmp_path / "quick"))
        assert fetched(live) == {"/", "/list/", "/a3.html"}


async def test_without_an_earlier_snapshot_dates_tell(tmp_path: Path) -> None:
    answers = site()
    answers["/list/"] = page("通知公告", "/", extra=entries(("/a1.html", "2026-11-22"), ("/a2.html", "2026-10-02")))
    async with serve(answers) as live:
        job = job_with_column(live, tmp_path / "whole")
        await crawl(quick(job, live, tmp_path / "quick"))
        with open_snapshot(tmp_path / "quick") as snapshot:
            pages = [item.url.removeprefix(live.home) for item in snapshot.pages()]
        assert pages == ["", "a1.html", "list/"]


async def test_style_sheets_of_new_pages_are_read(tmp_path: Path) -> None:
    answers = site()
    async with serve(answers) as live:
        job = job_with_column(live, tmp_path / "whole")
        await crawl(job)
        answers["/list/"] = page("通知公告", "/", extra=entries(("/new.html", "2026-11-21")))
        answers["/new.html"] = page("新文章", "/", extra="<link rel=stylesheet href=/new.css>")
        answers["/new.css"] = web.Response(text="img { display: none }", content_type="text/css")
        await crawl(quick(job, live, tmp_path / "quick"))
        with open_snapshot(tmp_path / "quick") as snapshot:
            found = snapshot.page(f"{live.home}new.html")
            assert found is not None
            assert isinstance(found.dom, PageDom)
            assert found.dom.sheet(f"{live.home}new.css") == "img { display: none }"


async def test_nothing_new_is_told_too(tmp_path: Path) -> None:
    async with serve({"/": page("首页")}) as live:
        await crawl(quick(job_of(live, tmp_path / "none"), live, tmp_path / "quick"))
        with open_snapshot(tmp_path / "quick") as snapshot:
            detail = "快速查看：只看首页、登记栏目，以及2026-11-20以来新出现的内容"
            assert list(snapshot.gaps()) == [Gap(GapReason.QUICK_LOOK, live.home, 0, detail)]
            home = snapshot.resource(live.home)
            assert home is not None
            assert home.verdict is Verdict.OK


async def test_an_unfinished_quick_look_is_not_carried_on_as_a_whole_crawl(tmp_path: Path) -> None:
    async with serve(site()) as live:
        job = replace(job_of(live, tmp_path / "s"), since=SINCE)
        job.partial.mkdir()
        (job.partial / "job.json").write_text(job.to_json(), "utf-8")
        with pytest.raises(CrawlError, match="快速查看"):
            await crawl(replace(job, since=None))
        await crawl(job)
