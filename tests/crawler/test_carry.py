"""What an unchanged page brought is taken over row by row: the snapshot is the one that reading it again would give."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.county import Column
from core.snapshot import INDEX, RecordRef, Verdict, open_snapshot
from core.snapshot.warc import read_record
from crawler.crawl import CrawlJob
from crawler.fetch.sniff import HEAD_BYTES as FIRST
from crawler.probes import qr
from crawler.record import carry
from crawler.spider import file_reading
from crawler.spider.carrying import Carrying
from crawler.spider.run import run_crawl
from demo.files import docx, pdf
from tests.crawler.probes.test_qr import TEXT, code, encoded
from tests.crawler.site import LiveSite, page
from tests.crawler.test_crawl import job_of
from tests.crawler.test_repeat import Conditional, serving
from tests.crawler.traps import County, serve_made

ARTICLES = 30
#: Tables, and their columns that hold only when and where a crawl wrote them.
TABLES = {
    "page": {"id", "fetched_at", "warc_offset", "record_id"},
    "resource": {"id", "checked_at", "hops", "warc_offset", "record_id"},
    "link": {"id"},
    "fragment": set[str](),
    "document": set[str](),
    "lead": set[str](),
    "coverage": set[str](),
    "validator": {"warc_offset", "record_id", "size", "dated"},
    "reading": {"brief"},
}
Site = dict[str, str | bytes]


def county() -> Site:
    """A home page, two lists with pages that follow, articles that all carry the same links, and one deep page."""
    nav = '<div class="nav"><a href="/list/">通知公告</a><a href="/other/">政策</a><a href="http:///x">坏</a></div>'
    nav += '<a href="/list/#top">回到</a><a href="#lost">没有</a><a href=" /list/ x">空格</a>'
    nav += '<link rel="stylesheet" href="/s.css">'
    rows = "".join(
        f'<li><a href="/a{n}.html">关于第{n}件事的通知</a><span>11-{n % 20 + 1:02}</span></li>' for n in range(20)
    )
    return {
        "/": page("首页", "/list/", "/other/", "/file.pdf", extra=nav),
        "/list/": page("通知公告", extra=f'{nav}<ul>{rows}</ul><a href="/list/index_1.html">下一页</a>'),
        "/list/index_1.html": page("通知公告二", *(f"/a{n}.html" for n in range(20, ARTICLES)), extra=nav),
        "/other/": page("政策", *(f"/a{n}.html" for n in range(3)), "/moved.html", extra=nav),
        "/s.css": b"body{background:url(/file.pdf)}",
        "/file.pdf": b"%PDF-1.7 0000",
        **{f"/a{n}.html": article(n, nav) for n in range(ARTICLES)},
        "/deep.html": page("深处", "/a1.html", "/a1.html", extra=nav),
    }


def article(number: int, nav: str) -> str:
    words = f"<h1>关于第{number}件事的通知</h1><p>发布日期：2026-11-{number % 20 + 1:02}</p><p>第{number}件事。</p>"
    # The same address is written in two ways.
    home = "./" if number % 3 == 1 else "/"
    return page(f"关于第{number}件事的通知", home, f"/a{(number + 7) % ARTICLES}.html", extra=nav + words)


def nothing(_: Site) -> None:
    """The site as it was."""


def an_article(site: Site) -> None:
    site["/a3.html"] = page("另一件事", "/new.html", "/list/")
    site["/new.html"] = page("新的一页", "/", "/a4.html")


def the_lists(site: Site) -> None:
    """Some pages go, others come nearer, the home page loses a link that all carry, a place in the order changes."""
    site["/"] = page("新首页", "/list/", "/deep.html", "/a29.html")
    del site["/a5.html"], site["/a20.html"]
    site["/list/index_1.html"] = page("通知公告二", *(f"/a{n}.html" for n in range(18, ARTICLES)))
    site["/other/"] = page("政策", "/a1.html", "/a1.html")


def a_first_page_of_many(site: Site) -> None:
    """The first articles lose the links whose samples they were, so others take their place."""
    for number in range(8):
        site[f"/a{number}.html"] = page(f"第{number}件事已经撤下", "/list/")


def rows_of(folder: Path, home: str) -> dict[str, list[str]]:
    db = sqlite3.connect(folder / INDEX)
    db.row_factory = sqlite3.Row
    try:
        keys = {row["id"]: [row["target"], row["role"], row["element"]] for row in db.execute("SELECT * FROM link")}
        found = {
            table: sorted(
                str([(name, row[name]) for name in row.keys() if name not in leaving]).replace(home, "/")  # noqa: SIM118
                for row in db.execute(f"SELECT * FROM {table}")
            )
            for table, leaving in TABLES.items()
        }
        found["brief"] = sorted(str(brief_of(row, keys)) for row in db.execute("SELECT * FROM reading"))
    finally:
        db.close()
    return found


def brief_of(row: sqlite3.Row, keys: dict[int, list[str]]) -> object:
    """The brief of one page, with links by what they are instead of by number."""
    _, likeness, digest, quiet, leads, links, counts, follow, faults = json.loads(row["brief"])
    named = [[keys[number] for number in links], counts, [keys[number] for number in follow]]
    return [row["url"], likeness, digest, quiet, leads, *named, [[keys[number], why] for number, why in faults]]


async def crawl(job: CrawlJob) -> None:
    """Crawl in this process, where the test can look on."""
    await run_crawl(job, lambda _: None)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages that are taken over."""
    taken: list[str] = []
    copy = carry.EarlierPages.copy

    def noting(self: carry.EarlierPages, pages: Sequence[carry.Copied]) -> set[str]:
        taken.extend(page.url for page in pages)
        return copy(self, pages)

    monkeypatch.setattr(carry.EarlierPages, "copy", noting)
    return taken


@pytest.mark.parametrize("sort", ["etag", "none"])
@pytest.mark.parametrize("change", [nothing, an_article, the_lists, a_first_page_of_many])
async def test_the_index_is_that_of_a_crawl_that_reads_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Site], None], sort: str
) -> None:
    site = Conditional(county(), sort)
    async with serving(site) as live:
        first = registered(job_of(live, tmp_path / "1"), live.home)
        await crawl(first)
        change(site.answers)
        fresh = replace(first, folder=tmp_path / "fresh")
        await crawl(fresh)
        taken = counted(monkeypatch)
        again = replace(first, folder=tmp_path / "2", previous=first.folder)
        await crawl(again)
        assert len(taken) > ARTICLES * 0.6
        assert rows_of(again.folder, live.home) == rows_of(fresh.folder, live.home)
        # What was taken over once can be taken over again.
        del taken[:]
        third = replace(first, folder=tmp_path / "3", previous=again.folder)
        await crawl(third)
        assert len(taken) > ARTICLES
        assert rows_of(third.folder, live.home) == rows_of(fresh.folder, live.home)


async def test_long_series_are_crawled_as_far_as_if_they_were_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve_made(County(4, 20).make) as live:
        first = job_of(LiveSite(live.home), tmp_path / "1")
        await crawl(first)
        taken = counted(monkeypatch)
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        assert len(taken) > 160
        assert rows_of(tmp_path / "2", live.home) == rows_of(first.folder, live.home)


async def test_a_file_that_is_as_it_was_is_not_sent_again_and_another_is_looked_at_as_ever(tmp_path: Path) -> None:
    files = ("/file.pdf", "/cut.pdf", "/other.pdf")
    site = Conditional({"/": page("首页", *files), **dict.fromkeys(files, b"%PDF-1.7 " + b"0" * 9000 + b"%%EOF")})
    site.answers["/cut.pdf"] = b"%PDF-1.7 " + b"0" * 9000
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        site.statuses, site.answers["/other.pdf"] = (
            [],
            "<!DOCTYPE html><html><title>登录</title><body>请先登录本网站</body>",
        )
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        await crawl(replace(first, folder=tmp_path / "fresh"))
        # Once as a link, and once to be read as a PDF of the sample.
        assert site.statuses.count(("GET /file.pdf", 304)) == 2
        repeated = [status for what, status in site.statuses if what == "GET /other.pdf"]
        assert repeated[0] == 200
        assert rows_of(tmp_path / "2", live.home) == rows_of(tmp_path / "fresh", live.home)


class Ranged(Conditional):
    """Sends the beginning of what it is asked for, as most servers do."""

    def answer(self, request: web.Request, found: str | bytes | None) -> web.Response:
        answer = super().answer(request, found)
        if request.path.endswith(".js"):
            answer.content_type = "text/javascript"
        if "Range" not in request.headers or answer.status != 200 or not isinstance(answer.body, bytes):
            return answer
        begin = answer.body[: FIRST + 1]
        answer.headers["Content-Range"] = f"bytes 0-{len(begin) - 1}/{len(answer.body)}"
        answer.set_status(206)
        answer.body = begin
        return answer


def read_whole(folder: Path, home: str) -> dict[tuple[str, str], tuple[object, bytes]]:
    """What was said of every file that was read whole, and its bytes."""
    found: dict[tuple[str, str], tuple[object, bytes]] = {}
    with open_snapshot(folder) as snapshot:
        cut = snapshot.resource(f"{home}ewm.png")
        assert cut is not None
        assert cut.verdict is Verdict.TRUNCATED
        for kind in ("pdf", "office", "script", "picture", "qr"):
            for probe in snapshot.probes(kind):
                told, record = dict(probe.data), RecordRef(*probe.data["record"])
                del told["record"]
                found[kind, probe.subject.replace(home, "/")] = told, read_record(folder, record).body()
    return found


@pytest.mark.parametrize(("server", "sort"), [(Conditional, "etag"), (Ranged, "etag"), (Ranged, "none")])
async def test_files_are_read_whole_again_though_only_their_beginning_was_kept_of_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: type[Conditional], sort: str
) -> None:
    long = pdf("Notice").replace(b"%PDF-1.4\n", b"%PDF-1.4\n%" + b"0" * 2 * FIRST + b"\n")
    files: Site = {"/a.pdf": long, "/b.pdf": pdf("Short"), "/a.docx": docx("附件", date(2026, 10, 20))}
    scripts: Site = {"/long.js": b"var a = '" + b"1" * 2 * FIRST + b"';", "/short.js": b"var a = 1;"}
    loads = '<script src="/long.js"></script><script src="/short.js"></script>'
    # The second lacks its end.
    whole = encoded(code())
    pictures: Site = {"/qr.png": whole, "/ewm.png": whole[: len(whole) // 2]}
    loads += "".join(f'<img src="{name}" alt="">' for name in pictures)
    site = server({"/": page("首页", *files, extra=loads), **files, **scripts, **pictures}, sort)
    read: list[str] = []
    told, codes = file_reading._told, qr.read_codes

    async def reading(program: str, body: bytes) -> dict[str, Any]:
        read.append(program)
        return await told(program, body)

    def looking(body: bytes) -> tuple[str, ...]:
        read.append("codes")
        return codes(body)

    monkeypatch.setattr(file_reading, "_told", reading)
    monkeypatch.setattr(qr, "read_codes", looking)
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        first = replace(first, options=replace(first.options, browser="none"))
        await crawl(first)
        before, read[:], site.statuses = read_whole(first.folder, live.home), [], []
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        assert len(before) == 5 + 3
        # What is looked at in both ways.
        assert before["qr", "/ewm.png"][1] == before["picture", "/ewm.png"][1] == pictures["/ewm.png"]
        assert before["qr", "/qr.png"][0] == {"texts": [TEXT]}
        assert read_whole(tmp_path / "2", live.home) == before
        # Nothing is read that is known to be the same, nor sent where the server says so.
        assert read == []
        sent = {what for what, status in site.statuses if what.startswith("GET") and status == 200}
        assert sort == "none" or sent == {"GET /"}, site.statuses
        site.answers["/a.pdf"] = long.replace(b"(Notice)", b"(Edited)")
        await crawl(replace(first, folder=tmp_path / "3", previous=tmp_path / "2"))
        await crawl(replace(first, folder=tmp_path / "fresh"))
    assert read_whole(tmp_path / "3", live.home) == read_whole(tmp_path / "fresh", live.home) != before
    assert read.count("crawler.files.pdf") == 1 + 2


async def test_pages_are_read_where_they_would_be_recorded_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(Conditional(county())) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        taken = counted(monkeypatch)
        # As a registered column the page is of another kind.
        second = replace(registered(first, live.home), folder=tmp_path / "2", previous=first.folder)
        await crawl(second)
        with monkeypatch.context() as patch:
            patch.setattr(carry, "crawl_version", lambda: "another")
            await crawl(replace(second, folder=tmp_path / "3", previous=second.folder))
        assert not taken


async def test_what_cannot_be_taken_over_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Conditional(county())) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)

        def fail(_: Carrying) -> None:
            raise KeyError

        monkeypatch.setattr(Carrying, "write", fail)
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        assert rows_of(tmp_path / "2", live.home) == rows_of(first.folder, live.home)


def registered(job: CrawlJob, home: str) -> CrawlJob:
    return replace(job, columns=(Column("yunling", "通知公告", f"{home}list/"),))
