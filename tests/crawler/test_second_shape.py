"""A gateway that refuses the habits of robots: its pages are walked all the same, by the second honest way to ask."""

import asyncio
from pathlib import Path

from aiohttp import web

from core.county import Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from crawler.render import find_chromium
from settings import Settings
from tests.crawler.site import page


async def test_pages_behind_a_picky_gateway_are_walked(tmp_path: Path) -> None:
    asked: list[str] = []
    shy = [f"http://127.0.0.{last}:{{}}/b.html" for last in (2, 3, 4, 5)] + ["http://127.0.0.5:{}/a.html"]
    pages = {"/a.html": page("甲", "/b.html"), "/b.html": page("乙")}

    async def handle(request: web.Request) -> web.Response:
        named = request.headers["User-Agent"]
        if request.host.startswith("127.0.0.3") or (request.host.startswith("127.0.0.5") and "Chrome" not in named):
            return web.Response(status=404)
        if "compatible" in named and request.host.startswith("127.0.0.2"):
            return web.Response(status=404)
        if "compatible" in named and request.host.startswith("127.0.0.4"):
            assert request.transport is not None
            request.transport.abort()
        asked.append(f"{request.path} {'robot' if 'compatible' in named else 'plain'}")
        if "compatible" in named or request.path == "/closed.html":
            return web.Response(status=403, text="denied")
        found = pages.get(request.path)
        return web.Response(text=found or "", content_type="text/html", status=200 if found else 404)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        port = runner.addresses[0][1]
        home, foreign = f"http://127.0.0.1:{port}/", [url.format(port) for url in shy]
        pages["/"] = page("首页", "/a.html", "/closed.html", *foreign)
        for last in (2, 3, 4, 5):
            await web.TCPSite(runner, f"127.0.0.{last}", port).start()
        site, folder = Site("s", "云岭", home), tmp_path / "s"
        options = CrawlOptions.from_settings(Settings(retry_wait=0, allow_private=("127.0.0.0/8",)), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
    finally:
        await runner.cleanup()
    with open_snapshot(folder) as snapshot:
        assert [row.url.removeprefix(home) for row in snapshot.pages()] == ["", "a.html", "b.html"]
        found = [snapshot.resource(url) for url in foreign]
        front, closed = snapshot.resource(home), snapshot.resource(f"{home}closed.html")
    assert front is not None
    assert (front.verdict, [hop.status for hop in front.hops][-1]) == (Verdict.OK, 200)
    assert closed is not None
    assert closed.verdict is Verdict.BLOCKED
    # What only robots are not told is not gone; and where there is a browser, it is seen to be there.
    verdicts = [each.verdict for each in found if each is not None]
    assert verdicts[1] is Verdict.DEAD
    assert {verdicts[0], verdicts[2]} <= {Verdict.OK, Verdict.BLOCKED}
    assert set(verdicts[3:]) == ({Verdict.OK, Verdict.BLOCKED} if find_chromium() else {Verdict.DEAD})
