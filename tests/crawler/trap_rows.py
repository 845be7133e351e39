"""A trap site made of rows: how its home page links to an address, and what comes; and what a crawl makes of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from aiohttp import web

from core.county import Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.test_trap_silence import NAME, TEXT, framed
from tests.crawler.traps import serve_handled

Answer = Callable[[web.Request], web.Response]
#: Address: how it is linked from the home page, with {} for the address, and what comes.
Rows = Mapping[str, tuple[str, Answer]]
SETTINGS = Settings(retry_wait=0, timeout=30, attempts=1, render_pages=0, render_blocked=0)


def says(body: str | bytes, kind: str = "text/html", status: int = 200, **headers: str) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    return lambda _: web.Response(status=status, body=raw, content_type=kind, headers=headers)


async def verdicts(
    rows: Rows, beside: Mapping[str, Answer], folder: Path, more: str = ""
) -> tuple[str, dict[str, Verdict]]:
    """Crawl such a site into `folder`: its home address, and the verdict of every path that it links to.

    `beside` is what no row links to, `more` stands on the home page behind the rows.
    """
    links = "".join(f"<p>{how.format(path)}</p>" for path, (how, _) in rows.items())
    home = says(framed(f"{links}{more}<p>{TEXT}</p>"))
    answers = {path: answer for path, (_, answer) in rows.items()} | dict(beside) | {"/": home}

    async def answer(request: web.Request) -> web.Response:
        return answers.get(request.path, says("-", status=404))(request)

    async with serve_handled(answer) as live:
        site = Site("yunling", NAME, live.home)
        job = CrawlJob(site, (), folder, (), CrawlOptions.from_settings(SETTINGS, site))
        await asyncio.to_thread(crawl_site, job, lambda _: None)
    with open_snapshot(folder) as snapshot:
        links_found = [(link.target.removeprefix(live.home.rstrip("/")), link.resource) for link in snapshot.links()]
    return live.home, {path: found.verdict for path, found in links_found if found is not None}
