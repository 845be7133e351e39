"""Adapter `official.wechat`, replayed: what was sent day by day, what was published, and what neither can show."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from checks.media.identity import mismatch
from core.county import Account
from core.snapshot import FetchStatus, Post, Taking
from tests.crawler.media.platforms import FRESH, TOKEN, Handle, Live, Reply, platform
from tests.crawler.media.replay import account, ago, job_of, opened, take, vault_of

ADAPTER = "official.wechat"
CONSENT = {"app_id": "wx-demo", "secret": "secret-of-the-app"}
ARTICLE = "https://mp.weixin.qq.com/s?__biz=MzDEMO==&mid=1&idx=1"
Days = Callable[[date], dict[str, Any]]


def sent(*days: int) -> Days:
    """Articles sent so many days ago."""
    wanted = {ago(number).date() for number in days}

    def of(day: date) -> dict[str, Any]:
        rows = [{"ref_date": day.isoformat(), "msgid": f"{day}_1", "title": "要闻", "publish_type": 0}]
        return {"list": rows if day in wanted else [], "is_delay": False}

    return of


def wechat(days: Days, published: Reply | None = None, *, valid: str = TOKEN) -> Handle:
    """The interface: gives `valid` when asked for a token, and accepts it alone."""

    def handle(request: web.Request, body: bytes) -> Reply:
        if request.path == "/cgi-bin/stable_token":
            return {"access_token": valid, "expires_in": 7200}
        if request.query.get("access_token") != valid:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        if request.path == "/datacube/getarticletotaldetail":
            asked = json.loads(body)
            assert asked["begin_date"] == asked["end_date"]
            return days(date.fromisoformat(asked["end_date"]))
        if request.path == "/cgi-bin/freepublish/batchget":
            assert not request.query.get("offset")
            return published if published is not None else {"total_count": 0, "item_count": 0, "item": []}
        return {"is_add_friend_reply_open": 1, "is_autoreply_open": 1}

    return handle


def article(days: float, url: str = ARTICLE) -> Reply:
    item = {
        "title": "公告",
        "url": url,
        "content": '<a href="https://www.example.gov.cn/a">看</a>',
        "is_deleted": False,
    }
    row = {"article_id": "a1", "update_time": int(ago(days).timestamp()), "content": {"news_item": [item]}}
    return {"total_count": 1, "item_count": 1, "item": [row]}


async def fetch(
    tmp_path: Path, handle: Handle, token: str = "", **changes: Any
) -> tuple[Account, Taking, list[Post], Live]:
    one = account(ADAPTER, platform="微信公众号", **changes)
    async with platform(handle) as live:
        vault_of(tmp_path).keep(one.key, {**CONSENT, **({"access_token": token} if token else {})})
        folder = await take(job_of(tmp_path, [one], bases={ADAPTER: live.base}))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        return one, taking, list(snapshot.posts(one.key)), live


async def test_what_was_sent_covers_the_time_up_to_last_midnight(tmp_path: Path) -> None:
    _, taking, posts, _ = await fetch(tmp_path, wechat(sent(3, 9)))
    assert taking.status is FetchStatus.OK
    assert sorted(post.written for post in posts) == [ago(9).date().isoformat(), ago(3).date().isoformat()]
    assert taking.covered_to is not None
    assert taking.covered_to.hour == 0
    assert taking.covered_to.date() == taking.at.date()
    assert taking.covers(ago(14), taking.at, timedelta(days=1))
    assert taking.interaction == {"自动回复": True}


async def test_it_looks_back_until_something_is_found(tmp_path: Path) -> None:
    _, taking, posts, live = await fetch(tmp_path, wechat(sent(40)))
    assert len(posts) == 1
    assert taking.covers(ago(39), taking.at, timedelta(days=1))
    assert sum("datacube" in path for _, path, _, _ in live.asked) == 40


async def test_nobody_is_asked_for_today_nor_for_days_without_figures(tmp_path: Path) -> None:
    _, _, _, live = await fetch(tmp_path, wechat(sent()))
    days = [json.loads(body)["end_date"] for _, path, _, body in live.asked if "datacube" in path]
    assert max(days) == ago(1).date().isoformat()
    # The interface has figures since that day only.
    assert min(days) >= "2025-11-01"


async def test_what_was_published_without_notice_is_an_update_too(tmp_path: Path) -> None:
    def quiet(day: date) -> dict[str, Any]:
        row = {"ref_date": day.isoformat(), "msgid": "m1", "title": "要闻", "publish_type": 1}
        return {"list": [row] if day == ago(3).date() else [], "is_delay": False}

    _, taking, posts, _ = await fetch(tmp_path, wechat(quiet))
    assert (taking.status, len(posts)) == (FetchStatus.OK, 1)


async def test_paging_stands_in_the_body_and_what_was_deleted_is_marked(tmp_path: Path) -> None:
    published = article(2)
    assert isinstance(published, dict)
    published["item"][0]["content"]["news_item"][0]["is_deleted"] = True
    _, _, posts, live = await fetch(tmp_path, wechat(sent(3), published))
    (asked,) = [(path, json.loads(body)) for _, path, _, body in live.asked if "batchget" in path]
    # In the address they are refused (40097), and more than twenty at a time too.
    assert "offset" not in asked[0]
    assert "count" not in asked[0]
    assert (asked[1]["offset"], asked[1]["count"] <= 20) == (0, True)
    assert [post.removed for post in posts] == [False, True]


async def test_delayed_figures_prove_nothing(tmp_path: Path) -> None:
    def late(day: date) -> dict[str, Any]:
        return {"list": [], "is_delay": True}

    _, taking, _, _ = await fetch(tmp_path, wechat(late))
    assert (taking.status, taking.covered_from) == (FetchStatus.FAILED, None)


async def test_published_articles_are_seen_but_cover_nothing(tmp_path: Path) -> None:
    def refused(day: date) -> dict[str, Any]:
        return {"errcode": 48001, "errmsg": "api unauthorized"}

    _, taking, posts, _ = await fetch(tmp_path, wechat(refused, article(2)))
    assert (taking.status, taking.covered_from) == (FetchStatus.OK, None)
    assert [post.links for post in posts] == [("https://www.example.gov.cn/a",)]
    assert "不含群发" in taking.reason


async def test_an_old_publication_alone_is_no_proof_of_silence(tmp_path: Path) -> None:
    def refused(day: date) -> dict[str, Any]:
        return {"errcode": 48001, "errmsg": "api unauthorized"}

    _, taking, _, _ = await fetch(tmp_path, wechat(refused, article(200)))
    assert (taking.status, taking.covered_from) == (FetchStatus.FAILED, None)


async def test_an_expired_token_is_renewed(tmp_path: Path) -> None:
    one, taking, posts, live = await fetch(tmp_path, wechat(sent(3), valid=FRESH), TOKEN)
    assert (taking.status, len(posts)) == (FetchStatus.OK, 1)
    renewals = [json.loads(body) for _, path, _, body in live.asked if path.startswith("/cgi-bin/stable_token")]
    assert [asked["force_refresh"] for asked in renewals] == [True]
    kept = vault_of(tmp_path).consent(one.key)
    assert kept is not None
    assert kept.get("access_token") == FRESH


@pytest.mark.parametrize(
    "answer", [{"errcode": 40013, "errmsg": "invalid appid"}, web.Response(status=500), web.Response(text="<html>")]
)
async def test_no_token_means_no_consent(tmp_path: Path, answer: Reply) -> None:
    _, taking, _, live = await fetch(tmp_path, lambda _request, _body: answer)
    assert taking.status is FetchStatus.AUTH_EXPIRED
    assert len(live.asked) == 1


async def test_somebody_else_s_articles_are_a_mismatch(tmp_path: Path) -> None:
    home = "https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzDEMO=="
    one, taking, _, _ = await fetch(tmp_path / "a", wechat(sent(3), article(2)), url=home, account_id="gh_demo")
    assert not mismatch(one, taking)
    other = article(2, "https://mp.weixin.qq.com/s?__biz=MzOTHER==&mid=1")
    one, taking, _, _ = await fetch(tmp_path / "b", wechat(sent(3), other), url=home, account_id="gh_demo")
    assert "MzOTHER" in mismatch(one, taking)
