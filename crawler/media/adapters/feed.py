"""Adapter `feed`: RSS 0.9–2.0, Atom (RFC 4287) and JSON Feed 1.1, such as a unit's own bridge offers.

A feed holds the newest posts, so every post since its oldest entry is known, up to the moment of which it speaks: a
cache may be old (freshness.py). An empty one proves nothing: bridges answer so, too, when they could not read the
account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import ClassVar

from core.county import Account
from core.snapshot.media import FetchStatus, Identity, Post, Window
from crawler.media.freshness import Freshness, freshness, limited
from crawler.media.interface import MAX_PAGES, MAX_POSTS, Context, Found
from crawler.media.replies import Told, page_instead, trouble
from crawler.media.spans import since_oldest
from crawler.media.syndication import Sheet, read_feed
from crawler.media.words import web_address

_ACCEPT = {"Accept": "application/feed+json,application/atom+xml,application/rss+xml,application/json;q=0.9,*/*;q=0.5"}


class Feed:
    """Reads the feed that the register names."""

    title: ClassVar[str] = "订阅源（RSS、Atom、JSON Feed）"
    consents: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context) -> None:
        self._client, self._place = context.client, context.place

    async def fetch(self, account: Account, window: Window) -> Found:
        """The feed's entries, on further pages too while they reach into the window."""
        address = web_address(self._place)
        if not address:
            return Found(FetchStatus.FAILED, reason="登记表“数据来源”没有写明订阅源的地址", source=self._place)
        sheets: list[Sheet] = []
        posts: tuple[Post, ...] = ()
        known_to = Freshness(window.last)
        seen: set[str] = set()
        stopped: Told | None = None
        while address and len(seen) < MAX_PAGES:
            seen.add(address)
            reply = await self._client.get(address, _ACCEPT)
            read = trouble(reply) or read_feed(reply, window.last) or page_instead(reply, "订阅源")
            if isinstance(read, Told):
                stopped = read
                break
            known_to = known_to if sheets else freshness(reply, read.built, window.last)
            sheets.append(read)
            posts = tuple(post for sheet in sheets for post in sheet.posts)
            wanted = bool(read.onward) and _reaches(posts, window.first) and len(posts) < MAX_POSTS
            stopped = _complaint(read) or (_dead_end(read, seen) if wanted else None)
            address = read.onward if wanted and stopped is None else ""
        if not sheets or (stopped and not posts):
            return (stopped or Told(FetchStatus.FAILED, "没有取得订阅源")).found(self._place)
        return self._found(sheets, stopped, known_to, window)

    def _found(self, sheets: list[Sheet], stopped: Told | None, fresh: Freshness, window: Window) -> Found:
        posts = tuple(islice(_distinct(post for sheet in sheets for post in sheet.posts), MAX_POSTS))
        identity = Identity(name=sheets[0].title, sure=False)
        if not posts:
            reason = "订阅源里没有任何条目，不能区分是没有发布还是没有取到"
            return Found(FetchStatus.FAILED, reason=reason, identity=identity, source=self._place)
        found = since_oldest(posts, window)
        found = replace(found, identity=identity, source=self._place)
        if stopped is None and all(sheet.whole for sheet in sheets):
            return limited(found, fresh, window.last)
        reason = stopped.reason if stopped else "订阅源的内容不完整，只读到前面一部分"
        return replace(found, status=FetchStatus.OK, reason=reason, covered_from=None, covered_to=None)


def _distinct(posts: Iterable[Post]) -> Iterator[Post]:
    """Each entry once, though it may stand on two pages. Bridges give several entries one id: no update may be lost."""
    seen: set[tuple[str, str]] = set()
    names: set[str] = set()
    for post in posts:
        if (post.id, post.written) in seen:
            continue
        seen.add((post.id, post.written))
        yield replace(post, id=f"{post.id} {post.written}") if post.id in names else post
        names.add(post.id)


def _complaint(sheet: Sheet) -> Told | None:
    said = sheet.complaint[:60]
    return Told(FetchStatus.FAILED, f"订阅源报告自己取数出错（{said}）") if said else None


def _dead_end(sheet: Sheet, seen: set[str]) -> Told | None:
    """Why the next page that is named does not lead to the rest; None: nothing speaks against it."""
    if sheet.onward in seen:
        return Told(FetchStatus.FAILED, "订阅源的下一页又指回已经读过的页，不能确定已经取全")
    if not sheet.posts:
        return Told(FetchStatus.FAILED, "订阅源有一页没有条目却还有下一页，不能确定已经取全")
    return None


def _reaches(posts: tuple[Post, ...], first: datetime) -> bool:
    """Whether all posts so far lie within the window, so that older ones may be wanted."""
    return all(post.at is not None and post.at >= first for post in posts if not post.pinned)
