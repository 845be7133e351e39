"""Not-found pages without a word that says so, and what only looks like them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from core.county import Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from crawler.spider.templates import MAX_FAMILIES
from settings import Settings

Answer = str | web.Response
Program = Callable[[web.Request], Answer | None]
BODY = "各乡镇人民政府，县直各单位：现将有关事项通知如下，请结合实际认真贯彻落实。" * 12


def framed(title: str, middle: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        '<header><a href="/">云岭县人民政府</a><nav><a href="/">首页</a><a href="/l.html">政务公开</a></nav></header>'
        f"<main>{middle}</main><footer>云岭县人民政府主办 电话：0000-0000000</footer></body></html>"
    )


def article(title: str) -> str:
    return framed(f"{title}-云岭县", f"<h1>{title}</h1><p>发布日期：2026-11-18</p><p>{BODY}</p>")


def moved(where: str) -> web.Response:
    return web.Response(status=302, headers={"Location": where})


async def judged(folder: Path, links: dict[str, str], program: Program) -> tuple[dict[str, Verdict], int]:
    """What became of `links` (address: text) on a site whose other pages `program` answers (None: 404)."""
    asked: list[str] = []

    async def handle(request: web.Request) -> web.StreamResponse:
        asked.append(request.path_qs)
        found: Answer | None
        if request.path_qs == "/":
            found = framed(
                "云岭县人民政府", "".join(f'<p><a href="{url}">{text}</a></p>' for url, text in links.items())
            )
        else:
            found = None if request.path in ("/robots.txt", "/sitemap.xml") else program(request)
        if found is None:
            return web.Response(status=404, text="-")
        if isinstance(found, web.Response):
            return found
        return web.Response(text=found, content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    home = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        site = Site("yunling", "云岭县人民政府", home)
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30, delay=0, render_pages=0), site)
        await asyncio.to_thread(crawl_site, CrawlJob(site, (), folder, (), options), lambda _: None)
    finally:
        await runner.cleanup()
    with open_snapshot(folder) as snapshot:
        found = {
            link.target.removeprefix(home.rstrip("/")): link.resource.verdict
            for link in snapshot.links()
            if link.resource is not None
        }
        return {url: found[url] for url in links}, len(list(snapshot.probes("template")))


#: The links of most cases: two real articles and two that are gone.
LINKS = {
    "/n/t20261118_101.html": "森林防火工作的通知",
    "/n/t20261118_102.html": "医保缴费的公告",
    "/n/t20210301_7.html": "春耕生产部署会召开",
    "/n/t20210302_8.html": "公开招聘教师名单",
}
GONE = [url for url in LINKS if "2021" in url]


def otherwise(answer: Callable[[web.Request], Answer]) -> Program:
    """Real articles under their addresses, anything else under /n/ is answered by `answer`."""

    def program(request: web.Request) -> Answer | None:
        if request.path_qs in LINKS and request.path_qs not in GONE:
            return article(LINKS[request.path_qs])
        return answer(request) if request.path.startswith("/n/") else None

    return program


async def test_the_page_of_an_honest_404_is_known_again_with_200(tmp_path: Path) -> None:
    lost = framed("云岭县", "<p>云深不知处</p>")

    def answer(request: web.Request) -> Answer:
        return lost if request.path in LINKS else web.Response(status=404, text=lost, content_type="text/html")

    found, _ = await judged(tmp_path / "s", LINKS, otherwise(answer))
    assert [found[url] for url in GONE] == [Verdict.SOFT_404] * 2


turn = itertools.count(1)
TEMPLATES: dict[str, Callable[[web.Request], Answer]] = {
    "words nobody knows": lambda _: framed("云岭县", "<p>山高水长，后会有期。</p>"),
    "an empty middle": lambda _: framed("云岭县", ""),
    "nothing but a line": lambda _: "<html><body><hr></body></html>",
    "one picture": lambda _: framed("云岭县", '<img src="/i/lost.png" alt="">'),
    "english": lambda _: framed("Yunling", "<p>You have strayed from the path.</p>"),
    "the address repeated": lambda r: framed(f"{r.path}", f"<p>你来到了 {r.path}</p><p>时间 {next(turn)}:15</p>"),
    "hot articles that change": lambda _: framed(
        "云岭县", "<p>不如看看这些</p>" + "".join(f'<a href="/hot/{next(turn)}">热门{next(turn)}</a>' for _ in "ab")
    ),
    "a countdown": lambda _: framed(
        "云岭县", "<p>5 秒之后回家</p><script>setTimeout(function(){location.href='/'},5000)</script>"
    ),
    "scripts beside real articles": lambda _: framed(
        "云岭县", "<p>云深不知处</p>", '<script src="/jquery.js"></script>'
    ),
    "sent to the list": lambda _: moved("/l.html"),
}


@pytest.mark.parametrize("name", TEMPLATES)
async def test_the_answer_to_impossible_addresses_is_recognised(name: str, tmp_path: Path) -> None:
    base = otherwise(TEMPLATES[name])

    def program(request: web.Request) -> Answer | None:
        return framed("政务公开", f"<p>{BODY}</p>") if request.path == "/l.html" else base(request)

    found, asked = await judged(tmp_path / "s", LINKS, program)
    assert {url: verdict for url, verdict in found.items() if verdict is not Verdict.OK} == dict.fromkeys(
        GONE, Verdict.SOFT_404
    )
    assert asked == 2


async def test_an_entry_without_content_is_compared_by_its_key(tmp_path: Path) -> None:
    links = {"/show.jsp?id=12&lang=zh": "森林防火工作的通知", "/show.jsp?id=999&lang=zh": "春耕生产部署会召开"}

    def program(request: web.Request) -> Answer | None:
        if request.path != "/show.jsp":
            return None
        return article("森林防火工作的通知") if request.query.get("id") == "12" else framed("云岭县", "<h1></h1>")

    found, _ = await judged(tmp_path / "s", links, program)
    assert list(found.values()) == [Verdict.OK, Verdict.SOFT_404]


LOOK_ALIKES: dict[str, Callable[[web.Request], Answer]] = {
    "a list that is empty": lambda _: framed("云岭县", "<p>暂无数据</p>"),
    "a site that is being repaired": lambda _: framed("云岭县", "<p>系统维护，明日恢复</p>"),
    "a gateway that asks for patience": lambda _: framed("云岭县", "<p>访问频繁</p>"),
    "a login": lambda _: framed("云岭县", "<form><input name=u><input type=password></form>"),
    "a short notice of its own": lambda r: framed("云岭县", f"<p>{LINKS.get(r.path, '')}，明日停电。</p>"),
    "a picture of its own": lambda r: framed("云岭县", f'<img src="/i/{r.path[-6:-5]}.png" alt="">'),
    "one word of its own": lambda r: framed("云岭县", "<p>停水</p>" if r.path in LINKS else ""),
    "one link of its own": lambda r: framed("云岭县", '<a href="/x.doc">附件</a>' if r.path in LINKS else ""),
    "sent on by a script": lambda r: (
        '<script>location.href="/l.html"</script>'
        if r.path in LINKS
        else web.Response(status=404, text="<title>404</title><h2>404 Not Found</h2>", content_type="text/html")
    ),
    "a login elsewhere": lambda _: moved("/cas/login"),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
async def test_what_only_looks_like_it_is_left_alone(name: str, tmp_path: Path) -> None:
    base = otherwise(LOOK_ALIKES[name])

    def program(request: web.Request) -> Answer | None:
        return framed("统一认证", f"<p>{BODY}</p>") if request.path in ("/cas/login", "/l.html") else base(request)

    found, _ = await judged(tmp_path / "s", LINKS, program)
    assert Verdict.SOFT_404 not in found.values()


async def test_one_shell_for_all_addresses_accuses_nobody(tmp_path: Path) -> None:
    """A script fills it by the address: the articles that the server writes stand in another folder."""
    links = {"/n/1.html": "森林防火工作的通知", "/app/2.html": "办事指南", "/d.html?id=5": "医保缴费的公告"}
    shell = framed("云岭县", '<section id="x"></section>', '<script src="/main.js"></script>')
    found, _ = await judged(
        tmp_path / "s",
        links,
        lambda r: article(links["/n/1.html"]) if r.path.startswith("/n/") else None if r.path == "/main.js" else shell,
    )
    assert set(found.values()) == {Verdict.OK}


async def test_a_page_that_came_back_is_not_accused(tmp_path: Path) -> None:
    asked: set[str] = set()

    def answer(request: web.Request) -> Answer:
        first = request.path not in asked
        asked.add(request.path)
        return framed("云岭县", "<p>云深不知处</p>") if first or request.path not in LINKS else article("春耕")

    found, _ = await judged(tmp_path / "s", LINKS, otherwise(answer))
    assert set(found.values()) == {Verdict.OK}


async def test_a_site_that_says_the_same_to_all_by_now_accuses_nobody(tmp_path: Path) -> None:
    asked: set[str] = set()
    base = otherwise(lambda _: framed("云岭县", "<p>云深不知处</p>"))

    def program(request: web.Request) -> Answer | None:
        again = request.path in asked
        asked.add(request.path)
        return framed("云岭县", "<p>云深不知处</p>") if again else base(request)

    found, _ = await judged(tmp_path / "s", LINKS, program)
    assert set(found.values()) == {Verdict.OK}


async def test_the_questions_are_bounded_and_a_healthy_site_gets_none(tmp_path: Path) -> None:
    plain = {f"/f{number}/x.html" if number % 2 else f"/{number:x}g/x.html": "去看看" for number in range(60)}
    links = {**plain, "/n/1.html": "森林防火工作的通知"}
    found, asked = await judged(
        tmp_path / "a",
        links,
        lambda r: article(links[r.path]) if r.path == "/n/1.html" else framed(r.path, "<p>山水</p>"),
    )
    assert Verdict.OK in found.values()
    assert asked <= 2 * MAX_FAMILIES
    healthy = {f"/n/{number}.html": f"第{number}号停水通知" for number in range(9)}
    found, asked = await judged(tmp_path / "b", healthy, lambda r: framed(healthy.get(r.path, "-"), "<p>明日停水</p>"))
    assert (set(found.values()), asked) == ({Verdict.OK}, 0)


async def test_a_site_without_a_dated_page_proves_nothing_and_is_not_asked(tmp_path: Path) -> None:
    found, asked = await judged(tmp_path / "s", LINKS, lambda _: framed("云岭县", "<p>云深不知处</p>"))
    assert (set(found.values()), asked) == ({Verdict.OK}, 0)
