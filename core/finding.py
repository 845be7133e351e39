"""A finding: one problem followed from first suspicion to verified repair; its states and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.outcome import SubjectKind


class FindingState(StrEnum):
    """Where a finding stands. Derived from events, never stored as the truth."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    NOTIFIED = "notified"
    REPORTED_FIXED = "reported_fixed"
    VERIFIED_FIXED = "verified_fixed"
    DISMISSED = "dismissed"
    WAIVED = "waived"


class EventKind(StrEnum):
    """What can happen to a finding. Events are only ever appended."""

    SEEN = "seen"  # an inspection observed `failed`
    CLEARED = "cleared"  # an inspection observed `passed` for the same fingerprint
    CONFIRMED = "confirmed"  # a person says that the suspicion is right
    NOTIFIED = "notified"  # named in a notice, with a deadline
    REPORTED_FIXED = "reported_fixed"  # the unit says it is fixed
    DISMISSED = "dismissed"  # a person says it is no problem
    WAIVED = "waived"  # a person accepts it until a date, with a reason
    WAIVER_LAPSED = "waiver_lapsed"  # the waiver ended: expired, or the result changed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `run` is the inspection it came from, if any; `due`, `expires` are inclusive days.

    `rounds` (SEEN only) is how many separate inspections must agree before the finding is confirmed; less than `apart`
    seconds after another they are not separate.
    """

    kind: EventKind
    at: datetime
    actor: str = "xunjian"
    run: str = ""
    note: str = ""
    due: date | None = None
    expires: date | None = None
    rounds: int = 1
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem and how it stands. `data` is its last failed observation in short (message, evidence …)."""

    fingerprint: str
    check: str
    subject: str
    kind: SubjectKind
    identity: tuple[str, ...]
    site: str
    unit: str
    state: FindingState
    first_seen: datetime
    last_seen: datetime
    reopened: int = 0
    due: date | None = None
    waiver: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one inspection changed: fingerprints that are new, still there, fixed, reopened."""

    new: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()


#: States in which a finding accuses its unit in a notice.
ACCUSING = frozenset({FindingState.CONFIRMED, FindingState.NOTIFIED, FindingState.REPORTED_FIXED})
#: States in which the problem is over or set aside.
SETTLED = frozenset({FindingState.VERIFIED_FIXED, FindingState.DISMISSED, FindingState.WAIVED})


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Those not settled, in the given order."""
    return [finding for finding in findings if finding.state not in SETTLED]
