"""Adapter `sheet`: lists of posts that a person exported from the platform and imported (`xunjian media import`).

A list proves that nothing else was published only for the days of which the person said that it is complete.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from core.county import Account
from core.snapshot.media import FetchStatus, Window
from crawler.media.entered import covered_span, imported_posts
from crawler.media.interface import Context, Found
from crawler.media.spans import doubtful


class Sheet:
    """Reads what was imported for the account."""

    title: ClassVar[str] = "表格导入（xlsx、csv）"
    consents: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context) -> None:
        self._entries = context.entries

    async def fetch(self, account: Account, window: Window) -> Found:
        """The imported posts, and the time they are said to cover."""
        posts, span = tuple(imported_posts(self._entries)), covered_span(self._entries, window.last)
        if not posts and span is None:
            return Found(FetchStatus.FAILED, reason="没有导入过该账号的发布记录")
        inside = any(post.at is not None and window.first <= post.at <= window.last for post in posts)
        found = Found(FetchStatus.OK if inside else FetchStatus.OK_EMPTY, posts)
        doubt = doubtful(posts, window)
        if span is None or doubt:
            words = doubt or "导入时没有写明表格完整覆盖哪些日期（--covers）"
            return replace(found, status=FetchStatus.OK if inside else FetchStatus.FAILED, reason=words)
        return replace(found, covered_from=span[0], covered_to=span[1])
