"""What people entered or imported about an account: a post in it is a post, whatever way the account is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from core.clock import BEIJING, parse_moment
from core.snapshot.media import BY_HAND, FetchStatus, Post, Window
from crawler.media.dates import read_date
from crawler.media.interface import Found
from crawler.media.words import one_line, read_words

Entries = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """One look of a person: when, at what, and what was found. `interaction` None: not looked for."""

    at: datetime
    checker: str
    url: str = ""
    shot: str = ""
    last_update: str = ""
    interaction: bool | None = None
    state: str = ""
    note: str = ""


def imported_posts(entries: Entries) -> Iterator[Post]:
    """The posts in imported lists, dates read as every source's."""
    for entry in entries:
        if entry.get("kind") != "post":
            continue
        written, seen_at = str(entry.get("published", "")), parse_moment(str(entry["seen_at"]))
        dated = read_date(written, seen_at)
        text, links = read_words(str(entry.get("text", "")))
        yield Post(
            str(entry["name"]),
            one_line(str(entry.get("title", ""))),
            str(entry.get("url", "")),
            dated.at if dated else None,
            written,
            bool(dated and dated.day_only),
            text,
            links,
            bool(entry.get("pinned")),
        )


def covered_span(entries: Entries, last: datetime) -> tuple[datetime, datetime] | None:
    """The latest time of which people said that their lists are complete; spans that touch are one."""
    spans = sorted(map(_span, (entry for entry in entries if entry.get("kind") == "span")))
    joined: list[tuple[datetime, datetime]] = []
    for first, end in spans:
        if joined and first <= joined[-1][1] + timedelta(seconds=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return (joined[-1][0], min(joined[-1][1], last)) if joined else None


def last_look(entries: Entries, window: Window) -> Look | None:
    """The latest look of a person within the window; None: nobody looked."""
    looks = [_look(entry) for entry in entries if entry.get("kind") == "evidence"]
    recent = [look for look in looks if window.first <= look.at <= window.last]
    return max(recent, key=lambda look: look.at, default=None)


def supplement(found: Found, entries: Entries, window: Window) -> Found:
    """What an adapter found, with what people entered beside it. What a person found of interaction decides."""
    known = {post.id for post in found.posts}
    posts = (*found.posts, *(post for post in imported_posts(entries) if post.id not in known))
    look = last_look(entries, window)
    interaction = dict(found.interaction)
    if look is not None and look.interaction is not None:
        interaction[BY_HAND] = look.interaction
    inside = any(post.at is not None and window.first <= post.at <= window.last for post in posts)
    status = FetchStatus.OK if inside and found.status is FetchStatus.OK_EMPTY else found.status
    return replace(found, posts=posts, interaction=interaction, status=status)


def _span(entry: Mapping[str, Any]) -> tuple[datetime, datetime]:
    first, end = (datetime.fromisoformat(str(entry[name])).date() for name in ("first", "last"))
    # The list was made at some moment of its last day, if that is the day of the import.
    ends = datetime.combine(end, time.max.replace(microsecond=0), BEIJING)
    return datetime.combine(first, time.min, BEIJING), min(ends, parse_moment(str(entry["seen_at"])))


def _look(entry: Mapping[str, Any]) -> Look:
    words = {name: str(entry.get(name, "")) for name in ("checker", "url", "shot", "last_update", "state", "note")}
    seen = entry.get("interaction")
    return Look(at=parse_moment(str(entry["at"])), interaction=seen if isinstance(seen, bool) else None, **words)
