"""What has no end is stopped and told; what is only large, or only much alike, is crawled whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

from aiohttp import web

from core.county import Site
from core.snapshot import GapReason, Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.mirrors import COMPARED
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.traps import (
    GIVEN,
    SURNAMES,
    TRAPS,
    County,
    TrapSite,
    chance,
    guide,
    html,
    links,
    serve_handled,
    serve_made,
    traps,
)

#: Pages of one trap that may be asked for before it is known for what it is.
MOST = 450


def job_of(live: TrapSite, folder: Path, **site: object) -> CrawlJob:
    registered = Site("yunling", "云岭县人民政府", live.home, **site)  # type: ignore[arg-type]
    options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=20), registered)
    return CrawlJob(registered, (), folder, (), options)


async def crawl(job: CrawlJob) -> None:
    await asyncio.to_thread(crawl_site, job, lambda _: None)


async def test_traps_are_stopped_and_told_and_the_pages_around_them_are_read(tmp_path: Path) -> None:
    async with serve_made(traps()) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(replace(job, options=replace(job.options, max_links=0)))
        with open_snapshot(job.folder) as snapshot:
            pages = {page.url.removeprefix(live.home) for page in snapshot.pages()}
            gaps = list(snapshot.gaps())
            assert {f"guide/{number}.html" for number in range(28)} <= pages
            assert not snapshot.complete
    for name in (*(prefix.strip("/") for prefix in TRAPS), "session"):
        assert 0 < live.asked[name] <= MOST, (name, live.asked)
    told = {gap.detail.rpartition("：")[2]: gap for gap in gaps if gap.reason == GapReason.REPEATED}
    assert {"/cal", "/empty", "/filter", "/grow", "/related", "/repeat", "/session"} <= set(told)
    assert all(gap.count and gap.example.startswith(live.home) for gap in told.values())
    # These two end at the caps on depth and on circles.
    other = {gap.reason: gap.example.removeprefix(live.home) for gap in gaps}
    assert other[GapReason.DEPTH_CAP].startswith("agenda?")
    assert other[GapReason.PATTERN_CAP].startswith("deep/")


async def test_large_series_are_crawled_whole_however_alike_their_pages_are(tmp_path: Path) -> None:
    county = County(pages=400, each=1)
    async with serve_made(county.make) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert set(county.addresses()) - {page.url.removeprefix(live.home) for page in snapshot.pages()} == set()
            assert list(snapshot.gaps()) == []
            assert snapshot.complete


def variants(request: web.Request) -> str | None:
    number, query = "".join(filter(str.isdigit, request.path)), request.query_string
    if request.path == "/":
        return html("云岭县人民政府", links((f"/art_{n}.html", f"文章{n}") for n in range(60)))
    if not request.path.startswith("/art_"):
        return None
    shown = "English" if query == "lang=en" else f"第{SURNAMES[int(number) % 20]}号文件全文。"
    ways = ("print=1", "lang=en", "from=timeline", "utm_source=wx", f"_=179560000{number:0>4}")
    return html(f"文章{number}", f"<p>{shown}</p>" + links((f"/art_{number}.html?{way}", way) for way in ways))


async def test_pages_to_print_and_to_share_and_in_another_language_are_no_series(tmp_path: Path) -> None:
    async with serve_made(variants) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            pages = {page.url.removeprefix(live.home) for page in snapshot.pages()}
            gaps = list(snapshot.gaps())
    assert pages == {"", *(f"art_{n}.html{way}" for n in range(60) for way in ("", "?print=1", "?lang=en"))}
    assert gaps == []


@asynccontextmanager
async def two_origins() -> AsyncIterator[tuple[TrapSite, TrapSite, list[str]]]:
    """A portal, the same under another address, and the origins that its home page links to."""
    origins: list[str] = []

    def portal(request: web.Request) -> str | None:
        if request.path == "/":
            pairs = product(range(60), origins)
            return html("云岭县人民政府", links((f"{origin}guide/{n}.html", f"指南{n}") for n, origin in pairs))
        return guide(request.path) if request.path.startswith("/guide/") else None

    async with serve_made(portal) as live, serve_made(portal, "127.0.0.2") as alias:
        origins += [live.home, alias.home]
        yield live, alias, origins


async def test_a_mirror_is_crawled_once_and_told_and_the_crawl_is_whole(tmp_path: Path) -> None:
    async with two_origins() as (live, alias, _):
        job = job_of(live, tmp_path / "s", scopes=(alias.home,), allow_private=("127.0.0.0/29",))
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            pages = [page.url for page in snapshot.pages()]
            gaps = list(snapshot.gaps())
            assert snapshot.complete
            assert snapshot.resource(f"{alias.home}guide/59.html").verdict is Verdict.OK  # type: ignore[union-attr]
    assert {f"{live.home}guide/{n}.html" for n in range(60)} <= set(pages)
    mirrored = sum(url.startswith(alias.home) for url in pages)
    assert mirrored <= COMPARED * 4
    assert [(gap.reason, gap.count) for gap in gaps] == [(GapReason.MIRROR, 61 - mirrored)]
    assert gaps[0].example.startswith(alias.home)


def department(request: web.Request) -> str | None:
    number = int("".join(filter(str.isdigit, request.path)) or 0)
    return html(f"水务局{number}", f"<p>{GIVEN[number % 18] * 4}水库的蓄水情况。</p>")


async def test_a_branch_on_the_same_paths_is_no_mirror(tmp_path: Path) -> None:
    async with two_origins() as (live, _, origins), serve_made(department, "127.0.0.3") as branch:
        origins[1:] = [branch.home]
        job = job_of(live, tmp_path / "s", scopes=(branch.home,), allow_private=("127.0.0.0/29",))
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            pages = {page.url for page in snapshot.pages()}
            assert list(snapshot.gaps()) == []
    assert {f"{home}guide/{n}.html" for home in (live.home, branch.home) for n in range(60)} <= pages


async def test_a_site_that_is_too_slow_is_ended_at_the_deadline_and_told(tmp_path: Path) -> None:
    async def slow(request: web.Request) -> web.Response:
        # As slow as a site can be without any request of ours timing out.
        await asyncio.sleep(0.3 if request.path != "/robots.txt" else 0)
        number = int("".join(filter(str.isdigit, request.path)) or 0)
        return web.Response(text=html(f"页{number}", links((f"/{n}.html", "页") for n in range(number, number + 99))),
                            content_type="text/html")  # fmt: skip

    async with serve_handled(slow) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(replace(job, options=replace(job.options, site_deadline=2)))
        with open_snapshot(job.folder) as snapshot:
            assert GapReason.DEADLINE in {gap.reason for gap in snapshot.gaps()}
            assert not snapshot.complete
            assert len(list(snapshot.pages())) < 90


async def test_pages_that_fill_the_disk_end_at_the_bound_and_are_told(tmp_path: Path) -> None:
    def make(request: web.Request) -> str:
        number = int("".join(filter(str.isdigit, request.path)) or 0)
        noise = Random(number).randbytes(100_000).hex()
        return html(f"页{number}", links((f"/{n}.html", "页") for n in range(number, number + 9)) + f"<!--{noise}-->")

    async with serve_made(make) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(replace(job, options=replace(job.options, max_site_mb=3, total_concurrency=4)))
        with open_snapshot(job.folder) as snapshot:
            assert {gap.reason for gap in snapshot.gaps()} == {GapReason.SIZE_CAP}
            assert not snapshot.complete
            assert len(list(snapshot.pages())) > 10
        assert sum(path.stat().st_size for path in job.folder.iterdir()) < 5 * 2**20


async def test_what_caps_let_through_does_not_depend_on_who_answers_first(tmp_path: Path) -> None:
    async def make(request: web.Request) -> web.Response:
        number = int("".join(filter(str.isdigit, request.path)) or 0)
        await asyncio.sleep(pace.random() / 50)
        around = links((f"/{chance(number, n) % 500}.html", "页") for n in range(7))
        text = f"<p>{SURNAMES[number % 20]}{GIVEN[number // 20 % 18]}处的职责与联系方式。</p>"
        return web.Response(text=html(f"处室{number}", text + around), content_type="text/html")

    seen = []
    async with serve_handled(make) as live:
        for seed in range(3):
            pace = Random(seed)
            job = job_of(live, tmp_path / str(seed))
            await crawl(replace(job, options=replace(job.options, max_pages=90, max_links=0)))
            with open_snapshot(job.folder) as snapshot:
                seen.append((sorted(page.url for page in snapshot.pages()), list(snapshot.gaps())))
    assert len(seen[0][0]) == 90
    assert seen[0] == seen[1] == seen[2]
