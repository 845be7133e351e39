"""Which inspections there were: the one that was interrupted, the last one that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, select

from core.county import Register, Site
from ledger import tables
from ledger.database import reading
from ledger.register.frozen import thaw_register
from ledger.register.rows import read_site

_RUN, _RUN_SITE, _SITE = tables.run, tables.run_site, tables.site


@dataclass(frozen=True, slots=True)
class Missed:
    """When and why a site could not be crawled."""

    at: datetime
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One inspection. `finished` is None while it is under way or interrupted.

    `sites` are those recorded so far, and `snapshots` those they left: a site that could not be crawled left none and
    is in `missed`, by its key. `register` is the one it went by, None of an inspection that did not keep it.
    """

    id: str
    started: datetime
    finished: datetime | None
    sites: tuple[Site, ...]
    snapshots: tuple[str, ...]
    missed: Mapping[str, Missed] = field(default_factory=dict)
    register: Register | None = None


def unfinished_run(engine: Engine) -> RunRecord | None:
    """The latest inspection, when it did not come to its end; None when it did."""
    latest = _latest(engine, None)
    return latest if latest is not None and latest.finished is None else None


def finished_run(engine: Engine, run: str | None = None) -> RunRecord | None:
    """The inspection named, or the latest that ended; None when there is none."""
    with reading(engine) as connection:
        query = select(_RUN.c.id).where(_RUN.c.finished.is_not(None)).order_by(_RUN.c.started.desc(), _RUN.c.id.desc())
        found = connection.execute(query if run is None else query.where(_RUN.c.id == run)).first()
    return None if found is None else _latest(engine, found.id)


def _latest(engine: Engine, run: str | None) -> RunRecord | None:
    runs = select(_RUN).order_by(_RUN.c.started.desc(), _RUN.c.id.desc())
    with reading(engine) as connection:
        row = connection.execute(runs if run is None else runs.where(_RUN.c.id == run)).first()
        if row is None:
            return None
        query = (
            select(_SITE, _RUN_SITE.c.snapshot, _RUN_SITE.c.taken_at, _RUN_SITE.c.reasons)
            .join_from(_RUN_SITE, _SITE)
            .where(_RUN_SITE.c.run == row.id)
        )
        sites = connection.execute(query.order_by(_SITE.c.position, _SITE.c.key)).all()
    snapshots = tuple(site.snapshot for site in sites if site.snapshot)
    missed = {site.key: Missed(site.taken_at, tuple(site.reasons)) for site in sites if not site.snapshot}
    register = None if row.register is None else thaw_register(row.register, row.id)
    return RunRecord(row.id, row.started, row.finished, _in_order(sites, register), snapshots, missed, register)


def _in_order(rows: Sequence[Row[Any]], register: Register | None) -> tuple[Site, ...]:
    """The run's sites in the order of the register it went by; sites that it does not hold come last."""
    sites = tuple(map(read_site, rows))
    place = {site.key: at for at, site in enumerate(register.sites)} if register else {}
    return tuple(sorted(sites, key=lambda site: place.get(site.key, len(place))))
