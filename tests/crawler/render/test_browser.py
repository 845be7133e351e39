"""Real Chromium against loopback sites, harmless and hostile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiohttp import web

from crawler.fetch import Resolution, Resolver
from crawler.fetch.resolver import fixed_resolution
from crawler.render import Browser, RenderOptions, Unavailable, find_chromium
from tests.crawler.site import Body, LiveSite, serve

needs_chromium = pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
OPTIONS = RenderOptions(identity="Xunjian/test", allow_private=("127.0.0.2/32",), seconds=15.0, settle=3.0)

LATER = """<!DOCTYPE html><meta charset="utf-8"><title>通知公告</title><ul id="list"></ul><script>
setTimeout(() => fetch('/data.json').then(r => r.json()).then(rows => {
  for (const row of rows) document.getElementById('list').innerHTML += `<li><a href="${row.u}">${row.t}</a></li>`;
}), 300);
</script>"""
DATA = web.json_response([{"u": "/a/1.html", "t": "第一条"}])
JSONP = """<!DOCTYPE html><meta charset="utf-8"><ul id="list"></ul><script>
function filled(rows) { list.innerHTML = rows.map(t => `<li>${t}</li>`).join(''); }
const s = document.createElement('script'); s.src = '/rows.js'; document.head.append(s);
</script>"""
ROWS = web.Response(text="filled(['第二条'])", content_type="text/javascript")


class Rebound:
    """A name that is ours at first and the neighbour's afterwards."""

    def __init__(self, first: str, then: str) -> None:
        self._answers = [first]
        self._then = then

    async def lookup(self, host: str) -> Resolution:
        return fixed_resolution(host, (self._answers.pop() if self._answers else self._then,))


@asynccontextmanager
async def browsing(
    answers: Mapping[str, Body], options: RenderOptions = OPTIONS
) -> AsyncIterator[tuple[LiveSite, Browser]]:
    async with serve(answers, "127.0.0.2") as site, Browser(options, Resolver()) as browser:
        yield site, browser


@needs_chromium
async def test_lists_that_come_later_are_there() -> None:
    answers: dict[str, Body] = {"/": LATER, "/data.json": DATA, "/p": JSONP, "/rows.js": ROWS}
    async with browsing(answers) as (site, browser):
        late, padded = await asyncio.gather(browser.render(site.home), browser.render(f"{site.home}p"))
    assert (late.failure, late.status, late.final_url) == ("", 200, site.home)
    assert '<a href="/a/1.html">第一条</a>' in late.html
    assert "第二条" in padded.html
    assert late.shot.startswith(b"\xff\xd8\xff") and late.width == 1280 and late.height > 0
    assert [(seen.kind, seen.status) for seen in late.requests][:2] == [("document", 200), ("fetch", 200)]


@needs_chromium
async def test_status_of_the_document_is_told() -> None:
    async with browsing({}) as (site, browser):
        found = await browser.render(f"{site.home}gone.html")
    assert (found.status, found.failure) == (404, "")


@needs_chromium
@pytest.mark.parametrize(
    "script",
    [
        "while (true) alert('x')",
        "while (true) {}",
        "setInterval(() => { for (let i = 0; i < 500; i++) document.body.append('增长') }, 10)",
        "for (let i = 0; i < 100; i++) window.open('/pop')",
        "const a = []; while (true) a.push(new Array(1e6).fill(a.length))",
        "onbeforeunload = () => 'stay'; history.pushState(0, '', '/x')",
    ],
    ids=["alerts", "busy", "growing", "pop-ups", "memory", "stay"],
)
async def test_a_hostile_page_costs_only_itself(script: str) -> None:
    options = replace(OPTIONS, seconds=6.0, settle=1.0)
    hostile = f"<!DOCTYPE html><title>x</title><body>y<script>{script}</script>"
    async with browsing({"/": hostile, "/good": "<!DOCTYPE html><p>好的", "/pop": "pop"}, options) as (site, browser):
        found = await browser.render(site.home)
        good = await browser.render(f"{site.home}good")
    assert len(found.html) <= options.max_html
    assert "好的" in good.html


@needs_chromium
@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{port}/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd"]
)
async def test_what_the_guard_forbids_is_out_of_reach(place: str) -> None:
    async with serve({"/": "<p>neighbour"}, "127.0.0.1") as neighbour:
        place = place.format(port=neighbour.home.rstrip("/").rpartition(":")[2])
        moved = web.Response(status=302, headers={"Location": place})
        asks = f"<script>fetch('{place}', {{mode: 'no-cors'}})</script>"
        page = f"<!DOCTYPE html><body><iframe src='{place}'></iframe>{asks}"
        async with browsing({"/": page, "/moved": moved}) as (site, browser):
            embedded, redirected = await browser.render(site.home), await browser.render(f"{site.home}moved")
    assert neighbour.asked == []
    assert embedded.status == 200
    assert redirected.failure
    assert "root:" not in redirected.html


@needs_chromium
async def test_a_name_that_moves_to_the_neighbour_is_refused() -> None:
    async with serve({"/": "<p>neighbour"}, "127.0.0.1") as neighbour, serve({"/": "<p>ours"}, "127.0.0.2"):
        port = neighbour.home.rstrip("/").rpartition(":")[2]
        async with Browser(OPTIONS, Rebound("127.0.0.2", "127.0.0.1")) as browser:
            for _ in range(2):
                found = await browser.render(f"http://www.yunling-demo.gov.cn:{port}/")
    assert neighbour.asked == []
    assert found.failure.startswith("guard:")


@needs_chromium
async def test_downloads_and_floods_end_in_words() -> None:
    file = web.Response(body=b"x" * 100, headers={"Content-Disposition": "attachment; filename=a.zip"})
    flood = web.Response(body=b"<p>" + b"x" * 5_000_000, content_type="text/html")
    options = replace(OPTIONS, bytes=1_000_000)
    async with browsing({"/file": file, "/flood": flood}, options) as (site, browser):
        saved, large = await browser.render(f"{site.home}file"), await browser.render(f"{site.home}flood")
    assert saved.failure.startswith("browser:")
    assert large.failure.startswith("size:") or len(large.html) <= options.bytes


async def test_no_browser_is_a_reason_in_words() -> None:
    with pytest.raises(Unavailable, match="none"):
        await Browser(RenderOptions(browser="none"), Resolver()).__aenter__()
    with pytest.raises(Unavailable, match="找不到"):
        await Browser(RenderOptions(browser="/nowhere/chromium"), Resolver()).__aenter__()


@needs_chromium
async def test_scripts_may_post_and_ask_for_what_robots_forbids() -> None:
    script = "<script>fetch('/kept/data', {method: 'POST', body: 'q=1'})</script>"
    answers: dict[str, Body] = {
        "/": f"<!DOCTYPE html><p>list</p>{script}",
        "/robots.txt": "User-agent: *\nDisallow: /kept/",
        "/kept/data": DATA,
    }
    async with browsing(answers) as (site, browser):
        await browser.render(site.home)
    assert "POST /kept/data" in site.asked
    assert "GET /robots.txt" not in site.asked
