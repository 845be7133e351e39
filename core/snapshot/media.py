"""What a media snapshot holds: how each registered account was asked for its posts, and the posts it gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from core.clock import parse_moment
from core.outcome import Evidence
from core.personal import masked
from core.snapshot.record_ref import RecordRef

#: In `Taking.interaction`: what a person found who looked.
BY_HAND = "人工核查"
#: How far the clock of whoever dates posts may be ahead of ours: such a post is of now, a later one of no known time.
AHEAD = timedelta(hours=1)


class FetchStatus(StrEnum):
    """What became of asking for an account's posts. There are no others."""

    OK = "ok"  # posts came
    OK_EMPTY = "ok_empty"  # it is certain that the window holds none
    BLOCKED = "blocked"  # a login wall, a captcha, a rate limit
    AUTH_EXPIRED = "auth_expired"  # the owner's consent has run out
    FAILED = "failed"
    GONE = "gone"  # the account is no more: see GoneReason


class GoneReason(StrEnum):
    """Why an account is no more, as its platform says."""

    CANCELLED = "注销"
    MOVED = "迁移"
    BANNED = "封禁"


@dataclass(frozen=True, slots=True)
class Window:
    """The time of which posts are wanted, both ends inclusive, Beijing. `last` is the moment of inspection."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `at` is None when no date could be read; `day_only`: only its day is known.

    `written` is the date as the source wrote it. `text` is its words (untrusted, cut), `links` the addresses in it.
    `pinned` posts are no updates; `removed`: taken down since, by its publisher or the platform.
    """

    id: str
    title: str = ""
    url: str = ""
    at: datetime | None = None
    written: str = ""
    day_only: bool = False
    text: str = ""
    links: tuple[str, ...] = ()
    pinned: bool = False
    removed: bool = False

    @property
    def headline(self) -> str:
        """The title as it may be shown: numbers of persons in it are masked."""
        return masked(self.title)

    @property
    def name(self) -> str:
        """The id as it may be shown, masked where it was made of the title because the source gives none.

        An address or a token stays: a number in it is the platform's, and masked it would be another post's too.
        """
        return self.id if self.id.isascii() and " " not in self.id else masked(self.id)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose posts came, as the source says; empty: it does not say. `sure`: the platform itself said so."""

    account_id: str = ""
    name: str = ""
    sure: bool = True


#: The source does not say whose posts it gives.
UNKNOWN = Identity()


@dataclass(frozen=True, slots=True)
class Taking:
    """How one account was asked, at `at` (Beijing), and what is certain after it.

    Every post published from `covered_from` to `covered_to` is known, pinned or not; None: of no time is that certain.
    `reason` says in Chinese what is wrong or missing. `interaction` maps what the source could see of ways to interact
    to whether they are there. `shot` is a picture's path inside the snapshot, `source` the place that was asked.
    """

    account: str
    adapter: str
    status: FetchStatus
    at: datetime
    reason: str = ""
    covered_from: datetime | None = None
    covered_to: datetime | None = None
    gone: GoneReason | None = None
    moved_to: str = ""
    identity: Identity = UNKNOWN
    interaction: Mapping[str, bool] = field(default_factory=dict)
    source: str = ""
    shot: str = ""
    records: tuple[RecordRef, ...] = ()

    def covers(self, first: datetime, last: datetime, slack: timedelta = timedelta(0)) -> bool:
        """Whether all posts between the two moments are known, but for `slack` at the end."""
        if self.covered_from is None or self.covered_to is None:
            return False
        return self.covered_from <= first and self.covered_to + slack >= last

    def evidence(self, excerpt: str = "") -> tuple[Evidence, ...]:
        """The recorded answers, else the place that was asked or the picture a person took of it."""
        words = masked(excerpt or self.reason)
        if not self.records:
            return (Evidence(self.source, excerpt=words[:500], shot=self.shot),)
        return tuple(record.evidence(self.source, words, self.shot) for record in self.records)


def post_data(post: Post) -> dict[str, object]:
    """A post as JSON-able data."""
    return {
        "id": post.id,
        "title": post.title,
        "url": post.url,
        "at": moment_text(post.at),
        "written": post.written,
        "day_only": post.day_only,
        "text": post.text,
        "links": list(post.links),
        "pinned": post.pinned,
        "removed": post.removed,
    }


def read_post(data: Mapping[str, object]) -> Post:
    """Inverse of `post_data`."""
    values = dict(data)
    links = values["links"]
    values["links"] = tuple(map(str, links)) if isinstance(links, list) else ()
    values["at"] = read_moment_text(str(values["at"]))
    return Post(**values)  # type: ignore[arg-type]


def moment_text(moment: datetime | None) -> str:
    """ISO 8601, or empty."""
    return moment.isoformat() if moment else ""


def read_moment_text(text: str) -> datetime | None:
    """Inverse of `moment_text`."""
    return parse_moment(text) if text else None
