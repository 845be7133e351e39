"""What an adapter is: one lawful way to an account's posts. This is the whole interface an author of one needs.

Others' packages add theirs through the entry-point group `xunjian.media_adapters`: name → a class like `Adapter`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from core.county import Account
from core.snapshot.media import UNKNOWN, FetchStatus, GoneReason, Identity, Post, Window
from core.snapshot.probe import Probe
from crawler.media.client import Client
from crawler.media.consent import Consent

#: Most posts kept of one account: nobody's window holds more, and a hostile source has no end.
MAX_POSTS = 2000
#: Most pages of one list.
MAX_PAGES = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What an adapter brings: the posts, what became of asking, and which time is surely covered.

    Every post published between `covered_from` and `covered_to` must be among `posts`, or both be None. `reason` says
    in Chinese what is wrong or missing; `source` is the place that was asked, `shot` a picture's path in the snapshot.
    """

    status: FetchStatus
    posts: tuple[Post, ...] = ()
    reason: str = ""
    covered_from: datetime | None = None
    covered_to: datetime | None = None
    gone: GoneReason | None = None
    moved_to: str = ""
    identity: Identity = UNKNOWN
    interaction: Mapping[str, bool] = field(default_factory=dict)
    source: str = ""
    shot: str = ""
    probes: tuple[Probe, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What an adapter is given for one account.

    `client` makes every request: guarded, bounded, polite and recorded. `place` is what the register names behind the
    adapter (a feed's address); `base` replaces the address of a platform's interface, empty: its own. `consent` holds
    the owner's authorisation, None: there is none. `entries` are what a person entered or imported for the account,
    `picture` takes a picture of theirs into the snapshot and says where it is; empty: it is gone or was changed.
    """

    client: Client
    place: str = ""
    base: str = ""
    consent: Consent | None = None
    entries: Sequence[Mapping[str, Any]] = ()
    picture: Callable[[str], str] = field(default=lambda _name: "")


class Adapter(Protocol):
    """One way to an account's posts.

    `title` names it in Chinese; `consents` are the names of what its owner must hand over before it works (app_id …),
    empty: nothing.
    """

    title: ClassVar[str]
    consents: ClassVar[tuple[str, ...]]

    def __init__(self, context: Context) -> None: ...

    async def fetch(self, account: Account, window: Window) -> Found:
        """Ask for the account's posts within the window. Never raises for what the network or the platform does."""
        ...
