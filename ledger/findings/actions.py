"""What people do to findings. Each act is refused where the life cycle forbids it, and leaves an audit row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from core.clock import to_beijing
from core.errors import UsageError
from core.finding import Event, EventKind, Finding
from ledger.audit import AuditRow, record
from ledger.findings.lifecycle import require_allowed
from ledger.findings.reconcile import standing_finding
from ledger.findings.repository import append_event, load_finding

#: A waiver is looked at again at least once a year.
LONGEST_WAIVER = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class FindingKey:
    """Names one finding: the site's key and the fingerprint."""

    site: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts, and when (aware)."""

    actor: str
    at: datetime


def confirm(engine: Engine, key: FindingKey, act: Act, reason: str) -> Finding:
    """A person finds that a suspicion is right. Raises UsageError without a reason, TransitionRefused."""
    return _append(engine, key, Event(EventKind.CONFIRMED, act.at, act.actor, note=_reason(reason)))


def notify(engine: Engine, key: FindingKey, act: Act, due: date) -> Finding:
    """The finding was named in a notice, to be put right by `due` (inclusive).

    Only confirmed findings can be: raises TransitionRefused otherwise. Raises UsageError for a day in the past.
    """
    _require_not_past(due, act, "整改期限")
    return _append(engine, key, Event(EventKind.NOTIFIED, act.at, act.actor, due=due))


def report_fixed(engine: Engine, key: FindingKey, act: Act, note: str = "") -> Finding:
    """The unit says that it is fixed; the next inspection verifies. Raises TransitionRefused."""
    return _append(engine, key, Event(EventKind.REPORTED_FIXED, act.at, act.actor, note=note.strip()))


def dismiss(engine: Engine, key: FindingKey, act: Act, reason: str) -> Finding:
    """A person finds that it is no problem. Raises UsageError without a reason, TransitionRefused."""
    return _append(engine, key, Event(EventKind.DISMISSED, act.at, act.actor, note=_reason(reason)))


def waive(engine: Engine, key: FindingKey, act: Act, reason: str, expires: date) -> Finding:
    """Set the finding aside until `expires` (inclusive, at most 366 days). Raises UsageError, TransitionRefused."""
    _require_not_past(expires, act, "豁免截止日")
    if expires - to_beijing(act.at).date() > LONGEST_WAIVER:
        raise UsageError(f"豁免截止日 {expires} 过远：一次豁免最长一年，到期可以续办。")
    return _append(engine, key, Event(EventKind.WAIVED, act.at, act.actor, note=_reason(reason), expires=expires))


def withdraw(engine: Engine, key: FindingKey, act: Act, reason: str) -> Finding:
    """Take back a waiver or a dismissal; the finding is again what it was. Raises UsageError, TransitionRefused."""
    return _append(engine, key, Event(EventKind.WAIVER_LAPSED, act.at, act.actor, note=_reason(reason)))


def _append(engine: Engine, key: FindingKey, event: Event) -> Finding:
    today = to_beijing(event.at).date()
    with engine.begin() as connection:
        finding = load_finding(connection, key.site, key.fingerprint, today)
        require_allowed(finding.state, event.kind)
        append_event(connection, key.site, key.fingerprint, event)
        detail = {
            "site": key.site,
            "note": event.note,
            "due": str(event.due or ""),
            "expires": str(event.expires or ""),
            "from": finding.state.value,
        }
        record(connection, AuditRow(event.at, event.actor, f"finding.{event.kind}", key.fingerprint, detail))
        return standing_finding(finding, (*finding.events, event), today)


def _reason(text: str) -> str:
    if not text.strip():
        raise UsageError("请填写理由：确认、豁免、认定不属问题和撤回都要留下书面理由。")
    return text.strip()


def _require_not_past(day: date, act: Act, what: str) -> None:
    if day < to_beijing(act.at).date():
        raise UsageError(f"{what} {day} 早于办理当天。")
