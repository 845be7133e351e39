"""Crawls that need the browser: lists that scripts fill, feet that they write, and addresses that refuse programs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from core.county import Column
from core.snapshot import GapReason, Purpose, Snapshot, Verdict, open_snapshot
from core.snapshot.warc import read_record
from crawler.crawl import CrawlJob
from crawler.progress import Phase
from crawler.render import find_chromium
from tests.crawler.site import Body, LiveSite, page, serve
from tests.crawler.test_crawl import contents, crawl, job_of, kill_after

pytestmark = [
    pytest.mark.skipif(not find_chromium(), reason="no Chromium here"),
    pytest.mark.asyncio(loop_scope="module"),
]

#: No recogniser knows these lists: only running the script tells where its data is.
ROWS = """<script>
fetch([...'{data}'].reverse().join('')).then(answer => answer.json()).then(rows => {{
  for (const [path, title, day] of rows)
    document.getElementById('box').innerHTML += `<li><a href="${{path}}">${{title}}</a><span>${{day}}</span></li>`;
}});
</script>"""
FOOT = """<div class="footer"><script>
document.write('<p>主办单位：云岭县人民政府办公室　联系电话：0000-1234567</p>');
document.write('<p>网站标识码：9999990001　云ICP备' + '99999999号-1</p>');
</script></div>"""


def fed(title: str, data: str) -> str:
    return page(title, extra=f'<ul id="box" class="list"></ul>{ROWS.format(data=data[::-1])}')


def rows(*names: str) -> web.Response:
    return web.json_response([[f"/art/{name}.html", f"关于开展{name}工作的通知", "2026-11-20"] for name in names])


def site() -> dict[str, Body]:
    names = [f"a{n}" for n in range(6)]
    return {
        "/": page("首页", "/list/", "/plain.html", extra=FOOT),
        "/list/": fed("通知公告", "/rows.json"),
        "/rows.json": rows(*names, "gone"),
        "/plain.html": page("普通页", "/list/"),
        **{f"/art/{name}.html": page(f"文章{name}", "/") for name in names},
        "/art/a0.html": fed("更多通知", "/more.json"),
        "/more.json": rows("b0", "b1", "b2"),
        **{f"/art/b{n}.html": page(f"更多{n}", "/") for n in range(3)},
    }


def job_for(live: LiveSite, folder: Path, **options: object) -> CrawlJob:
    job = job_of(live, folder)
    return replace(
        job,
        columns=(Column("yunling", "通知公告", f"{live.home}list/"),),
        options=replace(job.options, **options),  # type: ignore[arg-type]
    )


async def crawled(answers: Mapping[str, Body], folder: Path, **options: object) -> CrawlJob:
    async with serve(answers) as live:
        job = job_for(live, folder, **options)
        await crawl(job)
        return job


@dataclass(frozen=True)
class Whole:
    """The site, where it stands, and its crawl that nobody disturbed."""

    live: LiveSite
    job: CrawlJob
    phases: set[Phase]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Whole]:
    async with serve(site()) as live:
        job = job_for(live, tmp_path_factory.mktemp("whole") / "s")
        yield Whole(live, job, {step.phase for step in await crawl(job)})


def path_of(snapshot: Snapshot, url: str) -> str:
    return url.removeprefix(snapshot.site.home)


async def test_what_scripts_make_is_read_kept_apart_and_followed(whole: Whole) -> None:
    assert Phase.RENDER in whole.phases
    with open_snapshot(whole.job.folder) as snapshot:
        column = snapshot.page(f"{snapshot.site.home}list/")
        assert column is not None
        assert column.rendered is not None
        assert column.facts.items == ()
        assert len(column.rendered.facts.items) == len(column.items) == 7
        assert column.rendered.whole
        assert "关于开展a3工作的通知" in column.rendered.html
        assert "关于开展a3工作的通知" not in column.html
        record = read_record(snapshot.folder, column.rendered.row.record)
        assert record.kind == "conversion"
        assert record.warc["warc-refers-to"] == column.row.record.record_id
        (evidence,) = column.rendered.evidence()
        assert evidence.shot in snapshot.manifest.files
        assert snapshot.shot(evidence.shot).startswith(b"\xff\xd8\xff")
        pages = {path_of(snapshot, found.url) for found in snapshot.pages()}
        # The last three are known only from a list in a page that itself is known only from a list.
        assert {"art/a5.html", "art/b0.html", "art/b2.html"} <= pages
        made = {path_of(snapshot, link.target): link for link in snapshot.links() if link.element == "browser:a"}
        assert made["art/gone.html"].resource.verdict is Verdict.DEAD  # type: ignore[union-attr]
        assert "plain.html" not in made
        assert snapshot.complete


async def test_a_foot_written_by_script_is_seen(whole: Whole) -> None:
    with open_snapshot(whole.job.folder) as snapshot:
        assert snapshot.home is not None
        assert snapshot.home.rendered is not None
        assert snapshot.home.facts.footer.icp == ""
        assert snapshot.home.rendered.facts.footer.icp == "云ICP备99999999号-1"


async def test_the_bound_is_kept_and_told(tmp_path: Path) -> None:
    job = await crawled(site(), tmp_path / "s", render_pages=1)
    with open_snapshot(job.folder) as snapshot:
        assert [row.url for row in snapshot.rendered()] == [snapshot.site.home]
        gaps = [(gap.reason, path_of(snapshot, gap.example), gap.count) for gap in snapshot.gaps()]
        assert gaps == [(GapReason.NOT_RENDERED, "list/", 1)]
        assert not snapshot.complete


@pytest.mark.parametrize(("options", "why"), [({"browser": "none"}, "none"), ({"render_pages": 0}, "render_pages")])
async def test_doing_without_is_told_in_words(tmp_path: Path, options: dict[str, object], why: str) -> None:
    job = await crawled(site(), tmp_path / "s", **options)
    with open_snapshot(job.folder) as snapshot:
        assert snapshot.manifest.sanity.sound
        assert snapshot.rendered() == ()
        assert "未截图" in snapshot.manifest.absent["shots"]
        (gap,) = snapshot.gaps()
        assert gap.reason == GapReason.NOT_RENDERED
        assert why in gap.detail


@pytest.mark.parametrize("step", [4, 8, 12, 16, 20])
async def test_killed_and_carried_on_it_ends_the_same(whole: Whole, tmp_path: Path, step: int) -> None:
    killed = replace(whole.job, folder=tmp_path / "killed")
    await asyncio.to_thread(kill_after, killed, step)
    await crawl(killed)
    assert contents(killed.folder, whole.live.home) == contents(whole.job.folder, whole.live.home)
    assert shown(killed.folder) == shown(whole.job.folder)


def shown(folder: Path) -> list[tuple[str, str, int]]:
    with open_snapshot(folder) as snapshot:
        assert {path.name for path in (folder / "shots").iterdir()} == {
            row.shot.removeprefix("shots/") for row in snapshot.rendered() if row.shot
        }
        return [(row.url, row.failure, len(row.facts.items) if row.facts else -1) for row in snapshot.rendered()]


def refusing() -> dict[str, Body]:
    """Addresses that answer only to those who run scripts, and one that refuses everybody."""

    class Gate(dict[str, Body]):
        def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
            return super().get(key)

    return Gate(
        {
            "/": page("首页", "/shut.html", "/wall.html", "/secret.html"),
            "/shut.html": web.Response(
                status=403, text="<html><body>Forbidden</body></html>", content_type="text/html"
            ),
            "/secret.html": web.Response(status=401, text="x", content_type="text/html"),
        }
    )


async def test_what_refuses_programs_is_opened_as_a_visitor_would(tmp_path: Path) -> None:
    challenge = "<html><body><script>document.cookie='pass=1;path=/';location.reload()</script></body></html>"

    async def gate(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        if request.path == "/wall.html" and "pass=1" not in request.headers.get("Cookie", ""):
            return web.Response(status=412, text=challenge, content_type="text/html")
        found = refusing().get(request.path)
        agents.append(request.headers.get("User-Agent", ""))
        if isinstance(found, web.Response):
            return found
        text = found if isinstance(found, str) else page("墙后的页面")
        return web.Response(text=text, content_type="text/html")

    agents: list[str] = []
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", gate)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        home = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        job = job_of(LiveSite(home), tmp_path / "s")
        await crawl(job)
    finally:
        await runner.cleanup()
    with open_snapshot(job.folder) as snapshot:
        wall, shut = snapshot.resource(f"{home}wall.html"), snapshot.resource(f"{home}shut.html")
        assert wall is not None
        assert shut is not None
        assert (wall.verdict, wall.status) == (Verdict.OK, 200)
        assert [hop.method for hop in wall.hops] == ["GET", "BROWSER"]
        assert wall.evidence()[0].shot in snapshot.manifest.files
        assert read_record(snapshot.folder, wall.record).kind == "resource"  # type: ignore[arg-type]
        assert (shut.verdict, shut.status, shut.hops[-1].error) == (Verdict.BLOCKED, 403, "HTTP 403")
        assert {row.url.removeprefix(home): row.purpose for row in snapshot.rendered()} == {
            "shut.html": Purpose.LINK,
            "wall.html": Purpose.LINK,
        }
    # No disguise: whatever program asks, it says whose it is.
    assert all("Xunjian/" in agent for agent in agents)


async def test_what_scripts_put_on_the_home_page_counts_for_its_search_box_and_notice(tmp_path: Path) -> None:
    made = """<div class="footer"></div><script src="/foot.js"></script>"""
    foot = """document.querySelector('.footer').innerHTML =
        '<form action="/s"><input name="q" type="text"><button>搜索</button></form><a href="http://far-demo.org/">外站</a>';
    function away() { return confirm('您访问的链接即将离开本网站，是否继续？'); }"""
    answers: dict[str, Body] = {
        "/": page("首页", extra=made),
        "/foot.js": web.Response(text=foot, content_type="text/javascript"),
    }
    job = await crawled(answers, tmp_path / "s")
    with open_snapshot(job.folder) as snapshot:
        (search,), (leaving,) = snapshot.probes("search"), snapshot.probes("leaving")
        assert search.data["how"] == "get"
        assert leaving.data["notice"].endswith("/foot.js")
