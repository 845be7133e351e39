"""Watched addresses in the crawl after: a file is asked again as the file it should be."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from core.snapshot import Look, Role, Verdict, Watch, open_snapshot
from crawler.spider.watched import WatchedRoles
from tests.crawler.site import Body, page, serve
from tests.crawler.test_crawl import crawl, job_of

#: Long enough for a missing end to be told, short enough to come with the first bytes.
HALF = b"%PDF-1.7\n1 0 obj\n" + b"0 0 m 1 1 l S\n" * 200
FILES = {"t.xls": Verdict.WRONG_TYPE, "half.pdf": Verdict.TRUNCATED, "s.js": Verdict.WRONG_TYPE}
PICTURE = '<img src="/p.png" alt=""><script src="/s.js"></script>'


def kept(body: str | bytes, kind: str) -> web.Response:
    """An answer that can be asked about, as most servers' files can."""
    return web.Response(body=body, headers={"Content-Type": kind, "ETag": f'"{len(body)}"'})


def site() -> dict[str, Body]:
    html = page("下载中心", "/")
    return {
        "/": page("首页", "/a.html"),
        "/a.html": page("通知", "/t.xls", "/half.pdf", "/", extra=PICTURE),
        "/t.xls": kept(html, "text/html"),
        "/s.js": kept(html, "text/html"),
        "/p.png": kept(html, "text/html"),
        "/half.pdf": kept(HALF, "application/pdf"),
    }


def verdicts(folder: Path, home: str) -> dict[str, Verdict]:
    with open_snapshot(folder) as snapshot:
        found = {name: snapshot.resource(home + name) for name in (*FILES, "p.png")}
        assert not [item.url for item in snapshot.pages() if item.url.endswith((".xls", ".js", ".png"))]
    return {name: resource.verdict for name, resource in found.items() if resource}


def watches(home: str) -> tuple[Watch, ...]:
    sources = (f"{home}a.html",)
    return (
        Watch("any", f"{home}t.xls", "link", (), sources, looks=(Look.ATTACHMENT,)),
        Watch("any", f"{home}half.pdf", "link", (), sources, looks=(Look.ATTACHMENT,)),
        Watch("link.dead", f"{home}s.js", "link", (), sources),
        Watch("any", f"{home}p.png", "link", (), sources, looks=(Look.IMAGE,)),
        # What a faulty crawl of old took for a page.
        Watch("a11y.page_title", f"{home}t.xls", "page", ()),
    )


WRONG = {**FILES, "p.png": Verdict.WRONG_TYPE}


async def test_a_watched_file_is_judged_as_the_file_that_links_say_it_is(tmp_path: Path) -> None:
    async with serve(site()) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        assert verdicts(first.folder, live.home) == WRONG
        for number in (2, 3):
            again = replace(
                first, folder=tmp_path / str(number), previous=tmp_path / str(number - 1), watches=watches(live.home)
            )
            await crawl(again)
            assert verdicts(again.folder, live.home) == WRONG


@pytest.mark.parametrize("max_links", [0, 100])
async def test_and_as_it_was_found_or_is_called_when_no_page_links_to_it_any_more(
    tmp_path: Path, max_links: int
) -> None:
    answers = site()
    del answers["/a.html"]
    async with serve(answers) as live:
        job = job_of(live, tmp_path / "1")
        options = replace(job.options, max_links=max_links)
        await crawl(replace(job, watches=watches(live.home), options=options))
        assert verdicts(job.folder, live.home) == WRONG


async def test_a_mended_file_is_seen_to_open(tmp_path: Path) -> None:
    answers = site()
    async with serve(answers) as live:
        first = job_of(live, tmp_path / "1")
        await crawl(first)
        answers["/half.pdf"] = kept(HALF + b"startxref\n9\n%%EOF\n", "application/pdf")
        second = replace(first, folder=tmp_path / "2", previous=first.folder, watches=watches(live.home))
        await crawl(second)
        assert verdicts(second.folder, live.home) == {**WRONG, "half.pdf": Verdict.OK}


async def test_a_style_sheet_beyond_the_cap_is_read_again_for_the_links_in_it(tmp_path: Path) -> None:
    sheet = web.Response(text="h1 { background: url(old.png) }", content_type="text/css")
    answers: dict[str, Body] = {"/": page("首页", extra='<link rel="stylesheet" href="/s.css">'), "/s.css": sheet}
    async with serve(answers) as live:
        base = job_of(live, tmp_path / "1")
        watch = Watch("any", f"{live.home}gone.png", "link", (), (f"{live.home}s.css",), looks=(Look.IMAGE,))
        await crawl(replace(base, watches=(watch,), options=replace(base.options, max_pages=1)))
        with open_snapshot(base.folder) as snapshot:
            assert snapshot.document(f"{live.home}s.css") is not None


@pytest.mark.parametrize(
    ("linked", "url", "role"),
    [
        (["attachment"], "http://x.test/a", Role.ATTACHMENT),
        (["attachment", "page"], "http://x.test/a.pdf", Role.PAGE),
        # A canonical or a form says nothing of what stands there.
        (["other"], "http://x.test/a", Role.PAGE),
        ([], "http://x.test/down?id=1", Role.ATTACHMENT),
        ([], "http://x.test/a.css?v=1.html", Role.STYLE),
        ([], "http://x.test/a.jpg", Role.IMAGE),
        ([], "http://x.test/a.html", Role.PAGE),
    ],
)
def test_links_come_first_then_the_finding_then_the_ending(linked: list[str], url: str, role: Role) -> None:
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.execute("CREATE TABLE link (target TEXT, role TEXT)")
    db.executemany("INSERT INTO link VALUES (?, ?)", [(url, one) for one in linked])
    watch = Watch("any", "http://x.test/down?id=1", "link", (), looks=(Look.ATTACHMENT,))
    assert WatchedRoles(db, (watch,)).of(url) is role
    db.close()
