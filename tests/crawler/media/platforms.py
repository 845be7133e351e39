"""Platforms' interfaces as replayed on loopback: answers of the recorded shape, by path, and what was asked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

Reply = dict[str, Any] | web.Response
Handle = Callable[[web.Request, bytes], Reply]

TOKEN, FRESH = "old-token-000111", "fresh-token-222333"
CONSENT = {
    "app_id": "wx-demo-app",
    "secret": "secret-of-the-app",
    "access_token": TOKEN,
    "refresh_token": "refresh-token-444",
    "open_id": "open-1",
}


@dataclass
class Live:
    """Where the interface stands, and what was asked: (method, path and query, headers, body)."""

    base: str = ""
    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)

    def token_of(self, number: int) -> str:
        """Which token one request carried, wherever it was."""
        _, path, headers, body = self.asked[number]
        text = f"{path} {headers} {body}"
        return FRESH if FRESH in text else TOKEN if TOKEN in text else ""


@asynccontextmanager
async def platform(handle: Handle) -> AsyncIterator[Live]:
    """Serve one interface."""
    live = Live()

    async def answer(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        live.asked.append((request.method, request.path_qs, dict(request.headers), body.decode()))
        found = handle(request, body)
        return found if isinstance(found, web.Response) else web.json_response(found)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    live.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield live
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class Kind:
    """One platform: its adapter, who answers, a page of posts (id, moment, pinned), and its ways to say no."""

    adapter: str
    who: tuple[str, Reply]
    list_path: str
    rows: Callable[[Sequence[tuple[str, datetime, bool]]], Reply]
    expired: Reply
    limited: Reply
    refresh: tuple[str, Reply]
    pins: bool = False


def _weibo(rows: Sequence[tuple[str, datetime, bool]]) -> Reply:
    user = {"idstr": "7000000001", "screen_name": "云岭发布", "verified_type": 1}
    found = [
        {
            "idstr": name,
            "created_at": f"{at:%a %b %d %H:%M:%S %z %Y}",
            "text": "消息 http://t.example/abc",
            "user": user,
            **({"profile_type_id": "proweibotop_1"} if pinned else {}),
        }
        for name, at, pinned in rows
    ]
    return {"statuses": found, "total_number": len(found)}


def _douyin(rows: Sequence[tuple[str, datetime, bool]]) -> Reply:
    found = [
        {"item_id": name, "title": "视频", "create_time": int(at.timestamp()), "is_top": pinned, "is_reviewed": True}
        for name, at, pinned in rows
    ]
    return {"data": {"error_code": 0, "list": found, "cursor": 0, "has_more": False}, "extra": {"error_code": 0}}


def _kuaishou(rows: Sequence[tuple[str, datetime, bool]]) -> Reply:
    found = [
        {"photo_id": name, "caption": "作品", "create_time": int(at.timestamp()) * 1000, "pending": False}
        for name, at, _ in rows
    ]
    return {"result": 1, "video_list": found}


def _bilibili(rows: Sequence[tuple[str, datetime, bool]]) -> Reply:
    found = [
        {
            "resource_id": name,
            "title": "稿件",
            "ptime": int(at.timestamp()),
            "video_info": {"share_url": "https://b.example/1"},
        }
        for name, at, _ in rows
    ]
    page = {"pn": 1, "ps": 50, "total": len(found)}
    return {"code": 0, "message": "0", "data": {"page": page, "list": found or None}}


def _said(code: int) -> Reply:
    return {"data": {"error_code": code, "description": "no"}, "extra": {"error_code": code}}


RENEWED = {"access_token": FRESH, "refresh_token": "refresh-token-555", "expires_in": 3600}
WEIBO = Kind(
    "official.weibo",
    ("/2/account/get_uid.json", {"uid": 7000000001}),
    "/2/statuses/user_timeline.json",
    _weibo,
    web.json_response({"error": "expired_token", "error_code": 21327}, status=403),
    web.json_response({"error": "User requests out of rate limit!", "error_code": 10023}, status=403),
    ("/oauth2/access_token", RENEWED),
    pins=True,
)
DOUYIN = Kind(
    "official.douyin",
    ("/oauth/userinfo/", {"data": {"nickname": "云岭发布", "open_id": "open-1", "error_code": 0}}),
    "/api/douyin/v1/video/video_list/",
    _douyin,
    _said(2190008),
    _said(2190016),
    ("/oauth/refresh_token/", {"data": {**RENEWED, "error_code": 0}, "message": "success"}),
    pins=True,
)
KUAISHOU = Kind(
    "official.kuaishou",
    ("/openapi/user_info", {"result": 1, "user_info": {"name": "云岭发布"}}),
    "/openapi/photo/list",
    _kuaishou,
    {"result": 100200100, "error_msg": "access_token expired"},
    {"result": 100200500, "error_msg": "too fast"},
    ("/oauth2/refresh_token", {"result": 1, **RENEWED}),
)
BILIBILI = Kind(
    "official.bilibili",
    ("/arcopen/fn/user/account/info", {"code": 0, "data": {"name": "云岭发布", "openid": "o"}}),
    "/arcopen/fn/archive/viewlist",
    _bilibili,
    {"code": -101, "message": "账号未登录"},
    {"code": -509, "message": "请求过于频繁"},
    ("/x/account-oauth2/v1/refresh_token", {"code": 0, "data": RENEWED}),
)
KINDS = (WEIBO, DOUYIN, KUAISHOU, BILIBILI)


def fresh(reply: Reply) -> Reply:
    """A response that may be sent once more."""
    if isinstance(reply, web.Response):
        return web.Response(status=reply.status, headers=reply.headers.copy(), body=reply.body)
    return json.loads(json.dumps(reply))  # type: ignore[no-any-return]
