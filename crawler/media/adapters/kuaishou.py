"""Adapter `official.kuaishou`: the account's own videos, by its owner's authorisation; a token lasts 48 hours.

Interface: `openapi/user_info`, `openapi/photo/list` of open.kuaishou.com; times are milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from core.county import Account
from core.snapshot.media import FetchStatus, Identity, Post, Window
from crawler.media.client import Asked
from crawler.media.consent import Consent
from crawler.media.dates import read_date
from crawler.media.interface import Context, Found
from crawler.media.official import Interface, by_code, part_of, post_of, rows_of, strings
from crawler.media.paging import Sheet, read_list
from crawler.media.replies import Told

_BASE = "https://open.kuaishou.com"
#: Most that the interface gives at once.
_COUNT = 200
_EXPIRED = frozenset({100200100, 100200101, 100200102, 100200103, 100200104, 100200105})
_LIMITED = frozenset({100200500, 100200501})


class Kuaishou:
    """Reads the videos of the account whose owner authorised."""

    title: ClassVar[str] = "快手开放平台（账号主办单位授权）"
    consents: ClassVar[tuple[str, ...]] = ("app_id", "access_token")

    def __init__(self, context: Context) -> None:
        self._api = Interface(context, _BASE, _fault, self._renew)

    async def fetch(self, account: Account, window: Window) -> Found:
        """Who authorised, and all videos of the window."""
        whose = await self._api.ask(lambda consent: self._asked("/openapi/user_info", consent))
        if isinstance(whose, Told):
            return whose.found(self._api.base)
        name = str(part_of(whose, "user_info").get("name") or "")

        async def turn(place: str) -> Sheet | Told:
            return await self._page(place, window)

        return replace(await read_list(turn, window, self._api.base), identity=Identity(name=name))

    async def _page(self, cursor: str, window: Window) -> Sheet | Told:
        query = {"count": _COUNT, **({"cursor": cursor} if cursor else {})}
        data = await self._api.ask(lambda consent: self._asked("/openapi/photo/list", consent, **query))
        if isinstance(data, Told):
            return data
        rows = rows_of(data, "video_list")
        if rows is None:
            return Told(FetchStatus.FAILED, "接口没有返回作品列表")
        # What is still being reviewed nobody sees.
        posts = tuple(_post(row, window) for row in rows if row.get("pending") is not True)
        return Sheet(posts, str(rows[-1].get("photo_id") or "") if len(rows) >= _COUNT else "")

    def _asked(self, path: str, consent: Consent, **query: object) -> Asked:
        own = {"app_id": consent.get("app_id"), "access_token": consent.get("access_token")}
        return Asked(self._api.address(path, **own, **query))

    async def _renew(self, consent: Consent) -> Mapping[str, str] | None:
        if not consent.get("refresh_token"):
            return None
        query = {
            "app_id": consent.get("app_id"),
            "app_secret": consent.get("secret"),
            "grant_type": "refresh_token",
            "refresh_token": consent.get("refresh_token"),
        }
        data = await self._api.private(Asked(self._api.address("/oauth2/refresh_token", **query)))
        return strings(data, "access_token", "refresh_token")


def _fault(data: Mapping[str, Any]) -> Told | None:
    if data.get("result") in (1, "1"):
        return None
    return by_code(data.get("result"), data.get("error_msg") or data.get("error") or "", _EXPIRED, _LIMITED)


def _post(row: Mapping[str, Any], window: Window) -> Post:
    dated = read_date(row.get("create_time"), window.last)
    return post_of(
        row.get("photo_id") or "",
        row.get("caption"),
        "",
        row.get("caption"),
        at=dated.at if dated else None,
        written=str(row.get("create_time", ""))[:80],
    )
