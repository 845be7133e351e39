"""Availability monitoring in words and arithmetic: slots, one visit's tries, and what a slot comes to. Reads no clock.

国办秘函〔2019〕19号 asks for one week with 20 or more spaced visits a day. A day has 24 slots for each site, named by
Beijing date and hour (`2026-11-25T13`). A site's visits fall on one second of the hour, which its key decides, so that
visits of many sites lie apart and need no plan. A slot that was missed is a gap for ever: nothing is made up for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from core.clock import BEIJING, to_beijing

#: 24 a day: the clause asks for more than 20, and one an hour leaves room for a few gaps.
SLOTS_A_DAY = 24
#: How late a slot may still be visited; two visits of one site are never nearer than the rest of the hour.
LATEST = timedelta(minutes=30)


class SlotOutcome(StrEnum):
    """What became of one slot. Only OPENED, FAILED and UNCLEAR are valid visits."""

    OPENED = "opened"
    FAILED = "failed"  # 打不开
    UNCLEAR = "unclear"  # the server answered us in a way that a visitor may not meet, e.g. an anti-bot page
    OWN = "own"  # our own network, machine or missing proof of it: says nothing of the site
    LOST = "lost"  # begun, but the process ended before it could say what it saw
    MISSED = "missed"  # nobody looked


#: Outcomes that count as visits.
VALID = (SlotOutcome.OPENED, SlotOutcome.FAILED, SlotOutcome.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Try:
    """One try at opening a home page. Milliseconds; −1: not reached, or not needed. `total_ms` ends with the body.

    `kind` is the verdict (core.snapshot.Verdict), `url` where redirects ended, `address` the peer, `at` ISO 8601.
    """

    at: str
    outcome: SlotOutcome
    kind: str
    status: int = 0
    url: str = ""
    address: str = ""
    detail: str = ""
    dns_ms: int = -1
    connect_ms: int = -1
    tls_ms: int = -1
    first_byte_ms: int = -1
    total_ms: int = -1

    @property
    def needs_proof(self) -> bool:
        """Whether it could be our own outage just as well: then a control has to answer."""
        return self.outcome is SlotOutcome.FAILED or (self.outcome is SlotOutcome.UNCLEAR and not self.status)

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Control:
    """Whether a control target answered right after a visit failed."""

    url: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """What is kept of one slot. `tries` in order, the last decides. `controls` None: none had to be asked, or none are
    configured. `note` says in Chinese why it is OWN."""

    site: str
    slot: str
    host: str
    outcome: SlotOutcome
    at: datetime | None = None
    tries: tuple[Try, ...] = ()
    controls: tuple[Control, ...] | None = None
    note: str = ""

    def to_data(self) -> dict[str, Any]:
        """As JSON, without what the place where it stands says already."""
        return {
            "slot": self.slot,
            "outcome": self.outcome.value,
            "at": self.at.isoformat() if self.at else None,
            "tries": [one.to_data() for one in self.tries],
            "controls": None if self.controls is None else [asdict(one) for one in self.controls],
            "note": self.note,
        }


def read_try(data: Mapping[str, Any]) -> Try:
    """Inverse of `Try.to_data`. Raises TypeError or ValueError for anything else."""
    return Try(**{**data, "outcome": SlotOutcome(data["outcome"])})


def read_controls(data: Sequence[Mapping[str, Any]] | None) -> tuple[Control, ...] | None:
    """Controls from JSON."""
    return None if data is None else tuple(Control(**one) for one in data)


@lru_cache(maxsize=10_000)
def offset(site: str) -> timedelta:
    """Where in the hour a site's visits fall, whole seconds."""
    digest = hashlib.sha256(f"availability\x1f{site}".encode("utf-8", "surrogatepass")).digest()
    return timedelta(seconds=int.from_bytes(digest[:8]) % 3600)


def due_at(site: str, slot: str) -> datetime:
    """When a site's slot is due."""
    return datetime.strptime(slot, "%Y-%m-%dT%H").replace(tzinfo=BEIJING) + offset(site)


def due_slot(site: str, now: datetime) -> str | None:
    """The slot to visit a site in at `now`: the last one due, unless it is too late for it."""
    since = to_beijing(now) - offset(site)
    start = since.replace(minute=0, second=0, microsecond=0)
    return f"{start:%Y-%m-%dT%H}" if since - start < LATEST else None


def slots_of(day: date) -> Iterator[str]:
    """The slots of a Beijing day, in order."""
    return (f"{day.isoformat()}T{hour:02d}" for hour in range(SLOTS_A_DAY))


def whole_days(today: date, count: int) -> tuple[date, ...]:
    """The last `count` whole days before `today`, in order."""
    return tuple(today - timedelta(days=back) for back in range(count, 0, -1))
