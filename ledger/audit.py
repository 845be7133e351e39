"""The audit trail: who did what, when. Rows are only ever appended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from ledger import tables
from ledger.database import reading


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act. `action` is a dotted verb (`register.import`), `subject` what it was done to."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def record(connection: Connection, row: AuditRow) -> None:
    """Append one row inside the transaction of the act itself, so that neither stands without the other."""
    connection.execute(
        tables.audit.insert().values(
            at=row.at, actor=row.actor, action=row.action, subject=row.subject, detail=dict(row.detail)
        )
    )


def read_audit(engine: Engine, since: datetime | None = None) -> list[AuditRow]:
    """All rows in the order they were written, from `since` on."""
    table = tables.audit
    query = select(table).order_by(table.c.id)
    if since is not None:
        query = query.where(table.c.at >= since)
    with reading(engine) as connection:
        rows = connection.execute(query)
        return [AuditRow(row.at, row.actor, row.action, row.subject, row.detail) for row in rows]
