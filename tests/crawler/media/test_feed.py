"""Adapter `feed` against a replay server: what each kind of answer becomes."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from checks import load_registry
from checks.runner import run_checks
from core.outcome import Outcome
from core.snapshot import FetchStatus, Post, Taking
from crawler.media.client import Reply
from crawler.media.syndication import Sheet, read_feed
from tests.crawler.media.replay import account, ago, job_of, opened, take
from tests.crawler.site import Body, serve

ITEM = "<item><title>{title}</title><link>https://example.com/{name}</link><guid>{name}</guid><pubDate>{at}</pubDate></item>"


def item(name: str, at: datetime | str, title: str = "通知") -> str:
    return ITEM.format(name=name, title=title, at=at if isinstance(at, str) else format_datetime(at))


def rss(*items: str, title: str = "云岭发布的微博") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def sheet_of(body: str) -> Sheet:
    """The same without asking anybody."""
    sheet = read_feed(Reply("https://example.com/feed", 200, body.encode()), ago(0))
    assert sheet
    return sheet


async def fetch(tmp_path: Path, answers: dict[str, Body], path: str = "/feed") -> tuple[Taking, list[Post]]:
    async with serve(answers) as site:
        one = account(f"feed {site.home.rstrip('/')}{path}")
        folder = await take(job_of(tmp_path, [one]))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        return taking, list(snapshot.posts(one.key))


async def test_a_feed_covers_the_time_since_its_oldest_entry(tmp_path: Path) -> None:
    taking, posts = await fetch(tmp_path, {"/feed": rss(item("b", ago(3)), item("a", ago(40)))})
    assert taking.status is FetchStatus.OK
    assert [post.id for post in posts] == ["b", "a"]
    assert taking.covers(ago(39), taking.at)
    assert not taking.covers(ago(60), taking.at)
    assert (taking.identity.name, taking.identity.sure) == ("云岭发布的微博", False)
    assert taking.records


async def test_old_entries_alone_prove_that_the_window_holds_none(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": rss(item("a", ago(300)))})
    assert taking.status is FetchStatus.OK_EMPTY
    assert taking.covers(ago(100), taking.at)


LOGIN = "<html><title>登录</title><body><form><input name=user><input type=password name=p></form></body></html>"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (rss(), FetchStatus.FAILED),
        ("", FetchStatus.FAILED),
        (LOGIN, FetchStatus.BLOCKED),
        ("<html><body><h1>欢迎访问</h1></body></html>", FetchStatus.FAILED),
        (
            "<html><body>该公众号已迁移<script>var transferTargetLink='https://mp.weixin.qq.com/s/new'</script></body>",
            FetchStatus.GONE,
        ),
        ("<html><body>此帐号已自主注销，内容无法查看</body>", FetchStatus.GONE),
        ("<html><body>此帐号已被屏蔽, 内容无法查看</body>", FetchStatus.GONE),
        ("<html><body>该内容已被发布者删除</body>", FetchStatus.FAILED),
        ("<html><body>链接已过期</body>", FetchStatus.FAILED),
        ("<html><body>此内容因违规无法查看</body>", FetchStatus.FAILED),
        ("<html><body>环境异常 当前环境异常，完成验证后即可继续访问。</body>", FetchStatus.BLOCKED),
        (web.Response(status=503, text="busy"), FetchStatus.FAILED),
        (web.Response(status=429, text="slow down"), FetchStatus.BLOCKED),
        (web.Response(status=432, text=""), FetchStatus.BLOCKED),
        (web.Response(status=404, text="none"), FetchStatus.FAILED),
        ('{"ok": -100}', FetchStatus.FAILED),
        ("[" * 100_000, FetchStatus.FAILED),
        ('{"version":"https://jsonfeed.org/version/1.1","items":' + "[" * 100_000, FetchStatus.FAILED),
        (
            '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            FetchStatus.FAILED,
        ),
    ],
)
async def test_what_is_no_feed_never_covers_anything(tmp_path: Path, answer: Body, status: FetchStatus) -> None:
    taking, posts = await fetch(tmp_path, {"/feed": answer})
    assert taking.status is status
    assert taking.reason
    assert taking.covered_from is None
    assert posts == []


async def test_a_moved_account_says_where_to(tmp_path: Path) -> None:
    body = (
        "<html><body>该公众号已迁移<script>var transferTargetLink = 'https://mp.weixin.qq.com/s/new';</script></body>"
    )
    taking, _ = await fetch(tmp_path, {"/feed": body})
    assert (taking.gone, taking.moved_to) == ("迁移", "https://mp.weixin.qq.com/s/new")


async def test_an_article_that_quotes_such_words_is_no_such_page(tmp_path: Path) -> None:
    body = (
        f"<html><body><p>有群众反映此帐号已自主注销。</p>{'<p>本报记者走访了各乡镇，了解到有关情况。</p>' * 80}</body>"
    )
    taking, _ = await fetch(tmp_path, {"/feed": body})
    assert taking.status is FetchStatus.FAILED


async def test_a_feed_that_breaks_off_shows_posts_but_covers_nothing(tmp_path: Path) -> None:
    whole = rss(item("b", ago(3)), item("a", ago(40)))
    taking, posts = await fetch(tmp_path, {"/feed": whole[: whole.index("<guid>a")]})
    assert [post.id for post in posts][:1] == ["b"]
    assert taking.covered_from is None
    assert "不完整" in taking.reason


@pytest.mark.parametrize("slip", ["甲&nbsp;乙", "http://a.example/?x=1&y=2", "甲 & 乙", "甲\x08乙"])
async def test_slips_that_cost_no_entry_leave_the_feed_whole(tmp_path: Path, slip: str) -> None:
    taking, posts = await fetch(tmp_path, {"/feed": rss(item("b", ago(3), slip), item("a", ago(40)))})
    assert [post.id for post in posts] == ["b", "a"]
    assert taking.covers(ago(39), taking.at)


async def test_an_undated_entry_leaves_the_time_uncovered(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": rss(item("b", "日期待定"), item("a", ago(40)))})
    assert taking.covered_from is None
    assert "无法识别" in taking.reason


async def test_an_entry_from_the_future_leaves_the_time_uncovered(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": rss(item("b", ago(-5)), item("a", ago(40)))})
    assert taking.covered_from is None
    assert "晚于检查时间" in taking.reason


async def test_entries_under_one_id_are_several_and_one_on_two_pages_is_one(tmp_path: Path) -> None:
    old, new = item("a", ago(40)), item("a", ago(2))
    taking, posts = await fetch(tmp_path, {"/feed": rss(old, new, old)})
    assert [post.at is not None and (taking.at - post.at).days for post in posts] in ([40, 2], [39, 1])
    assert len({post.id for post in posts}) == 2


async def test_pinned_entries_are_marked(tmp_path: Path) -> None:
    _, posts = await fetch(tmp_path, {"/feed": rss(item("p", ago(900), "【置顶】办事指南"), item("a", ago(1)))})
    assert [(post.id, post.pinned) for post in posts] == [("p", True), ("a", False)]


async def test_atom(tmp_path: Path) -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>云岭发布</title><entry><id>tag:1</id><title>甲</title>'
        f'<link href="/post/1"/><published>{ago(2):%Y-%m-%dT%H:%M:%S}</published>'
        "<updated>2020-01-01T00:00:00Z</updated>"
        '<content type="html">&lt;p&gt;见 &lt;a href="https://www.example.gov.cn/x"&gt;公告&lt;/a&gt;&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    taking, (post,) = await fetch(tmp_path, {"/feed": body})
    assert post.at is not None
    # Without a zone it is Beijing's time, and published goes before updated.
    assert abs((post.at - ago(2)).total_seconds()) < 600
    assert post.links == ("https://www.example.gov.cn/x",)
    assert post.url.endswith("/post/1")
    assert taking.status is FetchStatus.OK


async def test_json_feed_goes_on_while_it_reaches_into_the_window(tmp_path: Path) -> None:
    def sheet(days: float, onward: str) -> str:
        entry = {
            "id": str(days),
            "title": "甲",
            "date_published": ago(days).isoformat(),
            "content_text": "见 https://a.example/b。",
        }
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "云岭发布", "next_url": onward, "items": [entry]}
        )

    pages: dict[str, Body] = {
        "/feed": sheet(2, "/feed?2"),
        "/feed?2": sheet(50, "/feed?3"),
        "/feed?3": sheet(150, "/feed?4"),
    }
    taking, posts = await fetch(tmp_path, pages)
    assert [post.id for post in posts] == ["2", "50", "150"]
    assert posts[0].links == ("https://a.example/b",)
    assert taking.covers(ago(100), taking.at)


async def test_a_further_page_that_fails_leaves_what_came_but_no_certainty(tmp_path: Path) -> None:
    entry = {"id": "1", "date_published": ago(2).isoformat()}
    first = {"version": "https://jsonfeed.org/version/1", "next_url": "/more", "items": [entry]}
    taking, posts = await fetch(tmp_path, {"/feed": json.dumps(first), "/more": web.Response(status=500, text="x")})
    assert len(posts) == 1
    assert taking.covered_from is None


async def test_pages_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    entry = {"id": "1", "date_published": ago(2).isoformat()}
    first = {"version": "https://jsonfeed.org/version/1", "next_url": "/feed", "items": [entry]}
    taking, _ = await fetch(tmp_path, {"/feed": json.dumps(first)})
    assert (taking.status, taking.covered_from) == (FetchStatus.OK, None)
    assert "指回" in taking.reason


async def test_an_empty_page_before_others_proves_nothing(tmp_path: Path) -> None:
    version = "https://jsonfeed.org/version/1"
    first = {"version": version, "next_url": "/2", "items": [{"id": "1", "date_published": ago(20).isoformat()}]}
    empty = {"version": version, "next_url": "/3", "items": []}
    taking, posts = await fetch(tmp_path, {"/feed": json.dumps(first), "/2": json.dumps(empty)})
    assert (len(posts), taking.covered_from) == (1, None)
    assert "没有条目却还有下一页" in taking.reason


@pytest.mark.parametrize("status", [201, 202, 206])
async def test_an_answer_that_is_not_yet_or_not_all_of_it_is_no_feed(tmp_path: Path, status: int) -> None:
    body = web.Response(status=status, text=rss(item("a", ago(30))), content_type="text/xml")
    taking, posts = await fetch(tmp_path, {"/feed": body})
    assert (taking.status, posts) == (FetchStatus.FAILED, [])
    assert str(status) in taking.reason


async def test_no_content_is_no_feed(tmp_path: Path) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": web.Response(status=204)})
    assert (taking.status, taking.covered_from) == (FetchStatus.FAILED, None)


def cached(headers: dict[str, str], said: str = "") -> web.Response:
    text = rss(item("b", ago(20)), item("a", ago(60))).replace("<item>", f"{said}<item>", 1)
    return web.Response(text=text, content_type="text/xml", headers=headers)


@pytest.mark.parametrize(
    ("answer", "days", "why"),
    [
        (cached({"Age": str(5 * 86400)}), 5, "Age"),
        (cached({"Date": format_datetime(ago(5))}), 5, "Date"),
        (cached({}, f"<lastBuildDate>{format_datetime(ago(5))}</lastBuildDate>"), 5, "生成或更新时间"),
        (cached({}, f"<pubDate>{format_datetime(ago(16))}</pubDate>"), 16, "生成或更新时间"),
        (cached({"Age": "86400", "Date": format_datetime(ago(3))}), 3, "Date"),
    ],
)
async def test_an_old_answer_says_nothing_of_what_came_after(
    tmp_path: Path, answer: web.Response, days: float, why: str
) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": answer})
    assert taking.status is FetchStatus.OK
    assert taking.covers(ago(59), ago(days + 0.1))
    assert not taking.covers(ago(14), taking.at, timedelta(days=1))
    assert why in taking.reason


@pytest.mark.parametrize("code", ["110", "111", "112", "113"])
async def test_a_stale_answer_covers_nothing(tmp_path: Path, code: str) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": cached({"Warning": f'{code} cache "stale"'})})
    assert (taking.status, taking.covered_from) == (FetchStatus.OK, None)
    assert "Warning" in taking.reason


@pytest.mark.parametrize(
    "answer",
    [
        cached({"Age": "1800"}),
        cached({"Age": "soon", "Date": "yesterday", "Warning": '214 proxy "Transformation Applied"'}),
        cached({"Date": format_datetime(ago(-2))}),
        cached({}, f"<lastBuildDate>{format_datetime(ago(0.01))}</lastBuildDate>"),
        cached({}, "<lastBuildDate>不久前</lastBuildDate>"),
        # Younger entries show that nobody keeps it up.
        cached({}, f"<pubDate>{format_datetime(ago(900))}</pubDate>"),
    ],
)
async def test_a_fresh_answer_covers_all_to_now(tmp_path: Path, answer: web.Response) -> None:
    taking, _ = await fetch(tmp_path, {"/feed": answer})
    assert taking.covers(ago(59), taking.at)


async def test_an_old_bridge_is_never_called_silent(tmp_path: Path) -> None:
    """The whole way: what the check says of an account whose bridge stopped after its last post."""
    stopped = cached({}, f"<lastBuildDate>{format_datetime(ago(19.9))}</lastBuildDate>")
    async with serve({"/feed": stopped}) as site:
        folder = await take(job_of(tmp_path, [account(f"feed {site.home}feed")]))
    with opened(folder) as snapshot:
        (found,) = [one for one in run_checks(load_registry(()), snapshot) if one.check == "media.stale"]
    assert found.outcome is Outcome.CANT_TELL
    assert "不能证明之后没有发布" in found.message


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ("<pubDate>{old}</pubDate><dc:date>{new}</dc:date>", 30),
        ("<dc:date>{new}</dc:date><pubDate>{old}</pubDate>", 30),
        ("<atom:updated>{new}</atom:updated><pubDate>{old}</pubDate>", 30),
        ("<atom:published>{old}</atom:published><atom:updated>{new}</atom:updated>", 30),
        ("<dc:date>{old}</dc:date><atom:updated>{new}</atom:updated>", 30),
        ("<atom:updated>{new}</atom:updated>", 2),
        ("<pubDate>{old}</pubDate><pubDate>{old}</pubDate>", 30),
        ("<pubDate>{old}</pubDate><pubDate>{new}</pubDate>", None),
        ("<pubDate>不日</pubDate><atom:updated>{new}</atom:updated>", None),
    ],
)
def test_of_several_dates_that_of_publication_counts(dates: str, days: float | None) -> None:
    written = dates.format(old=format_datetime(ago(30)), new=ago(2).isoformat())
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    body = f"<rss {spaces}><channel><title>云岭发布</title><item><guid>1</guid>{written}</item></channel></rss>"
    (post,) = sheet_of(body).posts
    if days is None:
        assert post.at is None
    else:
        assert post.at is not None
        assert abs((post.at - ago(days)).total_seconds()) < 600


@pytest.mark.parametrize(
    "title",
    [
        "Error", "ERROR!", "Error: Request failed with status code 403", "Bridge returned error 401! (19000)",
        "出错", "出错了！", "RSSHub 抓取失败：需要登录", "获取文章失败", "Internal Server Error", "Cookie已失效",
        "错误：token 过期",
    ],
)  # fmt: skip
def test_what_a_bridge_says_of_itself_is_no_update(title: str) -> None:
    sheet = sheet_of(rss(item("e", ago(0), title), item("a", ago(30))))
    assert ([post.id for post in sheet.posts], sheet.complaint) == (["a"], title)


async def test_a_feed_with_a_complaint_covers_nothing(tmp_path: Path) -> None:
    taking, posts = await fetch(tmp_path, {"/feed": rss(item("e", ago(0), "Error: 403"), item("a", ago(30)))})
    assert ([post.id for post in posts], taking.covered_from) == (["a"], None)
    assert "Error: 403" in taking.reason


async def test_a_bridge_that_only_complains_gave_nothing(tmp_path: Path) -> None:
    taking, posts = await fetch(tmp_path, {"/feed": rss(item("e", ago(0), "Error"))})
    assert (taking.status, posts) == (FetchStatus.FAILED, [])


@pytest.mark.parametrize("title", ["错误信息更正公告", "关于系统出错的说明", "登录国家反诈中心", "Error-free 服务月"])
def test_a_post_about_errors_is_a_post(title: str) -> None:
    sheet = sheet_of(rss(item("p", ago(1), title), item("a", ago(30))))
    assert ([post.id for post in sheet.posts], sheet.complaint) == (["p", "a"], "")


async def test_a_gzip_bomb_is_no_feed(tmp_path: Path) -> None:
    bomb = web.Response(
        body=gzip.compress(b" " * 60_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "text/xml"}
    )
    taking, _ = await fetch(tmp_path, {"/feed": bomb})
    assert taking.status is FetchStatus.FAILED


async def test_an_unknown_adapter_and_a_missing_one_are_told(tmp_path: Path) -> None:
    accounts = [account("telepathy"), account("", name="云岭教育"), account("feed", name="云岭交通")]
    folder = await take(job_of(tmp_path, accounts))
    with opened(folder) as snapshot:
        takings = [snapshot.taking(one.key) for one in accounts]
    assert [taking and taking.status for taking in takings] == [FetchStatus.FAILED] * 3
    assert all(taking and taking.reason for taking in takings)


@pytest.mark.parametrize(
    ("title", "pinned"), [("【置顶】办事指南", True), ("[TOP]指南", True), ("置顶公示栏启用", False)]
)
async def test_only_a_mark_makes_a_post_pinned(tmp_path: Path, title: str, pinned: bool) -> None:
    _, posts = await fetch(tmp_path, {"/feed": rss(item("p", ago(3), title))})
    assert [post.pinned for post in posts] == [pinned]
