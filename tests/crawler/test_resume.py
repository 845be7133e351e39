"""Killed at any moment, in any phase, and carried on, a crawl ends as if nothing had happened."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.snapshot import open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.process import start_worker
from crawler.progress import Phase, Progress, read_progress
from tests.crawler.site import Body, page, serve
from tests.crawler.test_crawl import contents, job_of

#: Enough of each to be killed between: pages, links, probes, sealing.
PAGES, FILES, LISTS = 5, 6, 4


def site() -> dict[str, Body]:
    """Pages, files, a list that is turned, redirects, what is gone, and what fails at every look."""
    files = [f"/f{n}.pdf" for n in range(FILES)]
    odd = ("/gone.html", "/moved.html", "/home-again.html", "/always-503.html", "/list_1.html", "http://")
    return {
        "/": page("首页", *(f"/p{n}.html" for n in range(PAGES)), *odd),
        **{f"/p{n}.html": page(f"文章{n}", "/", files[n], f"/lost{n}.pdf") for n in range(PAGES)},
        **{f"/list_{n}.html": page("列表", f"/q{n}.html", extra=turn(n)) for n in range(1, LISTS + 1)},
        **{f"/q{n}.html": page(f"公告{n}", "/") for n in range(1, LISTS + 1)},
        **dict.fromkeys(files, b"%PDF-1.7 0000"),
        "/robots.txt": "User-agent: *\nDisallow: /closed/\n",
        "/moved.html": web.Response(status=302, headers={"Location": "/p1.html"}),
        "/home-again.html": web.Response(status=302, headers={"Location": "/"}),
        "/always-503.html": web.Response(status=503),
    }


def turn(number: int) -> str:
    return f'<a href="/list_{number + 1}.html">下一页</a>' if number < LISTS else ""


@dataclass
class Undisturbed:
    """The crawl of a live site that nobody disturbed, what it holds, and in how many steps it was told."""

    job: CrawlJob
    found: object
    steps: int


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    loop, folder = asyncio.new_event_loop(), tmp_path_factory.mktemp("resume")
    serving = serve(site())
    live = loop.run_until_complete(serving.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        job = job_of(live, folder / "whole")
        seen: list[Progress] = []
        crawl_site(job, seen.append)
        assert {progress.phase for progress in seen} >= {Phase.PAGES, Phase.LINKS, Phase.PROBES, Phase.SEALING}
        yield Undisturbed(job, told(job.folder, live.home), len(seen))
    finally:
        asyncio.run_coroutine_threadsafe(serving.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def told(folder: Path, home: str) -> object:
    """Pages, links, verdicts and gaps, and which kinds of probes there are."""
    with open_snapshot(folder) as snapshot:
        probes = {kind: len(list(snapshot.probes(kind))) for kind in ("dns", "vantage", "ipv6.home")}
    return contents(folder, home), probes


def kill_at(job: CrawlJob, step: int) -> None:
    """Kill the crawl when it has told of `step` more steps; it may end before."""
    if job.folder.exists():
        return
    job.partial.mkdir(exist_ok=True)
    (job.partial / "job.json").write_text(job.to_json(), "utf-8")
    with start_worker(job.partial) as worker:
        lines = (line for line in worker.stdout or () if read_progress(line))
        for _ in range(step):
            next(lines, None)
        worker.kill()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_killed_anywhere_and_carried_on_it_ends_the_same(whole: Undisturbed, data: st.DataObject) -> None:
    steps = st.integers(0, whole.steps)
    kills = data.draw(st.lists(steps, min_size=1, max_size=2), label="kills")
    again = data.draw(st.booleans(), label="repeats the last crawl")
    with TemporaryDirectory() as folder:
        job = replace(whole.job, folder=Path(folder, "s"), previous=whole.job.folder if again else None)
        for step in kills:
            kill_at(job, step)
        if not job.folder.exists():
            crawl_site(job, lambda _: None)
        assert told(job.folder, job.site.home) == whole.found


@pytest.mark.parametrize("phase", Phase)
def test_killed_as_a_phase_begins(whole: Undisturbed, tmp_path: Path, phase: Phase) -> None:
    job = replace(whole.job, folder=tmp_path / "s")
    job.partial.mkdir()
    (job.partial / "job.json").write_text(job.to_json(), "utf-8")
    with start_worker(job.partial) as worker:
        for line in worker.stdout or ():
            progress = read_progress(line)
            if progress and progress.phase is phase:
                break
        worker.kill()
    if not job.folder.exists():
        crawl_site(job, lambda _: None)
    assert told(job.folder, job.site.home) == whole.found
