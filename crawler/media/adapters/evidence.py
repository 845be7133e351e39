"""Adapter `evidence`: what a person saw who opened the account, with address, picture, digest, name and time.

It speaks for the moment of that look and no later one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from core.county import Account
from core.snapshot.media import FetchStatus, GoneReason, Post, Window
from crawler.media.dates import read_date
from crawler.media.entered import Look, last_look
from crawler.media.interface import Context, Found

_GONE: Mapping[str, GoneReason] = {reason.value: reason for reason in GoneReason}


class Evidence:
    """Reads the latest look that a person entered."""

    title: ClassVar[str] = "人工取证（网址、截图、核查人、时间）"
    consents: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context) -> None:
        self._context = context

    async def fetch(self, account: Account, window: Window) -> Found:
        """The last update that the person saw, and the state they found the account in."""
        look = last_look(self._context.entries, window)
        if look is None:
            return Found(FetchStatus.FAILED, reason="没有登记过人工取证")
        shot = self._context.picture(look.shot) if look.shot else ""
        told = f"{look.checker} 于 {look.at:%Y-%m-%d %H:%M} 核查" + (f"：{look.note}" if look.note else "")
        if look.shot and not shot:
            told += "（截图已不存在或被改动）"
        found = Found(FetchStatus.FAILED, reason=told, source=look.url, shot=shot)
        if look.state in _GONE:
            return replace(found, status=FetchStatus.GONE, gone=_GONE[look.state])
        return self._updated(found, look, window)

    def _updated(self, found: Found, look: Look, window: Window) -> Found:
        dated = read_date(look.last_update, look.at)
        if dated is None or dated.at > look.at:
            return replace(found, reason=f"{found.reason}；没有登记可用的最近更新日期")
        post = Post(
            f"evidence:{look.at.isoformat()}",
            "人工核查所见的最近一次更新",
            look.url,
            dated.at,
            look.last_update,
            dated.day_only,
        )
        status = FetchStatus.OK if dated.at >= window.first else FetchStatus.OK_EMPTY
        # The newest post was looked at: between it and the look there is none.
        return replace(found, status=status, posts=(post,), covered_from=_midnight(dated.at), covered_to=look.at)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0)
