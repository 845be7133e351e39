"""INSERT … ON CONFLICT, spelt alike for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

#: Both databases limit the parameters of one statement; rows go in groups of this size.
_GROUP = 500


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, or update every other column of those whose primary key is there. All rows have the same keys."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    updates = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    statement = statement.on_conflict_do_update(index_elements=keys, set_=updates)
    for start in range(0, len(rows), _GROUP):
        connection.execute(statement, [dict(row) for row in rows[start : start + _GROUP]])


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert one row unless any unique key forbids it. Returns whether it was inserted."""
    statement = _insert(connection, table).values(**row).on_conflict_do_nothing()
    # PostgreSQL's driver is not asked how many rows an insertion made unless one says so.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount == 1


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
