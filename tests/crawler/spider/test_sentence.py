from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from aiohttp import web

from core.county import Site
from core.snapshot import Snapshot, Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.site import Body, page, serve

LOST = (
    "<html><head><title>404</title></head><body><h1>页面不存在</h1><p>您访问的页面不存在或已被删除。</p></body></html>"
)
LOGIN = "<html><title>统一身份认证</title><body><form><input name=u><input type=password></form>请登录</body></html>"


class Site200(dict[str, Body]):
    """Answers what is not there by `other` instead of 404."""

    def __init__(self, answers: Mapping[str, Body], other: Callable[[], Body]) -> None:
        super().__init__(answers)
        self.other = other

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        return super().get(key) or (None if key == "/robots.txt" else self.other())


def small(title: str, text: str) -> str:
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"


def moved(where: str) -> web.Response:
    return web.Response(status=302, headers={"Location": where})


async def verdicts(
    answers: Mapping[str, Body], folder: Path, **site: object
) -> tuple[dict[str, Verdict], set[str], int]:
    async with serve(answers) as live:
        known = Site("yunling", "云岭县人民政府", live.home, **site)  # type: ignore[arg-type]
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), known)
        await asyncio.to_thread(crawl_site, CrawlJob(known, (), folder, (), options), lambda _: None)
        with open_snapshot(folder) as snapshot:
            return told(snapshot, live.home)


def told(snapshot: Snapshot, home: str) -> tuple[dict[str, Verdict], set[str], int]:
    found = {
        link.target.removeprefix(home): link.resource.verdict for link in snapshot.links() if link.resource is not None
    }
    for item in snapshot.probes("not_found"):
        assert item.record is not None
    pages = {item.url.removeprefix(home) for item in snapshot.pages()}
    return found, pages, len(list(snapshot.probes("not_found")))


async def test_the_sites_own_not_found_page_is_learnt(tmp_path: Path) -> None:
    template = small("云岭县人民政府", "很抱歉，您要查看的内容可能已经更新，该信息不存在。")
    answers = Site200({"/": page("首页", "/a/1.html", "/a/2.html", "/b/"), "/a/1.html": page("文章")}, lambda: template)
    found, pages, asked = await verdicts(answers, tmp_path / "s")
    assert (found["a/1.html"], found["a/2.html"], found["b/"]) == (Verdict.OK, Verdict.SOFT_404, Verdict.SOFT_404)
    assert pages == {"", "a/1.html"}
    assert asked == 2


async def test_beside_a_list_of_hot_articles_only_the_hosts_own_word_counts(tmp_path: Path) -> None:
    hot = "".join(f"<p><a href=/a/1.html>云岭县推进乡村振兴工作第{n}号简报</a></p>" for n in range(6))
    template = small("云岭县", f"哎呀，您想看的内容已被收回了！{hot}")
    home = page("首页", "/a/1.html", "/a/2.html", "/b/3.html")
    said = small("云岭县", f"本栏目已停刊，往期内容不存在本站。{hot}")
    answers: dict[str, Body] = {"/": home, "/a/1.html": page("文章"), "/b/3.html": said}
    found, _, asked = await verdicts(Site200(answers, lambda: template), tmp_path / "s")
    assert (found["a/1.html"], found["a/2.html"], found["b/3.html"]) == (Verdict.OK, Verdict.SOFT_404, Verdict.OK)
    assert asked


async def test_plain_words_convict_even_where_others_get_404(tmp_path: Path) -> None:
    answers = {"/": page("首页", "/gone.html"), "/gone.html": LOST.replace("<body>", '<body><a href="/x.html">x</a>')}
    found, pages, _ = await verdicts(answers, tmp_path / "s")
    assert found == {"gone.html": Verdict.SOFT_404}
    assert pages == {""}


async def test_redirects_to_home_or_error_page(tmp_path: Path) -> None:
    answers = Site200(
        {
            "/": page("首页", "/news/1.html", "/home.html", "/e/2.html", "/404.html"),
            "/e/2.html": moved("/404.html"),
            "/404.html": LOST,
            "/home.html": moved("/"),
        },
        lambda: moved("/"),
    )
    found, pages, _ = await verdicts(answers, tmp_path / "s")
    assert found == {
        "news/1.html": Verdict.SOFT_404,
        "home.html": Verdict.OK,
        "e/2.html": Verdict.SOFT_404,
        "404.html": Verdict.SOFT_404,
    }
    assert pages == {""}


async def test_look_alikes_are_not_accused(tmp_path: Path) -> None:
    answers: dict[str, Body] = {
        "/search?q=1": small("搜索结果", "没有找到相关信息，请更换关键词。"),
        "/empty/": small("通知公告", "暂无内容"),
        "/about404.html": small("如何设置404页面", "当网页不存在时，服务器应返回404错误页面。" * 3),
        "/notice.html": small("关于整改部分页面不存在问题的通知", "各单位：检查发现部分页面不存在，请整改。"),
        "/tiny.html": small("云岭县", "图片"),
        "/index.html": page("首页"),
        "/old.html": moved("/new.html"),
        "/new.html": page("新文章"),
        "/back.html": moved("/"),
        "/en": moved("/en/index.html"),
        "/en/index.html": page("Yunling County"),
        "/login.html": LOGIN,
        "/sys/": LOGIN,
    }
    links = "".join(f'<a href="{path}">{"登录" if path == "/sys/" else "条目"}</a>' for path in answers)
    found, pages, _ = await verdicts({**answers, "/": page("首页", extra=links)}, tmp_path / "s")
    assert set(found.values()) == {Verdict.OK}
    assert len(pages) == len(answers) - 2


async def test_short_pages_of_one_template_are_not_accused(tmp_path: Path) -> None:
    shell = small("云岭县", "县政府办公室主办")
    answers = Site200({"/": page("首页", "/a/1.html", "/a/2.html")}, lambda: shell)
    found, pages, _ = await verdicts(answers, tmp_path / "s")
    assert set(found.values()) == {Verdict.OK}
    assert len(pages) == 3


async def test_walls_and_challenges_are_no_pages(tmp_path: Path) -> None:
    challenge = web.Response(
        status=521, text="<script>document.cookie='__jsl_clearance=1'</script>", content_type="text/html"
    )
    answers: dict[str, Body] = {
        "/": page("首页", "/art/1.html", "/art/2.html", "/c.html"),
        "/art/1.html": moved("/cas/login"),
        "/cas/login": LOGIN,
        "/art/2.html": LOGIN,
        "/c.html": challenge,
    }
    found, pages, _ = await verdicts(answers, tmp_path / "s")
    assert found == {"art/1.html": Verdict.LOGIN_WALL, "art/2.html": Verdict.LOGIN_WALL, "c.html": Verdict.BLOCKED}
    assert pages == {""}


async def test_parked_and_lost_pages_of_others(tmp_path: Path) -> None:
    other: dict[str, Body] = {
        "/": small("127.0.0.2 域名出售", "该域名正在出售，欢迎报价。"),
        "/article": small("关于域名转让的提示", "近期有人冒充我局出售域名，请勿报价。"),
        "/gone": LOST,
    }
    async with serve(other, "127.0.0.2") as outside:
        links = [outside.home, f"{outside.home}article", f"{outside.home}gone"]
        found, _, _ = await verdicts({"/": page("首页", *links)}, tmp_path / "s", allow_private=("127.0.0.2/32",))
    assert [found[link] for link in links] == [Verdict.PARKED, Verdict.OK, Verdict.SOFT_404]


async def test_what_the_guard_refused_leaves_the_crawl_complete(tmp_path: Path) -> None:
    async with serve({"/": page("首页", "/in.html"), "/in.html": moved("http://127.0.0.9/")}) as live:
        known = Site("yunling", "云岭县人民政府", live.home)
        options = CrawlOptions.from_settings(Settings(retry_wait=0, timeout=30), known)
        await asyncio.to_thread(crawl_site, CrawlJob(known, (), tmp_path / "s", (), options), lambda _: None)
        with open_snapshot(tmp_path / "s") as snapshot:
            assert snapshot.complete
            assert [gap.reason for gap in snapshot.gaps()] == ["guarded"]
