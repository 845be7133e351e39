"""Entries about media accounts: imported posts, the time a list covers, evidence of a person's look.

An entry is JSON-able data with a `kind`: `post` {title, url, published, text, pinned, seen_at}, `span` {first, last,
seen_at} (days of which the imported list is complete), `evidence` {url, shot, checker, at, last_update, interaction,
state, note}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select

from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.upsert import upsert

_ENTRY = tables.media_entry
_MAPPING = "media.mapping."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry about the account of that key. `name` tells it apart: entering the same again replaces it."""

    account: str
    name: str
    data: Mapping[str, Any]


def save_entries(engine: Engine, entries: Sequence[Entry], at: datetime, actor: str, source: str) -> None:
    """Store entries, with an audit row that names where they came from."""
    rows = [{"account": e.account, "name": e.name, "data": dict(e.data), "at": at, "actor": actor} for e in entries]
    detail = {"entries": len(entries), "accounts": sorted({entry.account for entry in entries})[:50]}
    with engine.begin() as connection:
        upsert(connection, _ENTRY, rows)
        record(connection, AuditRow(at, actor, "media.import", source[:200], detail))


def load_entries(engine: Engine, accounts: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """All entries about these accounts, by account, in the order they were entered."""
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in accounts}
    with reading(engine) as connection:
        for row in connection.execute(select(_ENTRY).order_by(_ENTRY.c.at, _ENTRY.c.name)):
            if row.account in found:
                found[row.account].append({**row.data, "name": row.name})
    return {key: entries for key, entries in found.items() if entries}


def save_mapping(engine: Engine, name: str, mapping: Mapping[str, str]) -> None:
    """Keep how one kind of file names its columns: heading → field."""
    value = json.dumps(dict(mapping), ensure_ascii=False)
    with engine.begin() as connection:
        upsert(connection, tables.register_info, [{"name": f"{_MAPPING}{name}"[:40], "value": value}])


def load_mapping(engine: Engine, name: str) -> dict[str, str] | None:
    """A mapping that was kept under that name; None when there is none."""
    info = tables.register_info
    with reading(engine) as connection:
        query = select(info.c.value).where(info.c.name == f"{_MAPPING}{name}"[:40])
        text = connection.execute(query).scalar()
    return {str(key): str(value) for key, value in json.loads(text).items()} if text else None
