"""Adapter `official.weibo`: the account's own timeline, by its owner's authorisation (OAuth 2.0).

Interface: `2/account/get_uid`, `2/statuses/user_timeline` of open.weibo.com; times are written
`Mon Nov 23 08:00:00 +0800 2026`.
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

_BASE = "https://api.weibo.com"
_COUNT = 100
_EXPIRED = frozenset({10006, 10013, 21301, 21314, 21315, 21316, 21317, 21319, 21327, 21332})
_LIMITED = frozenset({10004, 10022, 10023, 10024})


class Weibo:
    """Reads the timeline of the account whose owner authorised."""

    title: ClassVar[str] = "微博开放平台（账号主办单位授权）"
    consents: ClassVar[tuple[str, ...]] = ("access_token",)

    def __init__(self, context: Context) -> None:
        self._api = Interface(context, _BASE, _fault, self._renew)
        self._identity = Identity()

    async def fetch(self, account: Account, window: Window) -> Found:
        """The posts of the account that the authorisation belongs to, whichever is registered."""
        whose = await self._api.ask(lambda consent: self._asked("/2/account/get_uid.json", consent))
        if isinstance(whose, Told):
            return whose.found(self._api.base)
        uid = str(whose.get("uid") or "")
        if not uid:
            return Told(FetchStatus.FAILED, "接口没有说明授权属于哪个账号").found(self._api.base)
        self._identity = Identity(uid)

        async def turn(place: str) -> Sheet | Told:
            return await self._page(uid, int(place or 1), window)

        return replace(await read_list(turn, window, self._api.base), identity=self._identity)

    async def _page(self, uid: str, number: int, window: Window) -> Sheet | Told:
        path, query = "/2/statuses/user_timeline.json", {"uid": uid, "count": _COUNT, "page": number}
        data = await self._api.ask(lambda consent: self._asked(path, consent, **query))
        if isinstance(data, Told):
            return data
        rows = rows_of(data, "statuses")
        if rows is None:
            return Told(FetchStatus.FAILED, "接口没有返回微博列表")
        for row in rows:
            user = part_of(row, "user")
            self._identity = Identity(str(user.get("idstr") or uid), str(user.get("screen_name") or ""))
        total = data.get("total_number")
        # The interface may end before the list does; then only what came is certain.
        whole = not isinstance(total, int) or total <= (number - 1) * _COUNT + len(rows)
        return Sheet(tuple(_post(row, window) for row in rows), str(number + 1) if rows and not whole else "", whole)

    def _asked(self, path: str, consent: Consent, **query: object) -> Asked:
        return Asked(self._api.address(path, access_token=consent.get("access_token"), **query))

    async def _renew(self, consent: Consent) -> Mapping[str, str] | None:
        if not consent.get("refresh_token"):
            return None
        form = {
            "client_id": consent.get("app_id"),
            "client_secret": consent.get("secret"),
            "grant_type": "refresh_token",
            "refresh_token": consent.get("refresh_token"),
        }
        body = urlencode(form).encode()
        data = await self._api.private(Asked(self._api.address("/oauth2/access_token"), "POST", FORM, body))
        return strings(data, "access_token", "refresh_token")


def _fault(data: Mapping[str, Any]) -> Told | None:
    if data.get("ok") == -100:
        return Told(FetchStatus.BLOCKED, "微博要求登录（ok=-100）")
    if "error_code" not in data:
        return None
    return by_code(data["error_code"], data.get("error", ""), _EXPIRED, _LIMITED)


def _post(row: Mapping[str, Any], window: Window) -> Post:
    dated = read_date(row.get("created_at"), window.last)
    name, user = str(row.get("idstr") or row.get("id") or ""), part_of(row, "user")
    pinned = str(row.get("profile_type_id", "")).startswith("proweibotop") or row.get("isTop") in (1, True)
    return post_of(
        name,
        "",
        f"https://weibo.com/{user.get('idstr', '')}/{name}",
        row.get("text"),
        at=dated.at if dated else None,
        written=str(row.get("created_at", ""))[:80],
        pinned=pinned,
    )
