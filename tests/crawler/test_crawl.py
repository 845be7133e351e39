from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from core.county import Column, Site
from core.errors import CrawlError
from core.snapshot import GapReason, Role, Verdict, Watch, open_snapshot
from crawler.crawl import CrawlJob, crawl_site, record_pages
from crawler.options import CrawlOptions
from crawler.process import start_worker
from crawler.progress import Progress, read_progress
from settings import Settings
from tests.crawler.site import Body, LiveSite, page, serve

SETTINGS = Settings(retry_wait=0, timeout=30)


def job_of(live: LiveSite, folder: Path, **changes: object) -> CrawlJob:
    site = Site("yunling", "云岭县人民政府", live.home, **changes)  # type: ignore[arg-type]
    return CrawlJob(site, (), folder, (), CrawlOptions.from_settings(SETTINGS, site))


async def crawl(job: CrawlJob) -> list[Progress]:
    seen: list[Progress] = []
    await asyncio.to_thread(crawl_site, job, seen.append)
    return seen


def contents(folder: Path, home: str) -> object:
    with open_snapshot(folder) as snapshot:
        assert snapshot.manifest.sanity.sound, snapshot.manifest.sanity.reasons
        return (
            [(item.url.removeprefix(home), item.row.depth, item.facts.title) for item in snapshot.pages()],
            [
                (
                    link.target.removeprefix(home),
                    link.role,
                    link.count,
                    link.pages,
                    [sample.page.removeprefix(home) for sample in link.samples],
                    link.resource and (link.resource.verdict, link.resource.status),
                )
                for link in snapshot.links()
            ],
            list(snapshot.gaps()),
        )


def small_site() -> dict[str, Body]:
    numbers = range(8)
    lists = {
        f"/list{n}/": page(f"栏目{n}", "/", *(f"/art/{n}_{m}.html" for m in range(3)), f"/gone{n}.html")
        for n in numbers
    }
    articles = {
        f"/art/{n}_{m}.html": page(f"文章{n}-{m}", "/", f"/list{n}/", extra='<img src="/logo.png">')
        for n in numbers
        for m in range(3)
    }
    return {
        "/": page("首页", *(f"/list{n}/" for n in numbers), "/doc.pdf", "http://"),
        "/logo.png": b"\x89PNG\r\n\x1a\n0000",
        "/doc.pdf": b"%PDF-1.7 0000",
        **lists,
        **articles,
    }


@dataclass(frozen=True)
class Whole:
    """The small site, where it stands, and its crawl that nobody disturbed."""

    live: LiveSite
    job: CrawlJob
    progress: list[Progress]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Whole]:
    async with serve(small_site()) as live:
        job = job_of(live, tmp_path_factory.mktemp("whole") / "s")
        yield Whole(live, job, await crawl(job))


@pytest.mark.asyncio(loop_scope="module")
async def test_a_site_becomes_a_sealed_snapshot(whole: Whole) -> None:
    folder, home = whole.job.folder, whole.live.home
    with open_snapshot(folder) as snapshot:
        pages = [item.url for item in snapshot.pages()]
        assert len(pages) == 33
        assert snapshot.home is not None
        assert snapshot.home.dom.css_first("title").text() == "首页"  # type: ignore[union-attr]
        verdicts = {link.target.removeprefix(home): link.resource for link in snapshot.links()}
        assert verdicts["logo.png"].verdict is Verdict.OK  # type: ignore[union-attr]
        assert verdicts["doc.pdf"].verdict is Verdict.OK  # type: ignore[union-attr]
        assert verdicts["gone3.html"].verdict is Verdict.DEAD  # type: ignore[union-attr]
        assert verdicts["http://"].verdict is Verdict.MALFORMED  # type: ignore[union-attr]
        assert all(found and found.record for found in verdicts.values())
        assert snapshot.complete
        assert snapshot.manifest.counts["pages"] == 33
        assert [len(list(snapshot.probes(kind))) for kind in ("dns", "vantage")] == [1, 2]
    assert whole.progress[-1].phase == "sealing"
    assert sorted(path.name for path in folder.iterdir()) == [
        "crawl.log", "crawl.warc.gz", "manifest.json", "snapshot.sqlite",
    ]  # fmt: skip
    assert not whole.job.partial.exists()


@pytest.mark.parametrize("step", [1, 9, 20, 33, 40])
@pytest.mark.asyncio(loop_scope="module")
async def test_a_killed_crawl_is_carried_on_to_the_same_snapshot(whole: Whole, tmp_path: Path, step: int) -> None:
    job = replace(whole.job, folder=tmp_path / "killed")
    await asyncio.to_thread(kill_after, job, step)
    assert not job.folder.exists()
    await crawl(job)
    assert contents(job.folder, whole.live.home) == contents(whole.job.folder, whole.live.home)


def kill_after(job: CrawlJob, step: int) -> None:
    job.partial.mkdir()
    (job.partial / "job.json").write_text(job.to_json(), "utf-8")
    with start_worker(job.partial) as worker:
        lines = (line for line in worker.stdout or () if read_progress(line))
        for _ in range(step):
            next(lines, None)
        worker.kill()


async def test_redirects_inside_are_followed_and_outside_are_not_crawled(tmp_path: Path) -> None:
    other = {"/": page("另一网站", "/secret.html"), "/secret.html": page("不应采集")}
    async with serve(other, "127.0.0.2") as outside:
        answers: dict[str, Body] = {
            "/": page("首页", "/old", "/out", "/loop", "/nowhere"),
            "/old": web.Response(status=301, headers={"Location": "/new"}),
            "/new": page("新址", "/from-new.html"),
            "/from-new.html": page("后续"),
            "/out": web.Response(status=302, headers={"Location": outside.home}),
            "/loop": web.Response(status=302, headers={"Location": "/loop"}),
            "/nowhere": web.Response(status=302, headers={"Location": "/missing"}),
        }
        async with serve(answers) as live:
            job = job_of(live, tmp_path / "s", allow_private=("127.0.0.2/32",))
            await crawl(job)
            with open_snapshot(job.folder) as snapshot:
                home = live.home
                assert [item.url for item in snapshot.pages()] == [home, f"{home}from-new.html", f"{home}new"]
                found = {name: snapshot.resource(home + name) for name in ("old", "out", "loop", "nowhere")}
                assert {name: item and item.verdict for name, item in found.items()} == {
                    "old": Verdict.OK,
                    "out": Verdict.OK,
                    "loop": Verdict.REDIRECT_LOOP,
                    "nowhere": Verdict.DEAD,
                }
                assert [hop.status for hop in found["old"].hops] == [301, 200]  # type: ignore[union-attr]
                assert snapshot.page(f"{home}old").url == f"{home}new"  # type: ignore[union-attr]
        assert "GET /secret.html" not in outside.asked


async def test_a_gbk_page_is_read_and_kept_as_received(tmp_path: Path) -> None:
    raw = '<html><head><title>云岭县公告</title></head><body><a href="/a.html">详情</a></body></html>'.encode("gbk")
    home = web.Response(body=raw, headers={"Content-Type": "text/html"})
    answers: dict[str, Body] = {"/": home, "/a.html": page("详情")}
    async with serve(answers) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert snapshot.home is not None
            assert snapshot.home.facts.title == "云岭县公告"
            assert "云岭县公告" in snapshot.home.html


async def test_robots_txt_is_obeyed_and_told(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/robots.txt": web.Response(text="User-agent: *\nDisallow: /private/\n"),
        "/": page("首页", "/private/a.html", "/open.html", extra='<img src="/private/x.png">'),
        "/private/a.html": page("不公开"),
        "/open.html": page("公开"),
    }
    async with serve(answers) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert [item.url for item in snapshot.pages()] == [live.home, f"{live.home}open.html"]
            assert [(gap.reason, gap.count) for gap in snapshot.gaps()] == [(GapReason.ROBOTS, 1)]
            assert {
                link.resource and link.resource.verdict for link in snapshot.links() if "private" in link.target
            } == {Verdict.NOT_CHECKED}
        assert not [asked for asked in live.asked if "private" in asked]
        ignoring = job_of(live, tmp_path / "t", robots="ignore")
        await crawl(ignoring)
        with open_snapshot(ignoring.folder) as snapshot:
            assert len(list(snapshot.pages())) == 3


async def test_caps_are_told(tmp_path: Path) -> None:
    async with serve(small_site()) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(replace(job, options=replace(job.options, max_pages=5, max_depth=1, max_links=3)))
        with open_snapshot(job.folder) as snapshot:
            assert len(list(snapshot.pages())) == 5
            gaps = {gap.reason: gap.count for gap in snapshot.gaps()}
            assert set(gaps) == {GapReason.PAGE_CAP, GapReason.DEPTH_CAP, GapReason.LINK_CAP}
            assert gaps[GapReason.PAGE_CAP] == 4
            assert not snapshot.complete


async def test_watched_addresses_are_asked_even_when_nothing_links_to_them(tmp_path: Path) -> None:
    answers = {"/": page("首页"), "/old-source.html": page("旧页", "/other.html"), "/other.html": page("其他")}
    async with serve(answers) as live:
        base = job_of(live, tmp_path / "s")
        watch = Watch("link.dead", f"{live.home}gone.html", "link", (), (f"{live.home}old-source.html",))
        await crawl(replace(base, watches=(watch,), options=replace(base.options, max_links=0)))
        with open_snapshot(base.folder) as snapshot:
            assert snapshot.page(f"{live.home}old-source.html") is not None
            assert snapshot.resource(f"{live.home}gone.html").verdict is Verdict.DEAD  # type: ignore[union-attr]
            assert snapshot.page(f"{live.home}other.html") is None
            assert list(snapshot.watches("link.dead")) == [watch]


async def test_a_page_that_comes_at_the_second_try_is_a_page(tmp_path: Path) -> None:
    answers: dict[str, Body] = {"/": page("首页", "/slow.html")}
    tries = iter([web.Response(status=503), page("好了")])

    class Flaky(dict[str, Body]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            return next(tries) if key == "/slow.html" else super().get(key)

    async with serve(Flaky(answers)) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            found = snapshot.resource(f"{live.home}slow.html")
            assert found is not None
            assert (found.verdict, found.attempts) == (Verdict.OK, 2)
            assert snapshot.page(f"{live.home}slow.html") is not None


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_home_page_that_does_not_open_is_inconclusive(tmp_path: Path, status: int) -> None:
    async with serve({"/": web.Response(status=status)}) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert not snapshot.manifest.sanity.sound
            assert f"HTTP {status}" in snapshot.manifest.sanity.reasons[0]
            assert snapshot.resource(live.home).record is not None  # type: ignore[union-attr]


async def test_registered_addresses_are_found_as_they_are_written(tmp_path: Path) -> None:
    async with serve({"/": page("首页"), "/tzgg/": page("通知公告")}) as live:
        bare = live.home.rstrip("/")
        job = job_of(replace(live, home=bare), tmp_path / "s")
        column = Column("yunling", "通知公告", f"{bare}/tzgg/#top")
        await crawl(replace(job, columns=(column,)))
        with open_snapshot(job.folder) as snapshot:
            assert snapshot.home is not None
            assert snapshot.page(column.url) is not None


async def test_given_pages_are_recorded_and_nothing_else(tmp_path: Path) -> None:
    async with serve(small_site()) as live:
        urls = [f"{live.home}list1/", f"{live.home}art/2_0.html"]
        options = CrawlOptions.from_settings(SETTINGS, Site("k", "n", live.home))
        folder = await asyncio.to_thread(record_pages, urls, options, tmp_path / "p", lambda _: None)
        with open_snapshot(folder) as snapshot:
            assert sorted(item.url for item in snapshot.pages()) == sorted(urls)
            assert snapshot.manifest.sanity.sound
        assert len([asked for asked in live.asked if asked.startswith("GET") and "robots" not in asked]) == 2


async def test_why_a_given_page_did_not_open_is_told(tmp_path: Path) -> None:
    async with serve({"/": page("首页")}) as live:
        urls = [live.home, f"{live.home}none.html"]
        options = CrawlOptions.from_settings(SETTINGS, Site("k", "n", live.home))
        folder = await asyncio.to_thread(record_pages, urls, options, tmp_path / "p", lambda _: None)
        with open_snapshot(folder) as snapshot:
            missing = snapshot.resource(urls[1])
            assert missing is not None
            assert (missing.verdict, missing.status) == (Verdict.DEAD, 404)


async def test_an_unfinished_crawl_of_another_site_is_not_carried_on(tmp_path: Path) -> None:
    async with serve({"/": page("首页")}) as live:
        job = job_of(live, tmp_path / "s")
        job.partial.mkdir()
        other = replace(job, site=replace(job.site, key="other"))
        (job.partial / "job.json").write_text(other.to_json(), "utf-8")
        with pytest.raises(CrawlError, match="另一网站"):
            await crawl(job)


async def test_roles_decide_what_is_crawled(tmp_path: Path) -> None:
    home = page("首页", "/a.pdf", "/pic.jpg", extra='<iframe src="/frame.html"></iframe><script src="/s.js"></script>')
    answers: dict[str, Body] = {
        "/": home,
        "/frame.html": page("框架"),
        "/s.js": b"0",
        "/a.pdf": b"%PDF-1.4",
        "/pic.jpg": b"\xff\xd8\xff",
    }
    async with serve(answers) as live:
        job = job_of(live, tmp_path / "s")
        await crawl(job)
        with open_snapshot(job.folder) as snapshot:
            assert [item.url for item in snapshot.pages()] == [live.home, f"{live.home}frame.html"]
            roles = {link.target.removeprefix(live.home): link.role for link in snapshot.links()}
    assert roles == {
        "a.pdf": Role.ATTACHMENT, "pic.jpg": Role.IMAGE, "frame.html": Role.FRAME, "s.js": Role.SCRIPT,
    }  # fmt: skip
