"""The life of a finding: a pure fold from its events to where it stands.

Rules (DESIGN, “A finding's life”):

- SEEN in fewer distinct inspections than the observation's `rounds` only raises a suspicion; enough confirm it. One
  that follows another by less than `apart` seconds counts as the same: both may have met one passing trouble.
- CONFIRMED by a person a suspicion accuses at once; a pass ends it as any other.
- CLEARED (a positive pass) fixes it, from whatever open state. A pass also ends a waiver: the result has changed.
- SEEN again after that reopens it, and is counted, if it had been confirmed before; the suspicion starts anew.
- SEEN after the unit's report takes it back to where it stood: notified when a deadline was set, else confirmed.
- A waiver sets the state aside until its last day (inclusive), then the finding is again what it is beneath.
- A dismissal sets it aside until a person withdraws it (WAIVER_LAPSED); inspections neither revive nor fix it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.errors import TransitionRefused
from core.finding import ACCUSING, Event, EventKind, FindingState

_OPEN = ACCUSING | {FindingState.SUSPECTED}

#: From which shown states a person may do what.
_ALLOWED = {
    EventKind.CONFIRMED: frozenset({FindingState.SUSPECTED}),
    EventKind.NOTIFIED: frozenset({FindingState.CONFIRMED, FindingState.NOTIFIED}),
    EventKind.REPORTED_FIXED: frozenset({FindingState.CONFIRMED, FindingState.NOTIFIED}),
    EventKind.DISMISSED: _OPEN | {FindingState.WAIVED},
    EventKind.WAIVED: _OPEN | {FindingState.WAIVED},
    EventKind.WAIVER_LAPSED: frozenset({FindingState.WAIVED, FindingState.DISMISSED}),
}

#: States in words for officials.
STATE_WORDS = {
    FindingState.SUSPECTED: "疑似（待复核）",
    FindingState.CONFIRMED: "已确认",
    FindingState.NOTIFIED: "已通报",
    FindingState.REPORTED_FIXED: "单位反馈已整改",
    FindingState.VERIFIED_FIXED: "复查已整改",
    FindingState.DISMISSED: "已认定不属问题",
    FindingState.WAIVED: "已豁免",
}

_ACTION_WORDS = {
    EventKind.CONFIRMED: "人工确认",
    EventKind.NOTIFIED: "列入通报",
    EventKind.REPORTED_FIXED: "反馈已整改",
    EventKind.DISMISSED: "认定不属问题",
    EventKind.WAIVED: "豁免",
    EventKind.WAIVER_LAPSED: "撤回豁免或认定",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a finding stands. `beneath` is the state without waiver or dismissal.

    `waiver` is the reason in force, `waived_by` who gave it, `expires` its last day. `note` explains the last
    change in Chinese where the state alone does not. `runs` are the separate inspections
    that saw it since it last passed, `counted` when the last of them was.
    """

    beneath: FindingState = FindingState.SUSPECTED
    reopened: int = 0
    due: date | None = None
    aside: FindingState | None = None
    waiver: str = ""
    waived_by: str = ""
    expires: date | None = None
    note: str = ""
    runs: frozenset[str] = frozenset()
    counted: datetime | None = None
    was_confirmed: bool = False

    @property
    def state(self) -> FindingState:
        """The state to show."""
        return self.aside or self.beneath


def fold(events: Iterable[Event], today: date) -> Standing:
    """Fold events, in the order they happened, to the standing on `today` (Beijing date)."""
    standing = Standing()
    for event in events:
        standing = _STEPS[event.kind](_expire(standing, event.at.date()), event)
    return _expire(standing, today)


def require_allowed(state: FindingState, action: EventKind) -> None:
    """Check that a person may do `action` to a finding in `state`. Raises TransitionRefused."""
    if state not in _ALLOWED[action]:
        raise TransitionRefused(f"该问题当前状态为“{STATE_WORDS[state]}”，不能执行“{_ACTION_WORDS[action]}”。")


def _expire(standing: Standing, day: date) -> Standing:
    if standing.expires is not None and day > standing.expires:
        return _restored(standing, "豁免到期，恢复原状态。")
    return standing


def _restored(standing: Standing, note: str) -> Standing:
    return replace(standing, aside=None, waiver="", waived_by="", expires=None, note=note)


def _seen(standing: Standing, event: Event) -> Standing:
    if standing.aside is FindingState.DISMISSED:
        return standing
    standing = _counted(standing, event)
    if standing.beneath is FindingState.REPORTED_FIXED:
        state = FindingState.NOTIFIED if standing.due else FindingState.CONFIRMED
        return replace(standing, beneath=state, note="单位反馈已整改，复查仍存在。")
    if standing.beneath in ACCUSING:
        return replace(standing, note="")
    if len(standing.runs) < event.rounds:
        return replace(standing, beneath=FindingState.SUSPECTED, note="")
    again = standing.was_confirmed
    return replace(
        standing,
        beneath=FindingState.CONFIRMED,
        was_confirmed=True,
        reopened=standing.reopened + again,
        note="整改后再次出现。" if again else "",
    )


def _counted(standing: Standing, event: Event) -> Standing:
    last = standing.counted
    if last is not None and event.at - last < timedelta(seconds=event.apart):
        return standing
    return replace(standing, runs=standing.runs | {event.run}, counted=event.at)


def _cleared(standing: Standing, _event: Event) -> Standing:
    if standing.aside is FindingState.DISMISSED:
        return standing
    note = "检测结果已变化，豁免随之失效。" if standing.aside else ""
    fixed = replace(standing, beneath=FindingState.VERIFIED_FIXED, due=None, runs=frozenset(), counted=None)
    return _restored(fixed, note)


def _confirmed(standing: Standing, event: Event) -> Standing:
    return replace(standing, beneath=FindingState.CONFIRMED, was_confirmed=True, note=event.note)


def _notified(standing: Standing, event: Event) -> Standing:
    return replace(standing, beneath=FindingState.NOTIFIED, due=event.due, note=event.note)


def _reported_fixed(standing: Standing, event: Event) -> Standing:
    return replace(standing, beneath=FindingState.REPORTED_FIXED, note=event.note)


def _dismissed(standing: Standing, event: Event) -> Standing:
    return replace(_restored(standing, event.note), aside=FindingState.DISMISSED)


def _waived(standing: Standing, event: Event) -> Standing:
    return replace(
        standing,
        aside=FindingState.WAIVED,
        waiver=event.note,
        waived_by=event.actor,
        expires=event.expires,
        note=event.note,
    )


def _lapsed(standing: Standing, event: Event) -> Standing:
    return _restored(standing, event.note)


_STEPS = {
    EventKind.SEEN: _seen,
    EventKind.CLEARED: _cleared,
    EventKind.CONFIRMED: _confirmed,
    EventKind.NOTIFIED: _notified,
    EventKind.REPORTED_FIXED: _reported_fixed,
    EventKind.DISMISSED: _dismissed,
    EventKind.WAIVED: _waived,
    EventKind.WAIVER_LAPSED: _lapsed,
}
