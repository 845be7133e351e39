"""Ways into a site: whatever the home page does to lead on, what lies behind it is crawled, or it is told why not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from core.snapshot import GapReason, open_snapshot
from tests.crawler.fetch.servers import ok, raw_server, server_tls
from tests.crawler.site import Body, page, serve
from tests.crawler.test_crawl import crawl, job_of

INSIDE: dict[str, str] = {
    "/main.html": page("云岭县人民政府", "/a.html", "/list/"),
    "/a.html": page("文章甲", "/list/"),
    "/list/": page("通知公告", "/b.html"),
    "/b.html": page("文章乙"),
}
LOGO = '<img src="/logo.png">'
HOMES: dict[str, Body] = {
    "redirect": web.Response(status=302, headers={"Location": "/main.html"}),
    "redirects": web.Response(status=301, headers={"Location": "/hop"}),
    "meta refresh": f'<meta http-equiv="refresh" content="0;url=main.html">{LOGO}',
    "meta refresh, no quotes": "<META HTTP-EQUIV=Refresh CONTENT='3; URL=/main.html'>正在进入",
    "script location": "<script>window.location.href='/main.html';</script>",
    "script replace": '<script>location.replace("main.html")</script>',
    "script late": '<script>setTimeout(function(){top.location="main.html"},500)</script>',
    "onload": """<body onload="location='main.html'"></body>""",
    "frames": '<frameset rows="80,*"><frame src="top.html"><frame src="main.html"><noframes>no</noframes></frameset>',
    "iframe": '<iframe src="main.html" width="100%"></iframe>',
    "splash": '<body><a href="main.html"><img src="/enter.jpg" alt="点击进入"></a></body>',
    "splash map": '<img src="/e.jpg" usemap="#m"><map name="m"><area coords="0,0,9,9" href="main.html"></map>',
    "splash click": """<div onclick="window.open('main.html','_self')">点击进入网站</div>""",
}


@pytest.mark.parametrize("kind", HOMES)
async def test_what_lies_behind_the_home_page_is_crawled(tmp_path: Path, kind: str) -> None:
    answers: dict[str, Body] = {
        **INSIDE,
        "/": HOMES[kind],
        "/top.html": page("页头"),
        "/hop": web.Response(status=302, headers={"Location": "/main.html"}),
    }
    async with serve(answers) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            pages = {item.url.removeprefix(live.home) for item in snapshot.pages()}
            assert {"main.html", "a.html", "list/", "b.html"} <= pages
            assert snapshot.manifest.sanity.sound, snapshot.manifest.sanity.reasons


async def test_a_home_page_that_leads_to_https_is_crawled_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, _ = server_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))

    async def secure(head: bytes, writer: asyncio.StreamWriter) -> None:
        found = INSIDE.get(head.split(b" ")[1].decode()) or INSIDE["/main.html"]
        writer.write(ok(found.encode(), "Content-Type: text/html; charset=utf-8"))

    async with raw_server(secure, tls=server) as port:
        there = f"https://127.0.0.1:{port}/"
        async with serve({"/": web.Response(status=301, headers={"Location": there})}) as live:
            job = job_of(live, tmp_path / "s", scopes=(there,))
            await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert {f"{there}{name}" for name in ("", "a.html", "list/", "b.html")} <= {p.url for p in snapshot.pages()}
            assert snapshot.manifest.sanity.sound
            assert snapshot.home is not None
            assert snapshot.complete


@pytest.mark.parametrize(
    ("robots", "word"),
    [
        (web.Response(text="User-agent: *\nDisallow: /\n"), "不允许"),
        (web.Response(status=503), "503"),
    ],
)
async def test_a_site_that_may_not_be_read_is_not_judged_and_is_told(
    tmp_path: Path, robots: web.Response, word: str
) -> None:
    async with serve({**INSIDE, "/": page("首页", "/a.html"), "/robots.txt": robots}) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        asked = {line for line in live.asked if "robots.txt" not in line}
        with open_snapshot(job.folder) as snapshot:
            assert list(snapshot.pages()) == []
            assert [gap.reason for gap in snapshot.gaps()] == [GapReason.ROBOTS]
            (reason,) = snapshot.manifest.sanity.reasons
    assert asked == set()
    assert "robots.txt" in reason
    assert word in reason
