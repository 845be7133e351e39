"""Adapter `official.douyin`: the account's own videos, by its owner's authorisation.

Interface: `api/douyin/v1/video/video_list` of open.douyin.com; times are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from core.county import Account
from core.snapshot.media import FetchStatus, Identity, Post, Window
from crawler.media.client import Asked
from crawler.media.consent import Consent
from crawler.media.dates import read_date
from crawler.media.interface import Context, Found
from crawler.media.official import FORM, Interface, by_code, part_of, post_of, rows_of, strings
from crawler.media.paging import Sheet, read_list
from crawler.media.replies import Told

_BASE = "https://open.douyin.com"
_COUNT = 20
_EXPIRED = frozenset({10008, 10010, 2190002, 2190008, 28001003, 28001008})
_LIMITED = frozenset({10015, 2100001, 2190016, 28001005, 28003017})


class Douyin:
    """Reads the videos of the account whose owner authorised."""

    title: ClassVar[str] = "抖音开放平台（账号主办单位授权）"
    consents: ClassVar[tuple[str, ...]] = ("access_token", "open_id")

    def __init__(self, context: Context) -> None:
        self._api = Interface(context, _BASE, _fault, self._renew)

    async def fetch(self, account: Account, window: Window) -> Found:
        """Who authorised, and all videos of the window."""
        whose = await self._api.ask(self._who)
        if isinstance(whose, Told):
            return whose.found(self._api.base)
        name = str(part_of(whose, "data").get("nickname") or "")

        async def turn(place: str) -> Sheet | Told:
            return await self._page(place or "0", window)

        return replace(await read_list(turn, window, self._api.base), identity=Identity(name=name))

    def _who(self, consent: Consent) -> Asked:
        form = {"access_token": consent.get("access_token"), "open_id": consent.get("open_id")}
        return Asked(self._api.address("/oauth/userinfo/"), "POST", FORM, urlencode(form).encode())

    async def _page(self, cursor: str, window: Window) -> Sheet | Told:
        def make(consent: Consent) -> Asked:
            query = {"open_id": consent.get("open_id"), "cursor": cursor, "count": _COUNT}
            headers = {"access-token": consent.get("access_token")}
            return Asked(self._api.address("/api/douyin/v1/video/video_list/", **query), headers=headers)

        data = await self._api.ask(make)
        if isinstance(data, Told):
            return data
        rows = rows_of(data, "data", "list")
        if rows is None:
            return Told(FetchStatus.FAILED, "接口没有返回视频列表")
        more = part_of(data, "data")
        onward = str(more.get("cursor") or "") if more.get("has_more") in (True, 1) else ""
        # What is still being reviewed nobody sees.
        posts = tuple(_post(row, window) for row in rows if row.get("is_reviewed") is not False)
        return Sheet(posts, onward, whole=not more.get("has_more"))

    async def _renew(self, consent: Consent) -> Mapping[str, str] | None:
        if not consent.get("refresh_token"):
            return None
        form = {
            "client_key": consent.get("app_id"),
            "grant_type": "refresh_token",
            "refresh_token": consent.get("refresh_token"),
        }
        asked = Asked(self._api.address("/oauth/refresh_token/"), "POST", FORM, urlencode(form).encode())
        return strings(part_of(await self._api.private(asked) or {}, "data"), "access_token", "refresh_token")


def _fault(data: Mapping[str, Any]) -> Told | None:
    for part in (part_of(data, "data"), part_of(data, "extra")):
        if part.get("error_code") not in (None, 0, "0"):
            return by_code(part["error_code"], part.get("description", ""), _EXPIRED, _LIMITED)
    return None


def _post(row: Mapping[str, Any], window: Window) -> Post:
    dated = read_date(row.get("create_time"), window.last)
    return post_of(
        row.get("item_id") or "",
        row.get("title"),
        row.get("share_url"),
        row.get("title"),
        at=dated.at if dated else None,
        written=str(row.get("create_time", ""))[:80],
        pinned=row.get("is_top") in (True, 1),
    )
