"""Who visits which slot. A slot is leased, then begun, then ended; once begun it is never given to anybody again.

A lease that was not begun expires and another process may take it. One that was begun and has no end is lost: whether
the site was visited is not known, so it is not visited a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update

from core.availability import SlotRecord
from ledger import tables
from ledger.database import reading
from ledger.upsert import insert_new

_SLOT = tables.availability
#: How long a leased slot may wait for its visit to begin.
LEASE = timedelta(minutes=2)
_UNSEEN: dict[str, Any] = {
    "begun_at": None,
    "ended_at": None,
    "outcome": "",
    "kind": "",
    "status": 0,
    "address": "",
    "dns_ms": -1,
    "connect_ms": -1,
    "tls_ms": -1,
    "first_byte_ms": -1,
    "total_ms": -1,
    "tries": [],
    "controls": None,
    "note": "",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A slot that is due."""

    site: str
    slot: str
    host: str


def lease(engine: Engine, wanted: Sequence[Wanted], worker: str, now: datetime) -> tuple[list[Wanted], list[Wanted]]:
    """Lease what is free. Returns what this worker got, and what is settled: begun or ended, by whomever.

    What is in neither is leased by another worker who has not begun yet.
    """
    settled = _settled(engine, wanted)
    open_ = [one for one in wanted if one not in settled]
    if not open_:
        return [], settled
    with engine.begin() as connection:
        return [one for one in open_ if _take(connection, one, worker, now)], settled


def begin(engine: Engine, one: Wanted, worker: str, now: datetime) -> bool:
    """Say that the visit begins now. False when the lease was lost: then the site must not be visited."""
    held = (_SLOT.c.worker == worker, _SLOT.c.begun_at.is_(None), _SLOT.c.lease_until >= now)
    with engine.begin() as connection:
        return _update(connection, one.site, one.slot, held, {"begun_at": now})


def end(engine: Engine, record: SlotRecord, worker: str, now: datetime) -> bool:
    """Write what a begun visit saw. False when it is not this worker's, or has an end already."""
    last = record.tries[-1]
    values = {
        "ended_at": now,
        "outcome": record.outcome.value,
        "kind": last.kind,
        "status": last.status,
        "address": last.address,
        "dns_ms": last.dns_ms,
        "connect_ms": last.connect_ms,
        "tls_ms": last.tls_ms,
        "first_byte_ms": last.first_byte_ms,
        "total_ms": last.total_ms,
        "tries": [one.to_data() for one in record.tries],
        "controls": None if record.controls is None else [asdict(one) for one in record.controls],
        "note": record.note,
    }
    held = (_SLOT.c.worker == worker, _SLOT.c.begun_at.is_not(None), _SLOT.c.ended_at.is_(None))
    with engine.begin() as connection:
        return _update(connection, record.site, record.slot, held, values)


def prune(engine: Engine, first: date) -> int:
    """Remove slots of days before `first`; how many they were."""
    with engine.begin() as connection:
        return connection.execute(delete(_SLOT).where(_SLOT.c.slot < first.isoformat())).rowcount


def _settled(engine: Engine, wanted: Sequence[Wanted]) -> list[Wanted]:
    query = select(_SLOT.c.site, _SLOT.c.slot).where(
        _SLOT.c.slot.in_({one.slot for one in wanted}), _SLOT.c.begun_at.is_not(None)
    )
    with reading(engine) as connection:
        known = {(row.site, row.slot) for row in connection.execute(query)}
    return [one for one in wanted if (one.site, one.slot) in known]


def _take(connection: Connection, one: Wanted, worker: str, now: datetime) -> bool:
    mine = {"worker": worker, "lease_until": now + LEASE}
    if insert_new(connection, _SLOT, {**_UNSEEN, **asdict(one), **mine}):
        return True
    expired = (_SLOT.c.begun_at.is_(None), _SLOT.c.lease_until < now)
    return _update(connection, one.site, one.slot, expired, mine)


def _update(connection: Connection, site: str, slot: str, conditions: Sequence[Any], values: dict[str, Any]) -> bool:
    where = (_SLOT.c.site == site, _SLOT.c.slot == slot, *conditions)
    return connection.execute(update(_SLOT).where(*where).values(**values)).rowcount == 1
