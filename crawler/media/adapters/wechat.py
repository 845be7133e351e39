"""Adapter `official.wechat`: a public account's own figures and publications, by its owner's app id and secret.

Interface (api.weixin.qq.com): `datacube/getarticletotaldetail` lists what was sent and published day by day, up to
yesterday and from 2025-11-01 on; `cgi-bin/freepublish/batchget` lists what was published without being sent, up to now.
Only the first one covers a time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, ClassVar

from core.clock import BEIJING
from core.county import Account
from core.snapshot.media import FetchStatus, Post, Window
from crawler.media.adapters.wechat_identity import identity_of
from crawler.media.client import Asked
from crawler.media.consent import Consent
from crawler.media.dates import read_date
from crawler.media.interface import MAX_PAGES, Context, Found
from crawler.media.official import JSON, Interface, by_code, part_of, post_of, rows_of, strings
from crawler.media.replies import Told

_BASE = "https://api.weixin.qq.com"
#: The first day of which the interface knows.
_SINCE = date(2025, 11, 1)
#: Days read whatever they hold; further back only until something is found.
_READ_DAYS = 15
_COUNT = 20
_EXPIRED = frozenset({40001, 40014, 41001, 42001, 40013, 40125, 40164, 61024})
_LIMITED = frozenset({45009, 45011, -1})
#: The account has not the right to ask.
_NO_RIGHT = 48001


@dataclass(slots=True)
class _Days:
    """What was read day by day, newest first. `first` is the earliest day that is surely known."""

    posts: list[Post] = field(default_factory=list)
    first: date | None = None
    trouble: Told | None = None


class Wechat:
    """Reads the account whose owner handed over app id and secret."""

    title: ClassVar[str] = "微信公众平台（账号主办单位授权）"
    consents: ClassVar[tuple[str, ...]] = ("app_id", "secret")

    def __init__(self, context: Context) -> None:
        self._api = Interface(context, _BASE, _fault, self._renew)

    async def fetch(self, account: Account, window: Window) -> Found:
        """Sent and published articles of the window; how the account answers by itself."""
        if not self._api.consent.get("access_token") and not await self._api.renew():
            words = "没有取得访问凭证：app_id 或 secret 有误，或者本机地址不在公众号的 IP 白名单中"
            return Found(FetchStatus.AUTH_EXPIRED, reason=words, source=self._api.base)
        days = await self._days(window)
        published = await self._published(window)
        interaction = await self._interaction()
        posts = (*days.posts, *(published if isinstance(published, list) else ()))
        identity = identity_of(account, posts)
        found = _found(days, posts, window)
        return replace(found, identity=identity, interaction=interaction, source=self._api.base)

    async def _days(self, window: Window) -> _Days:
        """Day by day back from yesterday until something is found: what is older says nothing more."""
        read, day = _Days(), window.last.date() - timedelta(days=1)
        earliest = max(window.first.date(), _SINCE)
        least = window.last.date() - timedelta(days=_READ_DAYS)
        while day >= earliest and (day >= least or not read.posts):
            rows = await self._day(day)
            if isinstance(rows, Told):
                read.trouble = rows
                break
            read.posts += rows
            read.first, day = day, day - timedelta(days=1)
        return read

    async def _day(self, day: date) -> list[Post] | Told:
        body = {"begin_date": day.isoformat(), "end_date": day.isoformat()}
        data = await self._api.ask(lambda consent: self._asked("/datacube/getarticletotaldetail", consent, body))
        if isinstance(data, Told):
            return data
        rows = rows_of(data, "list")
        if rows is None:
            return Told(FetchStatus.FAILED, "接口没有返回发布明细")
        if data.get("is_delay") is True:
            return Told(FetchStatus.FAILED, f"平台称 {day:%Y-%m-%d} 的数据尚未算完")
        return [_sent(row, day) for row in rows]

    async def _published(self, window: Window) -> list[Post] | Told:
        posts: list[Post] = []
        for number in range(MAX_PAGES):
            data = await self._api.ask(partial(self._batch, number * _COUNT))
            rows = None if isinstance(data, Told) else rows_of(data, "item")
            if isinstance(data, Told) or rows is None:
                return posts or (data if isinstance(data, Told) else Told(FetchStatus.FAILED, "没有返回发布列表"))
            posts += [post for row in rows for post in _articles(row, window)]
            total = data.get("total_count")
            if not rows or not isinstance(total, int) or total <= (number + 1) * _COUNT:
                break
            if posts and posts[-1].at is not None and posts[-1].at < window.first:
                break
        return posts

    def _batch(self, offset: int, consent: Consent) -> Asked:
        # In the address instead of the body they are refused (40097).
        body = {"offset": offset, "count": _COUNT, "no_content": 0}
        return self._asked("/cgi-bin/freepublish/batchget", consent, body)

    async def _interaction(self) -> Mapping[str, bool]:
        """Only the rules set in the platform's own console can be seen."""
        data = await self._api.ask(lambda consent: self._asked("/cgi-bin/get_current_autoreply_info", consent, None))
        if isinstance(data, Told) or "is_autoreply_open" not in data:
            return {}
        return {"自动回复": data["is_autoreply_open"] in (1, True)}

    def _asked(self, path: str, consent: Consent, body: Mapping[str, object] | None) -> Asked:
        address = self._api.address(path, access_token=consent.get("access_token"))
        return Asked(address) if body is None else Asked(address, "POST", JSON, json.dumps(body).encode())

    async def _renew(self, consent: Consent) -> Mapping[str, str] | None:
        body = {
            "grant_type": "client_credential",
            "appid": consent.get("app_id"),
            "secret": consent.get("secret"),
            # A token that was called invalid must not be given again.
            "force_refresh": bool(consent.get("access_token")),
        }
        asked = Asked(self._api.address("/cgi-bin/stable_token"), "POST", JSON, json.dumps(body).encode())
        return strings(await self._api.private(asked), "access_token")


def _found(days: _Days, posts: tuple[Post, ...], window: Window) -> Found:
    midnight = datetime.combine(window.last.date(), time.min, BEIJING)
    inside = [post for post in posts if post.at is not None and post.at >= window.first]
    status = FetchStatus.OK if inside else FetchStatus.OK_EMPTY
    if days.trouble is not None:
        words = f"{days.trouble.reason}；“发布”列表不含群发，不能单凭它判断"
        # What was published is seen all the same; that nothing was is not.
        return Found(FetchStatus.OK if inside else days.trouble.status, posts, words)
    if days.first is None:
        return Found(FetchStatus.OK if inside else FetchStatus.FAILED, posts, "平台没有这段时间的数据")
    first = datetime.combine(days.first, time.min, BEIJING)
    return Found(status, posts, covered_from=first, covered_to=midnight)


def _fault(data: Mapping[str, Any]) -> Told | None:
    code = data.get("errcode")
    if code in (None, 0):
        return None
    if code == _NO_RIGHT:
        return Told(FetchStatus.FAILED, "账号没有调用该接口的权限（48001），多为未认证的公众号")
    return by_code(code, data.get("errmsg", ""), _EXPIRED, _LIMITED)


def _sent(row: Mapping[str, Any], day: date) -> Post:
    written = str(row.get("ref_date") or day.isoformat())
    dated = read_date(written, datetime.combine(day, time.min, BEIJING))
    name = str(row.get("msgid") or f"{written}:{row.get('title', '')}")
    url = row.get("url") or row.get("content_url")
    return post_of(name, row.get("title"), url, at=dated.at if dated else None, written=written[:80], day_only=True)


def _articles(row: Mapping[str, Any], window: Window) -> list[Post]:
    dated = read_date(row.get("update_time"), window.last)
    return [
        post_of(
            f"{row.get('article_id')}:{number}",
            item.get("title"),
            item.get("url"),
            item.get("content"),
            at=dated.at if dated else None,
            written=str(row.get("update_time", ""))[:80],
            removed=item.get("is_deleted") is True,
        )
        for number, item in enumerate(rows_of(part_of(row, "content"), "news_item") or ())
    ]
