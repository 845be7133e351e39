"""Crawls that scan a sample of pages in a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from core.county import Column
from core.snapshot import Look, Scan, Watch, open_snapshot
from core.snapshot.scan import mark_of
from core.snapshot.warc import read_record
from crawler.crawl import CrawlJob
from crawler.progress import Phase
from crawler.render import find_chromium
from tests.crawler.site import Body, LiveSite, page, serve
from tests.crawler.test_crawl import crawl, job_of, kill_after

needs_chromium = pytest.mark.skipif(not find_chromium(), reason="no Chromium here")
pytestmark = pytest.mark.asyncio(loop_scope="module")


def site() -> dict[str, Body]:
    return {
        "/": page("首页", "/list/", "/other/", extra='<img src="/none.png" width="20" height="20">'),
        "/list/": page("通知公告", "/art/1.html", "/art/2.html", "/art/3.html"),
        "/other/": page("其他"),
        **{f"/art/{n}.html": page(f"文章{n}", "/") for n in range(1, 4)},
    }


def job_for(home: str, job: CrawlJob, **options: object) -> CrawlJob:
    options = {"scan_pages": 3, **options}
    return replace(
        job,
        columns=(Column("yunling", "通知公告", f"{home}list/"),),
        options=replace(job.options, **options),  # type: ignore[arg-type]
    )


@dataclass(frozen=True)
class Whole:
    """The site, where it stands, and its crawl that nobody disturbed."""

    live: LiveSite
    job: CrawlJob


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Whole]:
    async with serve(site()) as live:
        job = job_for(live.home, job_of(live, tmp_path_factory.mktemp("whole") / "s"))
        assert Phase.SCAN in {step.phase for step in await crawl(job)}
        yield Whole(live, job)


def scans(job: CrawlJob) -> dict[str, Scan]:
    with open_snapshot(job.folder) as snapshot:
        return {scan.url.removeprefix(snapshot.site.home): scan for scan in snapshot.scans()}


@needs_chromium
async def test_a_sample_is_scanned_and_kept_with_its_evidence(whole: Whole) -> None:
    found = scans(whole.job)
    assert {url: scan.reason for url, scan in found.items()} == {
        "": "home",
        "list/": "column",
        "art/1.html": "template",
    }
    home = found[""]
    assert (home.failure, home.status, home.missed, home.whole) == ("", 200, (), True)
    assert [view.width for view in home.views] == [1280, 375]
    (rule,) = (rule for rule in home.views[0].violations if rule.id == "image-alt")
    assert (rule.criteria, rule.act, rule.best, rule.visual, rule.count) == (("1.1.1",), ("23a2a8",), False, False, 1)
    element = rule.nodes[0].element
    assert [tag.name for tag in element.lineage] == ["img", "body", "html"]
    assert mark_of(element.selector) not in rule.marks
    with open_snapshot(whole.job.folder) as snapshot:
        assert snapshot.shot(element.shot).startswith(b"\xff\xd8\xff")
        assert home.record is not None
        assert "图像必须有替代文本" in read_record(snapshot.folder, home.record).body().decode()
        assert snapshot.home is not None
        assert snapshot.home.scan == home
        assert "scans" not in snapshot.manifest.absent


@needs_chromium
async def test_elements_without_fault_are_known_by_the_same_mark(whole: Whole) -> None:
    home = scans(whole.job)[""]
    (rule,) = (rule for rule in home.views[0].passes if rule.id == "link-name")
    selector = "html > body:nth-of-type(1) > ul:nth-of-type(1) > li:nth-of-type(2) > a:nth-of-type(1)"
    assert mark_of(selector) in rule.marks
    assert rule.count == len(rule.marks) == 2


@needs_chromium
@pytest.mark.parametrize("step", [8, 10])
async def test_a_crawl_killed_in_the_middle_scans_the_same_pages(whole: Whole, tmp_path: Path, step: int) -> None:
    killed = replace(whole.job, folder=tmp_path / "b")
    await asyncio.to_thread(kill_after, killed, step)
    await crawl(killed)
    reasons = [{url: (scan.reason, scan.failure) for url, scan in scans(job).items()} for job in (whole.job, killed)]
    assert reasons[0] == reasons[1]
    assert all(failure == "" for _, failure in reasons[0].values())


@needs_chromium
async def test_what_was_seen_in_a_scan_is_scanned_again(tmp_path: Path) -> None:
    async with serve(site()) as live:
        job = job_for(live.home, job_of(live, tmp_path / "s"), scan_pages=2)
        watch = Watch("any", live.home, "site", ("x",), (f"{live.home}art/3.html",), looks=(Look.SCAN,))
        await crawl(replace(job, watches=(watch,)))
    assert {url: scan.reason for url, scan in scans(job).items()} == {"": "home", "art/3.html": "watched"}


@needs_chromium
async def test_pages_that_lead_elsewhere_are_no_scans_of_themselves(tmp_path: Path) -> None:
    answers = {**site(), "/list/": page("列表", "/other/", extra="<script>location.replace('/other/')</script>")}
    async with serve(answers) as live:
        job = job_for(live.home, job_of(live, tmp_path / "s"))
        await crawl(job)
    assert scans(job)["list/"].failure.startswith("moved:")


@pytest.mark.parametrize(
    ("options", "why"), [({"browser": "none"}, "none"), ({"scan_pages": 0}, "scan_pages"), ({"max_depth": 0}, "指定")]
)
async def test_doing_without_is_told_in_words(tmp_path: Path, options: dict[str, object], why: str) -> None:
    async with serve(site()) as live:
        job = job_for(live.home, job_of(live, tmp_path / "s"), **options)
        await crawl(job)
    with open_snapshot(job.folder) as snapshot:
        assert list(snapshot.scans()) == []
        assert why in snapshot.manifest.absent["scans"]
