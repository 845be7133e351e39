"""Places within pages, crawled for real: what the snapshot tells of them, also when nothing has changed since."""

import asyncio
from pathlib import Path

from core.county import Site
from core.outcome import Outcome
from core.snapshot import PlaceLink, Watch, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import LiveSite, page, serve
from tests.support.judging import judge

PLACES = '<p id="here">甲</p><p id="附件">乙</p><a href="#here">有</a><a href="#lost">无</a><a href="#">顶</a>'
ANSWERS = {
    "/": page(
        "首页", "/a.html#here", "/a.html#%E9%99%84%E4%BB%B6", "/a.html#gone", "/a.html", "/b.pdf#x", extra=PLACES
    ),
    "/a.html": page("甲", "/#here", "/a.html#here", extra=PLACES.replace("lost", "missing")),
}


async def crawl(live: LiveSite, folder: Path, **more: object) -> Path:
    site = Site("s", "云岭", live.home)
    job = CrawlJob(site, (), folder, (), CrawlOptions.from_settings(Settings(retry_wait=0), site), **more)  # type: ignore[arg-type]
    await asyncio.to_thread(crawl_site, job, lambda _: None)
    return folder


def places(folder: Path) -> list[PlaceLink]:
    with open_snapshot(folder) as snapshot:
        return list(snapshot.place_links())


async def test_places_are_recorded_and_judged_also_when_unchanged(tmp_path: Path) -> None:
    async with serve(ANSWERS) as live:
        first = await crawl(live, tmp_path / "first")
        again = await crawl(live, tmp_path / "again", previous=first)
    found = {(at.target.removeprefix(live.home), at.name, at.pages, at.on_home) for at in places(first)}
    assert found == {
        ("", "here", 1, False),
        ("", "lost", 1, True),
        ("a.html", "here", 2, True),
        ("a.html", "%E9%99%84%E4%BB%B6", 1, True),
        ("a.html", "gone", 1, True),
        ("a.html", "missing", 1, False),
    }
    assert places(again) == places(first)
    failed = [
        item.subject.removeprefix(live.home) for item in judge("link.fragment", again) if item.outcome is Outcome.FAILED
    ]
    assert failed == ["#lost", "a.html#gone", "a.html#missing"]


async def test_a_watched_place_is_looked_at_again_without_asking_for_fragments(tmp_path: Path) -> None:
    async with serve({**ANSWERS, "/c.html": page("丙", extra="<p id=x>")}) as live:
        watch = Watch("link.fragment", f"{live.home}c.html#x", "link", (), (f"{live.home}c.html",))
        site = Site("s", "云岭", live.home)
        options = CrawlOptions.from_settings(Settings(retry_wait=0), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), tmp_path / "s", (watch,), options), lambda _: None)
    passed = [item for item in judge("link.fragment", tmp_path / "s") if item.subject.endswith("c.html#x")]
    assert [item.outcome for item in passed] == [Outcome.PASSED]
    with open_snapshot(tmp_path / "s") as snapshot:
        assert not any("#" in row.url for row in snapshot.pages())
