"""Adapter `official.bilibili`: the account's own published videos, by its owner's authorisation.

Interface: `arcopen/fn/archive/viewlist` of openhome.bilibili.com, each request signed by the app's own secret with
HMAC-SHA256 as the platform documents; nothing else is signed.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
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

_BASE = "https://member.bilibili.com"
_COUNT = 50
_EXPIRED = frozenset({-101, -658, 4001, 4002, 4003, 123001, 123002})
_LIMITED = frozenset({-412, -509, -799, 4005})


class Bilibili:
    """Reads the published videos of the account whose owner authorised."""

    title: ClassVar[str] = "哔哩哔哩开放平台（账号主办单位授权）"
    consents: ClassVar[tuple[str, ...]] = ("app_id", "secret", "access_token")

    def __init__(self, context: Context) -> None:
        self._api = Interface(context, _BASE, _fault, self._renew)

    async def fetch(self, account: Account, window: Window) -> Found:
        """Who authorised, and all videos of the window."""
        whose = await self._api.ask(lambda consent: self._asked("/arcopen/fn/user/account/info", consent))
        if isinstance(whose, Told):
            return whose.found(self._api.base)
        name = str(part_of(whose, "data").get("name") or "")

        async def turn(place: str) -> Sheet | Told:
            return await self._page(int(place or 1), window)

        return replace(await read_list(turn, window, self._api.base), identity=Identity(name=name))

    async def _page(self, number: int, window: Window) -> Sheet | Told:
        query = {"pn": number, "ps": _COUNT, "status": "pubed"}
        data = await self._api.ask(lambda consent: self._asked("/arcopen/fn/archive/viewlist", consent, **query))
        if isinstance(data, Told):
            return data
        rows, total = rows_of(data, "data", "list"), part_of(part_of(data, "data"), "page").get("total")
        # Of no videos at all the platform says `null`.
        rows = [] if rows is None and total == 0 else rows
        if rows is None:
            return Told(FetchStatus.FAILED, "接口没有返回稿件列表")
        whole = not isinstance(total, int) or total <= (number - 1) * _COUNT + len(rows)
        return Sheet(tuple(_post(row, window) for row in rows), str(number + 1) if rows and not whole else "", whole)

    def _asked(self, path: str, consent: Consent, **query: object) -> Asked:
        headers = signed_headers(
            consent.get("app_id"), consent.get("secret"), b"", secrets.token_hex(16), int(time.time())
        )
        return Asked(self._api.address(path, **query), headers={**headers, "access-token": consent.get("access_token")})

    async def _renew(self, consent: Consent) -> Mapping[str, str] | None:
        if not consent.get("refresh_token"):
            return None
        query = {
            "client_id": consent.get("app_id"),
            "client_secret": consent.get("secret"),
            "grant_type": "refresh_token",
            "refresh_token": consent.get("refresh_token"),
        }
        asked = Asked(self._api.address("/x/account-oauth2/v1/refresh_token", **query), "POST")
        return strings(part_of(await self._api.private(asked) or {}, "data"), "access_token", "refresh_token")


def signed_headers(key: str, secret: str, body: bytes, nonce: str, moment: int) -> dict[str, str]:
    """The platform's documented signature: HMAC-SHA256 over its own headers, sorted, one a line."""
    own = {
        "x-bili-accesskeyid": key,
        "x-bili-content-md5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
        "x-bili-signature-method": "HMAC-SHA256",
        "x-bili-signature-nonce": nonce,
        "x-bili-signature-version": "2.0",
        "x-bili-timestamp": str(moment),
    }
    text = "\n".join(f"{name}:{value}" for name, value in sorted(own.items()))
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return {**own, "Authorization": signature, "Accept": "application/json", "Content-Type": "application/json"}


def _fault(data: Mapping[str, Any]) -> Told | None:
    if data.get("code") in (0, "0"):
        return None
    return by_code(data.get("code"), data.get("message", ""), _EXPIRED, _LIMITED)


def _post(row: Mapping[str, Any], window: Window) -> Post:
    raw = row.get("ptime") or row.get("ctime")
    dated = read_date(raw, window.last)
    return post_of(
        row.get("resource_id") or "",
        row.get("title"),
        part_of(row, "video_info").get("share_url"),
        row.get("desc"),
        at=dated.at if dated else None,
        written=str(raw or "")[:80],
    )
