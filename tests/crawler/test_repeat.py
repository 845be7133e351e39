"""A second crawl of the same site: cheap, self-contained, and never believing what is no longer true."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator

from core.county import Column
from core.snapshot import WARC, PageHistory, Verdict, open_snapshot
from core.snapshot.warc import read_record
from tests.crawler.site import LiveSite, page
from tests.crawler.test_crawl import contents, crawl, job_of

OLD = "Mon, 02 Nov 2026 00:00:00 GMT"


@dataclass
class Conditional:
    """Answers with validators of one sort; `sent` are the bodies' bytes, `statuses` what each path was given."""

    answers: dict[str, str | bytes]
    sort: str = "etag"
    sent: int = 0
    statuses: list[tuple[str, int]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        found = self.answers.get(request.path_qs)
        answer = self.answer(request, found)
        self.asked.append(dict(request.headers))
        self.statuses.append((f"{request.method} {request.path_qs}", answer.status))
        self.sent += len(answer.body or b"") if isinstance(answer.body, bytes) else 0
        return answer

    def answer(self, request: web.Request, found: str | bytes | None) -> web.Response:
        if found is None:
            return web.Response(status=404)
        body = found.encode() if isinstance(found, str) else found
        kind = "text/html; charset=utf-8" if isinstance(found, str) else "application/pdf"
        headers = {"Content-Type": kind, **self.validators(body)}
        same = (self.sort == "etag" and request.headers.get("If-None-Match") == headers.get("ETag")) or (
            self.sort == "dated" and request.headers.get("If-Modified-Since") == OLD
        )
        return web.Response(status=304, headers=headers) if same else web.Response(body=body, headers=headers)

    def validators(self, body: bytes) -> dict[str, str]:
        if self.sort == "etag":
            return {"ETag": f'W/"{hashlib.sha256(body).hexdigest()[:12]}"'}
        return {"Last-Modified": OLD} if self.sort == "dated" else {}


@asynccontextmanager
async def serving(site: Conditional) -> AsyncIterator[LiveSite]:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", site.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield LiveSite(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    finally:
        await runner.cleanup()


def county() -> dict[str, str | bytes]:
    dated = '<ul><li><a href="/a1.html">关于某事的通知</a><span>2026-11-20</span></li></ul>'
    return {
        "/": page("首页", "/list/", "/file.pdf", "/gone.html"),
        "/list/": page("通知公告", *(f"/a{n}.html" for n in range(6)), extra=dated),
        "/file.pdf": b"%PDF-1.7 " + b"0" * 9000,
        **{f"/a{n}.html": page(f"文章{n}", "/", "/list/", "http://") for n in range(6)},
    }


def kinds(folder: Path) -> list[str]:
    with (folder / WARC).open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream)]


@pytest.mark.parametrize("sort", ["etag", "dated", "none"])
async def test_an_unchanged_site_gives_the_same_snapshot_and_it_stands_alone(tmp_path: Path, sort: str) -> None:
    site = Conditional(county(), sort)
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        whole, site.sent, site.statuses, site.asked = site.sent, 0, [], []
        second = replace(first, folder=tmp_path / "2", previous=first.folder)
        await crawl(second)
        before = contents(first.folder, live.home)
        shutil.rmtree(first.folder)
        assert contents(second.folder, live.home) == before
        with open_snapshot(second.folder) as snapshot:
            for item in snapshot.pages():
                assert "本页为测试页面" in item.html
                record = read_record(snapshot.folder, item.row.record)
                assert (record.kind, record.status, record.target) == ("response", 200, item.url)
            article = snapshot.resource(f"{live.home}a1.html")
            assert article is not None
            assert (article.verdict, article.status) == (Verdict.OK, 200)
            assert article.hops[-1].status == (200 if sort == "none" else 304)
        # Nine addresses; the one that is a PDF is asked for a second time, to be read whole.
        assert kinds(second.folder).count("revisit") == 10
        assert site.sent < whole * (2 if sort == "none" else 0.5)
        third = replace(first, folder=tmp_path / "3", previous=second.folder)
        await crawl(third)
        assert contents(third.folder, live.home) == before


async def test_what_changed_is_seen_and_the_home_page_and_columns_are_never_taken_on_trust(tmp_path: Path) -> None:
    site = Conditional(county(), "dated")
    async with serving(site) as live:
        base = job_of(live, tmp_path / "1")
        first = replace(base, columns=(Column("yunling", "通知公告", f"{live.home}list/"),))
        await crawl(first)
        site.statuses = []
        # This server says 304 whatever has changed.
        site.answers["/"] = page("新首页", "/list/")
        site.answers["/list/"] = page("新通知公告", "/a1.html")
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        with open_snapshot(tmp_path / "2") as snapshot:
            assert snapshot.home is not None
            assert snapshot.home.facts.title == "新首页"
            assert [item.facts.title for item in snapshot.pages()] == ["新首页", "文章1", "新通知公告"]
        assert ("GET /", 200) in site.statuses
        assert ("GET /a1.html", 304) in site.statuses


async def test_a_page_that_is_gone_is_gone_and_another_body_is_read_anew(tmp_path: Path) -> None:
    site = Conditional(county())
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        del site.answers["/a1.html"]
        site.answers["/a2.html"] = page("改过的文章", "/")
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        with open_snapshot(tmp_path / "2") as snapshot:
            assert snapshot.resource(f"{live.home}a1.html").verdict is Verdict.DEAD  # type: ignore[union-attr]
            assert snapshot.page(f"{live.home}a2.html").facts.title == "改过的文章"  # type: ignore[union-attr]


async def test_a_lost_or_damaged_last_snapshot_costs_only_time(tmp_path: Path) -> None:
    site = Conditional(county())
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        with (first.folder / WARC).open("r+b") as stream:
            stream.seek(2000)
            stream.write(b"damage")
        before = site.sent
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        await crawl(replace(first, folder=tmp_path / "3", previous=tmp_path / "never"))
        assert site.sent == before * 3
        assert contents(tmp_path / "2", live.home) == contents(tmp_path / "3", live.home)


async def test_request_records_hold_the_headers_that_were_sent(tmp_path: Path) -> None:
    site = Conditional(county())
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        site.asked = []
        await crawl(replace(first, folder=tmp_path / "2", previous=first.folder))
        received = [sorted(headers.items()) for headers in site.asked]
        with (tmp_path / "2" / WARC).open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "request":
                    assert sorted(record.http_headers.headers) in received


async def test_the_next_crawl_knows_what_pages_showed_and_which_are_new(tmp_path: Path) -> None:
    site = Conditional(county() | {"/a1.html": dated("2026-05-01")})
    async with serving(site) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        site.answers |= {
            "/a1.html": dated("2026-11-20"),
            "/a2.html": page("文章2", "/a9.html"),
            "/a9.html": page("新文章"),
        }
        second = replace(first, folder=tmp_path / "2", previous=first.folder)
        await crawl(second)
    with open_snapshot(first.folder) as snapshot:
        day, complete = snapshot.taken_at.date(), snapshot.complete
        known = snapshot.history(f"{live.home}a1.html")
        assert known == PageHistory(known.first_seen if known else day)
    with open_snapshot(second.folder) as snapshot:
        changed, new = snapshot.history(f"{live.home}a1.html"), snapshot.history(f"{live.home}a9.html")
    assert changed == PageHistory(day, None, (date(2026, 5, 1),))
    assert complete
    assert new is not None
    assert new.unseen_on == day


def dated(day: str) -> str:
    return page("关于春耕的通知", extra=f"<h1>关于春耕的通知</h1><p>发布日期：{day} 09:00　来源：云岭县</p>")
