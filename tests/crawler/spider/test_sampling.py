"""Which pages of a crawl are chosen for scanning."""

from __future__ import annotations

from pathlib import Path

from crawler.crawl import CrawlJob
from crawler.record import Recorder
from crawler.spider.sampling import Sampling
from tests.crawler.site import Body, page, serve
from tests.crawler.test_crawl import crawl, job_of

FORM = (
    '<form><input name="name"><select name="kind"><option>咨询</option></select><textarea name="t"></textarea></form>'
)
SEARCH = '<form action="/search" method="get"><input type="text" name="searchWord"><button>搜索</button></form>'
POLICY = "<div class='xxgk'><p>发文字号：云政发〔2026〕3号</p></div>"


def site() -> dict[str, Body]:
    return {
        "/": page("首页", "/list/", "/mail/", "/search", "/policy/1.html", "/d/1.html", "/d/2.html", "/e/1.html"),
        "/list/": page("栏目", *(f"/art/{n}.html" for n in range(9))),
        "/mail/": page("写信", extra=FORM),
        "/search": page("搜索", extra=SEARCH),
        "/policy/1.html": page("关于印发办法的通知", extra=POLICY),
        **{f"/art/{n}.html": page(f"文章{n}", extra=f"<div class='art'>{n}</div>") for n in range(9)},
        **{f"/d/{n}.html": page(f"专题{n}", extra="<section class='d'></section>") for n in (1, 2)},
        "/e/1.html": page("图解", extra="<figure class='e'></figure>"),
    }


async def sample(folder: Path, most: int, watched: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    async with serve(site()) as live:
        job: CrawlJob = job_of(live, folder)
        await crawl(job)
        home = live.home
    recorder = Recorder(folder.with_name("copy"), "")
    try:
        recorder.db.execute("ATTACH ? AS sealed", (str(folder / "snapshot.sqlite"),))
        recorder.db.execute("INSERT INTO main.page SELECT * FROM sealed.page")
        chosen = Sampling(recorder.db, folder, frozenset({f"{home}list/"})).choose(
            most, iter([home + url for url in watched])
        )
    finally:
        recorder.close()
    return [(url.removeprefix(home), reason) for url, reason in chosen]


async def test_one_of_every_kind_then_the_commonest_templates(tmp_path: Path) -> None:
    found = dict(await sample(tmp_path / "s", 20))
    assert found[""] == "home"
    assert found["search"] == "search"
    assert found["mail/"] == "form"
    assert found["list/"] == "column"
    rest = [url for url, reason in found.items() if reason == "template"]
    # One of nine articles, one of two specials, the only picture story.
    assert sorted(url.split("/")[0] for url in rest if url[0] in "ade") == ["art", "d", "e"]


async def test_the_bound_holds_and_what_is_watched_goes_before(tmp_path: Path) -> None:
    found = await sample(tmp_path / "s", 4, ("art/7.html", "nowhere.html", "art/8.html", "art/5.html"))
    assert [reason for _, reason in found] == ["home", "watched", "watched", "search"]
    assert [url for url, _ in found[1:3]] == ["art/7.html", "art/8.html"]
