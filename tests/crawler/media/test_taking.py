"""One account never costs another: plug-ins, faults, interruptions; what an account's own page says of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from core.county import Account, AccountState
from core.errors import CrawlError
from core.media_sources import BUILT_IN, named_source
from core.snapshot import FetchStatus, GoneReason, Look, Resource, Taking, Verdict, Watch, Window
from core.snapshot.taking import put_taking
from crawler.media.crawl import take_media
from crawler.media.interface import Context, Found
from crawler.media.job import read_media_job
from crawler.media.registry import Adapters, load_adapters
from crawler.media.replies import read_page
from crawler.record import Recorder
from tests.crawler.media.replay import account, ago, job_of, opened, take
from tests.crawler.site import Body, serve


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("该公众号已迁移", GoneReason.MOVED),
        ("此帐号已自主注销，内容无法查看", GoneReason.CANCELLED),
        ("该账号已注销", GoneReason.CANCELLED),
        ("此帐号已被屏蔽，内容无法查看", GoneReason.BANNED),
        ("该账号因违反相关规定已被封禁", GoneReason.BANNED),
        ("该内容已被发布者删除", None),
        ("此内容因违规无法查看", None),
        ("链接已过期", None),
        ("您的账号已被封禁，请联系管理员", None),
        ("您的IP已被屏蔽", None),
        ("您的请求已被屏蔽", None),
        ("该账号未注销", None),
        ("账号注销流程说明", None),
    ],
)
def test_what_a_page_says_of_its_account(text: str, gone: GoneReason | None) -> None:
    told = read_page(f"<html><body><p>{text}</p></body></html>".encode(), "text/html; charset=utf-8")
    assert (told.gone if told else None) is gone


async def home_says(tmp_path: Path, body: Body, robots: str = "", **changes: Any) -> tuple[Taking, list[str]]:
    async with serve({"/u/1": body, "/robots.txt": robots}) as site:
        one = account("feed http://127.0.0.1:1/feed", url=f"{site.home}u/1", **changes)
        folder = await take(job_of(tmp_path, [one]))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        return taking, site.asked


async def test_the_account_s_own_page_tells_that_it_is_gone(tmp_path: Path) -> None:
    taking, _ = await home_says(tmp_path, "<html><body>此帐号已自主注销</body></html>")
    assert (taking.status, taking.gone) == (FetchStatus.GONE, GoneReason.CANCELLED)


async def test_any_other_page_tells_nothing(tmp_path: Path) -> None:
    taking, _ = await home_says(tmp_path, "<html><body><h1>云岭发布</h1></body></html>")
    assert (taking.status, taking.gone) == (FetchStatus.FAILED, None)


async def test_robots_and_closed_accounts_are_left_alone(tmp_path: Path) -> None:
    body = "<html><body>此帐号已自主注销</body></html>"
    taking, asked = await home_says(tmp_path / "a", body, "User-agent: *\nDisallow: /")
    assert (taking.status, asked) == (FetchStatus.FAILED, ["GET /robots.txt"])
    _, asked = await home_says(tmp_path / "b", body, state=AccountState.CLOSED)
    assert asked == []


class Faulty:
    """An adapter that fails with a secret in its message."""

    title = "坏的"
    consents = ()

    def __init__(self, context: Context) -> None:
        self._context = context

    async def fetch(self, account: Account, window: Window) -> Found:
        raise RuntimeError("token=abcdef-secret")


async def test_an_adapter_s_fault_is_its_account_s_alone_and_tells_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    known = {**load_adapters(()).known, "faulty": Faulty}
    monkeypatch.setattr("crawler.media.run.load_adapters", lambda: Adapters(known))
    bad, good = account("faulty"), account("sheet", name="云岭教育")
    folder = await take(job_of(tmp_path, [bad, good]))
    with opened(folder) as snapshot:
        first, second = snapshot.taking(bad.key), snapshot.taking(good.key)
    assert first is not None
    assert second is not None
    assert (first.status, "RuntimeError" in first.reason) == (FetchStatus.FAILED, True)
    assert "abcdef-secret" not in first.reason + caplog.text


class Point:
    """An installed adapter's entry point."""

    group, value = "xunjian.media_adapters", "county:Own"

    def __init__(self, name: str, loads: object) -> None:
        self.name, self._loads = name, loads

    def load(self) -> object:
        if isinstance(self._loads, BaseException):
            raise self._loads
        return self._loads


def test_others_packages_add_adapters_and_broken_ones_are_named() -> None:
    points: Any = [Point("own", Faulty), Point("feed", Faulty), Point("bad", ImportError("no module"))]
    found = load_adapters(points)
    assert [found.known[name].title for name in ("own", "feed")] == ["坏的", load_adapters(()).known["feed"].title]
    assert list(found.broken) == ["bad (county:Own)"]


def test_what_a_register_may_name_is_what_there_is() -> None:
    assert set(BUILT_IN) == load_adapters(()).known.keys()


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("feed https://a.example/f", ("feed", "https://a.example/f")),
        ("https://a.example/f?x=1", ("feed", "https://a.example/f?x=1")),
        ("feed：https://a.example/f", ("feed", "https://a.example/f")),
        ("Official.Weibo", ("official.weibo", "")),
        ("  sheet ", ("sheet", "")),
        ("RSS https://a.example/f", ("feed", "https://a.example/f")),
        ("人工取证", ("evidence", "")),
        ("", ("", "")),
    ],
)
def test_the_register_names_the_way(source: str, named: tuple[str, str]) -> None:
    found = named_source(account(source))
    assert (found.adapter, found.place) == named


async def test_an_interrupted_inspection_asks_only_who_is_left(tmp_path: Path) -> None:
    async with serve({}) as site:
        done, left = account(f"{site.home}done"), account(f"{site.home}left", name="云岭教育")
        job = job_of(tmp_path, [done, left])
        recorder = Recorder(job.partial, "test")
        with recorder.step():
            put_taking(recorder.db, Taking(done.key, "feed", FetchStatus.OK, ago(0)), ())
        recorder.close()
        folder = await take(job)
    assert site.asked == ["GET /left"]
    with opened(folder) as snapshot:
        first = snapshot.taking(done.key)
        assert first is not None
        assert first.status is FetchStatus.OK


def feed_of(text: str) -> str:
    item = f"<guid>1</guid><pubDate>{ago(1):%Y-%m-%d %H:%M}</pubDate><description>{text}</description>"
    return f"<rss><channel><title>云岭发布</title><item>{item}</item></channel></rss>"


async def test_links_in_posts_and_watched_ones_are_checked(tmp_path: Path) -> None:
    posts: dict[str, Body] = {}
    pages: dict[str, Body] = {"/good": "<html><body>好的页面内容</body></html>", "/gone": web.Response(status=404)}
    async with serve(pages) as site, serve(posts) as bridge:
        posts["/feed"] = feed_of(f"见 {site.home}good")
        one = account(f"{bridge.home}feed")
        watch = Watch("any", one.key, "account", (f"{site.home}gone",), looks=(Look.LINK,))
        folder = await take(job_of(tmp_path, [one], watches=(watch,)))
    with opened(folder) as snapshot:
        found = [snapshot.resource(f"{site.home}{name}") for name in ("good", "gone")]
        assert [resource and resource.verdict for resource in found] == [Verdict.OK, Verdict.DEAD]
        assert all(isinstance(resource, Resource) and resource.record for resource in found)


async def test_private_addresses_in_posts_are_not_connected_to(tmp_path: Path) -> None:
    answers: dict[str, Body] = {}
    async with serve({"/secret": "x"}) as inner, serve(answers, "127.0.0.2") as bridge:
        answers["/feed"] = feed_of(f"{inner.home}secret")
        job = job_of(tmp_path, [account(f"{bridge.home}feed")], allow_private=("127.0.0.2/32",))
        folder = await take(job)
    assert inner.asked == []
    with opened(folder) as snapshot:
        resource = snapshot.resource(f"{inner.home}secret")
        assert resource is not None
        assert resource.verdict is Verdict.GUARDED


async def test_a_process_of_its_own_does_the_same(tmp_path: Path) -> None:
    job = job_of(tmp_path, [account("sheet", phone="13800000000", person="某人")])
    assert read_media_job(job.to_json()) == job
    folder = await asyncio.to_thread(take_media, job, lambda _progress: None)
    with opened(folder) as snapshot:
        (one,) = snapshot.accounts
        assert (one.phone, one.person) == ("", ""), "whom to call stays in the office"
    with pytest.raises(CrawlError):
        take_media(job, lambda _progress: None)
