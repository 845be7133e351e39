"""Platforms' own interfaces, replayed: posts, whose they are, what is covered, what goes wrong; no token in a file."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from core.snapshot import FetchStatus, Post, Taking
from tests.crawler.media.platforms import CONSENT, FRESH, KINDS, TOKEN, Handle, Kind, Live, Reply, fresh, platform
from tests.crawler.media.replay import account, ago, job_of, opened, take, vault_of

every = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.adapter)


def serving(kind: Kind, answer: Reply) -> Handle:
    """Says who it is, and gives `answer` for the list."""

    def handle(request: web.Request, _body: bytes) -> Reply:
        if request.path == kind.who[0]:
            return fresh(kind.who[1])
        return fresh(answer) if request.path == kind.list_path else web.Response(status=404)

    return handle


async def fetch(
    tmp_path: Path, kind: Kind, handle: Handle, consent: dict[str, str] = CONSENT
) -> tuple[Taking, list[Post], Live]:
    one = account(kind.adapter, account_id="")
    async with platform(handle) as live:
        if consent:
            vault_of(tmp_path).keep(one.key, consent)
        folder = await take(job_of(tmp_path, [one], bases={kind.adapter: live.base}))
    with opened(folder) as snapshot:
        taking = snapshot.taking(one.key)
        assert taking is not None
        return taking, list(snapshot.posts(one.key)), live


def no_secret(tmp_path: Path) -> bool:
    """Whether no file that is not encrypted holds a token, packed or not."""
    words = [value.encode() for name, value in CONSENT.items() if name not in ("app_id", "open_id")] + [FRESH.encode()]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            plain = gzip.decompress(raw) if path.suffix == ".gz" else raw
            if any(word in plain for word in words):
                return False
    return True


Rows = Sequence[tuple[str, datetime, bool]]


@every
async def test_posts_of_the_account(tmp_path: Path, kind: Kind) -> None:
    rows: Rows = [("b", ago(2), False), ("a", ago(30), False)]
    taking, posts, _ = await fetch(tmp_path, kind, serving(kind, kind.rows(rows)))
    assert taking.status is FetchStatus.OK
    assert [post.id for post in posts] == ["b", "a"]
    assert all(
        post.at is not None and abs((post.at - at).total_seconds()) < 120
        for post, (_, at, _) in zip(posts, rows, strict=True)
    )
    assert taking.covers(ago(99), taking.at)
    assert taking.identity.sure
    assert taking.identity.name == "云岭发布"
    assert no_secret(tmp_path)


@every
async def test_an_empty_list_is_certain(tmp_path: Path, kind: Kind) -> None:
    taking, posts, _ = await fetch(tmp_path, kind, serving(kind, kind.rows([])))
    assert (taking.status, posts) == (FetchStatus.OK_EMPTY, [])
    assert taking.covers(ago(99), taking.at)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.pins], ids=lambda kind: kind.adapter)
async def test_pinned_posts_are_marked(tmp_path: Path, kind: Kind) -> None:
    rows: Rows = [("top", ago(500), True), ("b", ago(2), False)]
    _, posts, _ = await fetch(tmp_path, kind, serving(kind, kind.rows(rows)))
    assert [(post.id, post.pinned) for post in posts] == [("top", True), ("b", False)]


@every
async def test_an_expired_token_is_renewed_once_and_kept(tmp_path: Path, kind: Kind) -> None:
    def handle(request: web.Request, body: bytes) -> Reply:
        if request.path == kind.refresh[0]:
            return fresh(kind.refresh[1])
        asked = f"{request.path_qs} {dict(request.headers)} {body.decode()}"
        return (
            serving(kind, kind.rows([("b", ago(2), False)]))(request, body) if FRESH in asked else fresh(kind.expired)
        )

    taking, posts, live = await fetch(tmp_path, kind, handle)
    assert (taking.status, len(posts)) == (FetchStatus.OK, 1)
    assert [live.token_of(0), live.token_of(len(live.asked) - 1)] == [TOKEN, FRESH]
    kept = vault_of(tmp_path).consent(account(kind.adapter, account_id="").key)
    assert kept is not None
    assert (kept.get("access_token"), kept.get("refresh_token")) == (FRESH, "refresh-token-555")
    assert no_secret(tmp_path)


@every
async def test_a_token_that_cannot_be_renewed_is_told(tmp_path: Path, kind: Kind) -> None:
    taking, _, live = await fetch(tmp_path, kind, lambda _request, _body: fresh(kind.expired))
    assert taking.status is FetchStatus.AUTH_EXPIRED
    assert taking.covered_from is None
    assert len(live.asked) <= 3, "once, one renewal, no more"


@every
async def test_without_consent_nothing_is_asked(tmp_path: Path, kind: Kind) -> None:
    taking, _, live = await fetch(tmp_path, kind, serving(kind, kind.rows([])), {})
    assert taking.status is FetchStatus.AUTH_EXPIRED
    assert live.asked == []


WRONG: list[tuple[Reply, FetchStatus]] = [
    (web.Response(status=503, text="busy"), FetchStatus.FAILED),
    (web.Response(status=429, text="slow"), FetchStatus.BLOCKED),
    (
        web.Response(text="<html><body><input type=password></body></html>", content_type="text/html"),
        FetchStatus.BLOCKED,
    ),
    (web.Response(text="<html><h1>维护中</h1></html>", content_type="text/html"), FetchStatus.FAILED),
    (web.Response(text="[" * 200_000, content_type="application/json"), FetchStatus.FAILED),
    (web.Response(text='{"a":' * 50_000, content_type="application/json"), FetchStatus.FAILED),
    (web.Response(text='{"statuses": [{"idstr": "1", "crea', content_type="application/json"), FetchStatus.FAILED),
    (web.Response(body=gzip.compress(b" " * 40_000_000), headers={"Content-Encoding": "gzip"}), FetchStatus.FAILED),
    ({"unexpected": True}, FetchStatus.FAILED),
    ({"statuses": 1, "result": 1, "code": 0, "video_list": "x", "data": {"list": {}}}, FetchStatus.FAILED),
    ({"statuses": [1], "result": 1, "code": 0, "video_list": [None], "data": {"list": [[]]}}, FetchStatus.FAILED),
]


@every
@pytest.mark.parametrize(("answer", "status"), WRONG)
async def test_what_is_no_list_covers_nothing(tmp_path: Path, kind: Kind, answer: Reply, status: FetchStatus) -> None:
    taking, posts, _ = await fetch(tmp_path, kind, serving(kind, answer))
    assert (taking.status, posts, taking.covered_from) == (status, [], None)
    assert taking.reason


@every
async def test_a_rate_limit_blocks(tmp_path: Path, kind: Kind) -> None:
    taking, _, _ = await fetch(tmp_path, kind, serving(kind, kind.limited))
    assert taking.status is FetchStatus.BLOCKED


@every
async def test_a_redirect_carries_no_token_elsewhere(tmp_path: Path, kind: Kind) -> None:
    async with platform(lambda _request, _body: {"stolen": True}) as elsewhere:
        answer = web.Response(status=302, headers={"Location": f"{elsewhere.base}/collect"})
        taking, _, _ = await fetch(tmp_path, kind, serving(kind, answer))
        assert elsewhere.asked == []
    assert taking.status is FetchStatus.FAILED
    assert no_secret(tmp_path)


@every
async def test_an_answer_that_repeats_the_token_is_not_kept(tmp_path: Path, kind: Kind) -> None:
    answer = kind.rows([("b", ago(2), False)])
    assert isinstance(answer, dict)
    await fetch(tmp_path, kind, serving(kind, {**answer, "debug": TOKEN}))
    assert no_secret(tmp_path)


async def test_a_further_page_that_fails_leaves_what_came(tmp_path: Path) -> None:
    (kind,) = [kind for kind in KINDS if kind.adapter == "official.douyin"]
    first = kind.rows([("b", ago(2), False)])
    assert isinstance(first, dict)
    first["data"] |= {"has_more": True, "cursor": 20}

    def handle(request: web.Request, body: bytes) -> Reply:
        if "cursor=20" in request.path_qs:
            return web.Response(status=500, text="x")
        return serving(kind, first)(request, body)

    taking, posts, _ = await fetch(tmp_path, kind, handle)
    assert (taking.status, len(posts), taking.covered_from) == (FetchStatus.FAILED, 1, None)


async def test_a_list_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    (kind,) = [kind for kind in KINDS if kind.adapter == "official.douyin"]
    page = kind.rows([("b", ago(2), False)])
    assert isinstance(page, dict)
    page["data"] |= {"has_more": True, "cursor": 20}
    taking, _, live = await fetch(tmp_path, kind, serving(kind, page))
    assert taking.status is FetchStatus.OK
    assert len(live.asked) < 6
    assert taking.covered_from is None
    assert "指回" in taking.reason


async def test_an_empty_page_with_a_cursor_is_no_whole_window(tmp_path: Path) -> None:
    (kind,) = [kind for kind in KINDS if kind.adapter == "official.douyin"]
    page = kind.rows([])
    assert isinstance(page, dict)
    page["data"] |= {"has_more": True, "cursor": 20}
    taking, posts, live = await fetch(tmp_path, kind, serving(kind, page))
    assert (taking.status, posts, taking.covered_from) == (FetchStatus.OK, [], None)
    assert "没有内容却还有下一页" in taking.reason
    assert len(live.asked) < 6


async def test_weibo_s_login_wall(tmp_path: Path) -> None:
    (kind,) = [kind for kind in KINDS if kind.adapter == "official.weibo"]
    taking, _, _ = await fetch(tmp_path, kind, serving(kind, {"ok": -100, "url": "https://passport.example/"}))
    assert taking.status is FetchStatus.BLOCKED


async def test_videos_under_review_are_no_updates(tmp_path: Path) -> None:
    (kind,) = [kind for kind in KINDS if kind.adapter == "official.kuaishou"]
    page = kind.rows([("b", ago(2), False)])
    assert isinstance(page, dict)
    page["video_list"][0]["pending"] = True
    taking, posts, _ = await fetch(tmp_path, kind, serving(kind, page))
    assert (taking.status, posts) == (FetchStatus.OK_EMPTY, [])
