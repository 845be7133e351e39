"""Findings in the database: load, record an inspection, and what the next crawl must look at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from core.errors import LedgerError
from core.finding import SETTLED, Change, Event, EventKind, Finding, FindingState
from core.outcome import Observation, SubjectKind
from core.snapshot import RENDERED, Watch
from ledger import tables
from ledger.database import reading
from ledger.findings.reconcile import Occasion, Reconciliation, UnitLookup, reconcile, standing_finding
from ledger.register.rows import site_row
from ledger.runs import SiteRun, insert_site_run, recorded_change
from ledger.upsert import insert_new, upsert

_EVENT = tables.finding_event
_FINDING = tables.finding


def record_run(
    engine: Engine,
    record: SiteRun,
    observations: Iterable[Observation],
    unit_of: UnitLookup,
    today: date,
    apart: Collection[str] = (),
    spacing: int = 0,
) -> Change:
    """Reconcile one site's observations of one run with its findings and store both, in one transaction.

    Recording the same run and site again changes nothing and returns the change of the first time. A snapshot
    that did not pass its sanity gate moves no finding, whatever was observed, but those of the checks `apart` from the
    crawl. Seen again less than `spacing` seconds later, a problem does not count as seen twice. The run must have been
    begun.
    """
    with engine.begin() as connection:
        known = recorded_change(connection, record.run, record.site.key)
        if known is not None:
            return known
        # A site inspected by its address alone is not registered, but its findings need a row to belong to.
        insert_new(connection, tables.site, site_row(record.site, position=0) | {"active": False})
        existing = {finding.fingerprint: finding for finding in _load(connection, record.site.key, today)}
        occasion = Occasion(record.run, record.site.key, record.taken_at, spacing)
        judged = [item for item in observations if record.sanity == "ok" or item.check in apart]
        result = reconcile(existing, judged, occasion, unit_of, today)
        _store(connection, record.site.key, result)
        insert_site_run(connection, record, result.change)
        return result.change


def load_findings(engine: Engine, site: str, today: date) -> tuple[Finding, ...]:
    """All findings of a site as they stand on `today`, by fingerprint, each with its events."""
    with reading(engine) as connection:
        return tuple(_load(connection, site, today))


def load_finding(connection: Connection, site: str, fingerprint: str, today: date) -> Finding:
    """One finding. Raises LedgerError when the site has none of that fingerprint."""
    found = _load(connection, site, today, fingerprint)
    if not found:
        raise LedgerError(f"网站 {site} 没有编号为 {fingerprint[:12]} 的问题。")
    return found[0]


def open_watches(engine: Engine, site: str, today: date) -> tuple[Watch, ...]:
    """What the next crawl must ask again: every finding not settled, and those waived, whose result may change."""
    return tuple(
        Watch(
            finding.check,
            finding.subject,
            finding.kind.value,
            finding.identity,
            _pages(finding),
            _by_browser(finding),
            int(finding.data.get("source_count", 0)),  # type: ignore[call-overload]
        )
        for finding in load_findings(engine, site, today)
        if finding.state not in SETTLED or finding.state is FindingState.WAIVED
    )


def append_event(connection: Connection, site: str, fingerprint: str, event: Event) -> None:
    """Append one event to a finding that exists."""
    connection.execute(_EVENT.insert().values(_event_row(site, fingerprint, event)))


def _store(connection: Connection, site: str, result: Reconciliation) -> None:
    upsert(connection, _FINDING, [_finding_row(finding) for finding in result.findings])
    rows = [_event_row(site, fingerprint, event) for fingerprint, event in result.events]
    if rows:
        connection.execute(_EVENT.insert(), rows)


def _load(connection: Connection, site: str, today: date, fingerprint: str = "") -> list[Finding]:
    findings = select(_FINDING).where(_FINDING.c.site == site).order_by(_FINDING.c.fingerprint)
    history = select(_EVENT).where(_EVENT.c.site == site).order_by(_EVENT.c.at, _EVENT.c.id)
    if fingerprint:
        findings = findings.where(_FINDING.c.fingerprint == fingerprint)
        history = history.where(_EVENT.c.fingerprint == fingerprint)
    events: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(history):
        events[row.fingerprint].append(_event(row))
    return [
        standing_finding(_finding(row), tuple(events[row.fingerprint]), today) for row in connection.execute(findings)
    ]


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        row.fingerprint,
        row.check,
        row.subject,
        SubjectKind(row.kind),
        tuple(row.identity),
        row.site,
        row.unit,
        FindingState.SUSPECTED,
        row.data_at,
        row.data_at,
        data=row.data,
    )


def _finding_row(finding: Finding) -> dict[str, Any]:
    return {
        "site": finding.site,
        "fingerprint": finding.fingerprint,
        "check": finding.check,
        "subject": finding.subject,
        "kind": finding.kind.value,
        "identity": list(finding.identity),
        "unit": finding.unit,
        "data": dict(finding.data),
        "data_at": finding.last_seen,
    }


def _event(row: Row[Any]) -> Event:
    return Event(EventKind(row.kind), row.at, row.actor, row.run, row.note, row.due, row.expires, row.rounds, row.apart)


def _event_row(site: str, fingerprint: str, event: Event) -> dict[str, Any]:
    return {
        "site": site,
        "fingerprint": fingerprint,
        "kind": event.kind.value,
        "at": event.at,
        "actor": event.actor,
        "run": event.run,
        "note": event.note,
        "due": event.due,
        "expires": event.expires,
        "rounds": event.rounds,
        "apart": event.apart,
    }


def _by_browser(finding: Finding) -> bool:
    """Whether some place of it was seen only by a browser."""
    sources: Iterable[Mapping[str, Any]] = finding.data.get("sources", ())  # type: ignore[assignment]
    return any(str(source.get("element", "")).startswith(RENDERED) for source in sources)


def _pages(finding: Finding) -> tuple[str, ...]:
    sources: Iterable[Mapping[str, Any]] = finding.data.get("sources", ())  # type: ignore[assignment]
    pages = tuple(dict.fromkeys(source["page"] for source in sources))
    if pages:
        return pages
    return (finding.subject,) if finding.subject.startswith(("http://", "https://")) else ()
