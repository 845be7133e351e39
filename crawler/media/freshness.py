"""Of which moment an answer speaks: a bridge or a cache on the way may give an old one.

Age, Date and Warning are those of RFC 9111 (section 5.1), RFC 9110 (6.6.1) and RFC 7234 (5.5, still sent). What a feed
says of itself (lastBuildDate, updated) may also be when its content last changed: then, too, it does not speak of what
came after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.snapshot.media import FetchStatus
from crawler.media.client import Reply
from crawler.media.dates import read_date
from crawler.media.interface import Found

#: An answer so old is taken for one of now: caches of an hour are the rule before feeds.
LAG = timedelta(hours=1)
#: Warn-codes of a stale answer: stale, revalidation failed, disconnected, heuristic expiration.
_STALE = re.compile(r"(?:^|,)\s*11[0-3]\b")
_LONGEST_AGE = 10


@dataclass(frozen=True, slots=True)
class Freshness:
    """The moment up to which an answer speaks, and what says so (Chinese); None: nobody can say."""

    to: datetime | None
    why: str = ""


def freshness(reply: Reply, built: datetime | None, now: datetime) -> Freshness:
    """Of which moment a feed speaks; `built` is what it says of itself."""
    if _STALE.search(reply.header_list("warning")):
        return Freshness(None, "应答头 Warning 说明内容来自过期的缓存")
    found = [Freshness(now)]
    age = reply.header("age").strip()
    if age.isascii() and age.isdigit() and len(age) <= _LONGEST_AGE:
        found.append(Freshness(now - timedelta(seconds=int(age)), "应答头 Age 说明内容来自缓存"))
    dated = read_date(reply.header("date"), now)
    if dated is not None:
        found.append(Freshness(dated.at, "应答头 Date 说明内容来自缓存"))
    if built is not None:
        found.append(Freshness(built, "订阅源写明的生成或更新时间"))
    oldest = min(found, key=lambda one: one.to or now)
    return oldest if oldest.to is not None and oldest.to < now - LAG else Freshness(now)


def limited(found: Found, fresh: Freshness, now: datetime) -> Found:
    """The same, but nothing is certain of the time after the answer was made."""
    if fresh.to == now:
        return found
    if fresh.to is None:
        reason = f"{fresh.why}，不能证明检查时段内没有发布"
        return replace(found, status=FetchStatus.OK, reason=reason, covered_from=None, covered_to=None)
    reason = f"{fresh.why}为 {fresh.to:%Y-%m-%d %H:%M}，不能证明之后没有发布"
    if found.covered_from is None or found.covered_from > fresh.to:
        return replace(found, status=FetchStatus.OK, reason=found.reason or reason, covered_from=None, covered_to=None)
    return replace(found, status=FetchStatus.OK, reason=reason, covered_to=fresh.to)
