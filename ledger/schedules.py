"""What is to happen when. The scheduler ticks; these rows decide, so that nothing fires twice or is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, func, select

from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.upsert import insert_new, upsert


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule. `spec` holds cron-like fields by name (`{"day_of_week": "mon", "hour": 2}`), Beijing time;
    `action` is a verb of the program, `payload` its arguments."""

    name: str
    spec: Mapping[str, str | int]
    action: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    enabled: bool = True


def save_schedule(engine: Engine, schedule: Schedule, at: datetime, actor: str) -> None:
    """Insert or replace the schedule of that name, with an audit row."""
    row = {
        "name": schedule.name,
        "spec": dict(schedule.spec),
        "action": schedule.action,
        "payload": dict(schedule.payload),
        "enabled": schedule.enabled,
    }
    with engine.begin() as connection:
        upsert(connection, tables.schedule, [row])
        record(connection, AuditRow(at, actor, "schedule.save", schedule.name, row))


def list_schedules(engine: Engine) -> list[Schedule]:
    """All schedules by name, disabled ones too."""
    query = select(tables.schedule).order_by(tables.schedule.c.name)
    with reading(engine) as connection:
        return [Schedule(row.name, row.spec, row.action, row.payload, row.enabled) for row in connection.execute(query)]


def claim(engine: Engine, schedule: str, due_at: datetime, now: datetime) -> bool:
    """Claim one firing. True for exactly one caller, however many schedulers or restarts ask."""
    with engine.begin() as connection:
        return insert_new(
            connection, tables.schedule_firing, {"schedule": schedule, "due_at": due_at, "claimed_at": now}
        )


def last_firing(engine: Engine, schedule: str) -> datetime | None:
    """The latest due time that was claimed, or None: from there on a restarted scheduler catches up."""
    table = tables.schedule_firing
    query = select(func.max(table.c.due_at)).where(table.c.schedule == schedule)
    with reading(engine) as connection:
        return connection.execute(query).scalar()
