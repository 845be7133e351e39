"""What one inspection's observations do to the findings of one site. Pure: no clock, no database.

Only a `failed` observation makes SEEN, only an uncontradicted `passed` makes CLEARED. `cantTell`, `untested`,
`inapplicable` and silence move nothing: silence closes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.finding import ACCUSING, Change, Event, EventKind, Finding, FindingState
from core.outcome import Observation, Outcome
from ledger.findings.data import observation_data
from ledger.findings.lifecycle import Standing, fold

#: Names the unit responsible for what an observation is about; see ledger.findings.responsibility.
UnitLookup = Callable[[Observation], str]

#: What inspections say, as opposed to people.
_INSPECTIONS = frozenset({EventKind.SEEN, EventKind.CLEARED})

#: Nothing more can pass here, so a pass needs no event.
_AT_REST = frozenset({FindingState.VERIFIED_FIXED, FindingState.DISMISSED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """One inspection of one site: run id, site key, point in time (监测时间点).

    `apart` is how many seconds must lie between two for them to count as two.
    """

    run: str
    site: str
    at: datetime
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`events` to append by fingerprint (sorted), `findings` that are new or changed, and the Change to report."""

    events: tuple[tuple[str, Event], ...]
    findings: tuple[Finding, ...]
    change: Change


def reconcile(
    existing: Mapping[str, Finding],
    observations: Iterable[Observation],
    occasion: Occasion,
    unit_of: UnitLookup,
    today: date,
) -> Reconciliation:
    """Compare a site's findings (by fingerprint, with events) with what one inspection observed of it.

    In the Change, `new` are findings confirmed for the first time, `still` those that accused before and were seen
    again, `fixed` those that accused (or were waived) and passed, `reopened` those confirmed again after a pass.
    Suspicions are in none of them: they accuse nobody.
    """
    events: list[tuple[str, Event]] = []
    findings: list[Finding] = []
    changes: dict[str, list[str]] = {"new": [], "still": [], "fixed": [], "reopened": []}
    for fingerprint, group in sorted(_by_fingerprint(observations).items()):
        before = existing.get(fingerprint)
        event = _event(before, group, occasion)
        if event is None:
            continue
        past = before.events if before else ()
        # An older snapshot may be judged late: events are folded in the order they happened.
        history = tuple(sorted((*past, event), key=lambda item: item.at))
        after = _updated(before, group, event, history, occasion, unit_of, today)
        events.append((fingerprint, event))
        findings.append(after)
        kind = _change(fold(past, today) if before else None, fold(history, today), event)
        if kind:
            changes[kind].append(fingerprint)
    return Reconciliation(tuple(events), tuple(findings), Change(**{k: tuple(v) for k, v in changes.items()}))


def standing_finding(finding: Finding, events: tuple[Event, ...], today: date) -> Finding:
    """The finding with everything that follows from its events filled in."""
    standing = fold(events, today)
    seen = [event.at for event in events if event.kind is EventKind.SEEN]
    return replace(
        finding,
        state=standing.state,
        reopened=standing.reopened,
        due=standing.due,
        waiver=_waiver_words(standing),
        first_seen=min(seen, default=finding.first_seen),
        last_seen=max(seen, default=finding.last_seen),
        events=events,
    )


def as_inspected(findings: Iterable[Finding], occasion: Occasion, today: date) -> tuple[Finding, ...]:
    """Findings without what inspections after `occasion` learned; those seen only later are left out.

    What people did stays in, whenever they did it: a notice written anew must honour a waiver given since.
    """
    known = []
    for finding in findings:
        events = tuple(event for event in finding.events if _known_by(event, occasion))
        if any(event.kind is EventKind.SEEN for event in events):
            known.append(standing_finding(finding, events, today))
    return tuple(known)


def _known_by(event: Event, occasion: Occasion) -> bool:
    # Moments are kept to the second, and two inspections of a small site fit into one: their names tell the order.
    return event.kind not in _INSPECTIONS or (event.at, event.run) <= (occasion.at, occasion.run)


def _by_fingerprint(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    groups: dict[str, list[Observation]] = {}
    for observation in observations:
        groups.setdefault(observation.fingerprint, []).append(observation)
    return groups


def _event(before: Finding | None, group: list[Observation], occasion: Occasion) -> Event | None:
    outcomes = {item.outcome for item in group}
    if before is not None and any(event.run == occasion.run for event in before.events):
        return None
    if Outcome.FAILED in outcomes:
        rounds = _failed(group).rounds
        return Event(EventKind.SEEN, occasion.at, run=occasion.run, rounds=rounds, apart=occasion.apart)
    # A pass beside a "could not tell" of the same subject is no positive pass.
    if outcomes == {Outcome.PASSED} and before is not None and before.state not in _AT_REST:
        return Event(EventKind.CLEARED, occasion.at, run=occasion.run)
    return None


def _failed(group: list[Observation]) -> Observation:
    return next(item for item in group if item.outcome is Outcome.FAILED)


def _updated(
    before: Finding | None,
    group: list[Observation],
    event: Event,
    history: tuple[Event, ...],
    occasion: Occasion,
    unit_of: UnitLookup,
    today: date,
) -> Finding:
    finding = before or _new(group[0], occasion)
    if event.kind is EventKind.SEEN and (before is None or event.at >= before.last_seen):
        latest = _failed(group)
        finding = replace(finding, unit=unit_of(latest), data=observation_data(latest))
    return standing_finding(finding, history, today)


def _new(observation: Observation, occasion: Occasion) -> Finding:
    return Finding(
        observation.fingerprint,
        observation.check,
        observation.subject,
        observation.kind,
        observation.identity,
        occasion.site,
        "",
        FindingState.SUSPECTED,
        occasion.at,
        occasion.at,
    )


def _change(before: Standing | None, after: Standing, event: Event) -> str:
    accused = before is not None and before.beneath in ACCUSING and before.aside is not FindingState.DISMISSED
    if event.kind is EventKind.CLEARED:
        return "fixed" if accused and after.state is FindingState.VERIFIED_FIXED else ""
    if after.state not in ACCUSING:
        return ""
    if accused:
        return "still"
    return "reopened" if before is not None and after.reopened > before.reopened else "new"


def _waiver_words(standing: Standing) -> str:
    if standing.aside is not FindingState.WAIVED:
        return ""
    until = f"，至{standing.expires:%Y-%m-%d}" if standing.expires else ""
    return f"{standing.waiver}（{standing.waived_by}{until}）"
