"""Rows of tables `taking` and `post` ↔ values, and registered accounts as the manifest keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from datetime import date
from enum import Enum
from sqlite3 import Connection, Row
from typing import Any, get_type_hints

from core.county import Account
from core.snapshot.media import (
    FetchStatus,
    GoneReason,
    Identity,
    Post,
    Taking,
    moment_text,
    post_data,
    read_moment_text,
    read_post,
)
from core.snapshot.record_ref import RecordRef

_HINTS = get_type_hints(Account)
_PUT = (
    "INSERT OR IGNORE INTO taking (account, adapter, status, at, reason, covered_from, covered_to, gone, moved_to,"
    " identity, interaction, source, shot, records) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def put_taking(db: Connection, taking: Taking, posts: tuple[Post, ...]) -> None:
    """Write how one account was asked and what it gave; the first stays."""
    identity = taking.identity
    db.execute(
        _PUT,
        (
            taking.account,
            taking.adapter,
            taking.status,
            moment_text(taking.at),
            taking.reason,
            moment_text(taking.covered_from),
            moment_text(taking.covered_to),
            taking.gone or "",
            taking.moved_to,
            _dump([identity.account_id, identity.name, identity.sure]),
            _dump(dict(taking.interaction)),
            taking.source,
            taking.shot,
            _dump([astuple(record) for record in taking.records]),
        ),
    )
    db.executemany(
        "INSERT OR IGNORE INTO post (account, post_id, data) VALUES (?, ?, ?)",
        [(taking.account, post.id, _dump(post_data(post))) for post in posts],
    )


def read_taking(row: Row) -> Taking:
    """One row of table taking."""
    at = read_moment_text(row["at"])
    if at is None:
        raise ValueError("taking without a moment")
    return Taking(
        row["account"],
        row["adapter"],
        FetchStatus(row["status"]),
        at,
        row["reason"],
        read_moment_text(row["covered_from"]),
        read_moment_text(row["covered_to"]),
        GoneReason(row["gone"]) if row["gone"] else None,
        row["moved_to"],
        Identity(*json.loads(row["identity"])),
        json.loads(row["interaction"]),
        row["source"],
        row["shot"],
        tuple(RecordRef(*record) for record in json.loads(row["records"])),
    )


def taking_of(db: Connection, account: str) -> Taking | None:
    """How an account was asked; None when it was not, or in snapshots of sites."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'taking'").fetchone() is None:
        return None
    row = db.execute("SELECT * FROM taking WHERE account = ?", (account,)).fetchone()
    return read_taking(row) if row else None


def posts_of(db: Connection, account: str) -> Iterator[Post]:
    """An account's posts, in the order they came."""
    for row in db.execute("SELECT data FROM post WHERE account = ? ORDER BY id", (account,)):
        yield read_post(json.loads(row["data"]))


def account_data(account: Account) -> dict[str, Any]:
    """A registered account as JSON-able data."""
    return {field.name: _plain(getattr(account, field.name)) for field in fields(account)}


def read_account(data: Mapping[str, Any]) -> Account:
    """Inverse of `account_data`. Raises TypeError or ValueError for anything else."""
    return Account(**{name: _typed(_HINTS.get(name), value) for name, value in data.items()})


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return date.fromisoformat(value) if value is not None and hint == (date | None) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
