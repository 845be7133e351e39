"""The register in the database. Saving updates and never duplicates; what is gone becomes inactive, never deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, select, update

from core.county import Account, Register
from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.register import rows
from ledger.register.history import changes_of, note_changes
from ledger.upsert import upsert

_COUNTY = "county"


def save_register(engine: Engine, register: Register, at: datetime, actor: str) -> None:
    """Make the stored register equal to this one, with an audit row. See ledger.register.plan for asking first."""
    with engine.begin() as connection:
        write_register(connection, register, at, actor)
        record(connection, AuditRow(at, actor, "register.save", register.county, counts(register)))


def load_register(engine: Engine) -> Register:
    """The register in force: active rows, in the register's own order."""
    with reading(engine) as connection:
        return read_register(connection)


def read_register(connection: Connection) -> Register:
    """`load_register` inside a transaction."""
    info = tables.register_info
    county = connection.execute(select(info.c.value).where(info.c.name == _COUNTY)).scalar()
    return Register(
        county or "",
        tuple(map(rows.read_unit, _active(connection, tables.unit))),
        tuple(map(rows.read_site, _active(connection, tables.site))),
        tuple(map(rows.read_column, _active(connection, tables.site_column))),
        tuple(map(rows.read_account, _active(connection, tables.account))),
    )


def write_register(connection: Connection, register: Register, at: datetime, actor: str) -> None:
    """Write every row, mark those that are not in it inactive, and note what this did to accounts."""
    known = _known_accounts(connection)
    upsert(connection, tables.register_info, [{"name": _COUNTY, "value": register.county}])
    for table, written in (
        (tables.unit, [rows.unit_row(item, place) for place, item in enumerate(register.units)]),
        (tables.site, [rows.site_row(item, place) for place, item in enumerate(register.sites)]),
        (tables.site_column, [rows.column_row(item, place) for place, item in enumerate(register.columns)]),
        (tables.account, [rows.account_row(item, place) for place, item in enumerate(register.accounts)]),
    ):
        _replace(connection, table, written)
    note_changes(connection, changes_of(known, register.accounts), at, actor)


def counts(register: Register) -> dict[str, int]:
    """How many of each a register holds."""
    return {
        "units": len(register.units),
        "sites": len(register.sites),
        "columns": len(register.columns),
        "accounts": len(register.accounts),
    }


def _known_accounts(connection: Connection) -> dict[str, tuple[Account, bool]]:
    return {row.key: (rows.read_account(row), row.active) for row in connection.execute(select(tables.account))}


def _replace(connection: Connection, table: Table, written: Iterable[Mapping[str, Any]]) -> None:
    connection.execute(update(table).values(active=False))
    upsert(connection, table, list(written))


def _active(connection: Connection, table: Table) -> list[Any]:
    key = table.primary_key.columns.values()[0]
    query = select(table).where(table.c.active.is_(True)).order_by(table.c.position, key)
    return list(connection.execute(query))
