"""Inspections as the database keeps them: one run, and one row for each site it covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from core.county import Register, Site
from core.errors import LedgerError
from core.finding import Change
from indicators.model import Assessment
from ledger import tables
from ledger.database import reading
from ledger.register.frozen import freeze_register
from ledger.upsert import insert_new

_SITE = tables.run_site


@dataclass(frozen=True, slots=True)
class SiteRun:
    """What one run learned of one site, besides its findings.

    `taken_at` is the point in time that was judged (监测时间点); `sanity` and `reasons` are the snapshot's gate;
    `checks` maps check ids to versions, `outcomes` outcomes to numbers of observations.
    """

    run: str
    site: Site
    snapshot: str
    taken_at: datetime
    sanity: str = "ok"
    reasons: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastRun:
    """A site's row of an earlier run, as trends show it. `conclusion` is empty when it was never scored."""

    run: str
    site: str
    snapshot: str
    taken_at: datetime
    sanity: str
    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    change: Change
    conclusion: str
    table: str
    version: int | None


def begin_run(
    engine: Engine,
    run: str,
    period: str,
    started: datetime,
    versions: Mapping[str, str] | None = None,
    register: Register | None = None,
) -> bool:
    """Enter a run and the register it goes by; False when a run of that id is there already (a resumed one)."""
    row = {
        "id": run,
        "period": period,
        "started": started,
        "versions": dict(versions or {}),
        "register": None if register is None else freeze_register(register),
    }
    with engine.begin() as connection:
        return insert_new(connection, tables.run, row)


def has_run(engine: Engine, run: str) -> bool:
    """Whether a run of that id was begun."""
    with engine.connect() as connection:
        return connection.execute(select(tables.run.c.id).where(tables.run.c.id == run)).first() is not None


def finish_run(engine: Engine, run: str, finished: datetime) -> None:
    """Enter when a run ended. Raises LedgerError for an unknown run."""
    with engine.begin() as connection:
        done = connection.execute(update(tables.run).where(tables.run.c.id == run).values(finished=finished))
        if done.rowcount == 0:
            raise LedgerError(f"没有编号为 {run} 的巡检记录。")


def record_assessment(engine: Engine, run: str, site: str, assessment: Assessment) -> None:
    """Keep the conclusion with the table and version that judged. Raises LedgerError for an unknown run or site."""
    with engine.begin() as connection:
        done = connection.execute(
            update(_SITE)
            .where(_SITE.c.run == run, _SITE.c.site == site)
            .values(
                conclusion=assessment.conclusion.value,
                indicator_table=assessment.table,
                indicator_version=assessment.version,
            )
        )
        if done.rowcount == 0:
            raise LedgerError(f"巡检 {run} 中没有网站 {site} 的记录，无法登记评定结果。")


def past_runs(engine: Engine, site: str, limit: int = 60) -> list[PastRun]:
    """The latest runs of a site, newest first."""
    query = select(_SITE).where(_SITE.c.site == site).order_by(_SITE.c.taken_at.desc(), _SITE.c.run.desc())
    with reading(engine) as connection:
        return [_past(row) for row in connection.execute(query.limit(limit))]


def recorded_change(connection: Connection, run: str, site: str) -> Change | None:
    """The change that was recorded for this run and site, or None when it was not recorded yet."""
    row = connection.execute(select(_SITE.c.change).where(_SITE.c.run == run, _SITE.c.site == site)).first()
    return None if row is None else _read_change(row.change)


def insert_site_run(connection: Connection, record: SiteRun, change: Change) -> None:
    """Enter one site's row, without a conclusion yet, in the transaction that appends the findings' events."""
    connection.execute(
        _SITE.insert().values(
            run=record.run,
            site=record.site.key,
            snapshot=record.snapshot,
            taken_at=record.taken_at,
            sanity=record.sanity,
            reasons=list(record.reasons),
            counts=dict(record.counts),
            checks=dict(record.checks),
            outcomes=dict(record.outcomes),
            change={name: list(getattr(change, name)) for name in ("new", "still", "fixed", "reopened")},
            conclusion="",
            indicator_table="",
        )
    )


def _past(row: Row[Any]) -> PastRun:
    return PastRun(
        row.run,
        row.site,
        row.snapshot,
        row.taken_at,
        row.sanity,
        row.counts,
        row.outcomes,
        _read_change(row.change),
        row.conclusion,
        row.indicator_table,
        row.indicator_version,
    )


def _read_change(data: Mapping[str, list[str]]) -> Change:
    return Change(**{name: tuple(values) for name, values in data.items()})
