"""What happened to each account's entry in the register: who, when, what. Rows are only ever appended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, select

from core.county import Account
from ledger import tables
from ledger.database import reading
from ledger.register.shown import shown_change


class ChangeKind(StrEnum):
    """What was done to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"  # left out of the register; its row and its findings are kept
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class AccountChange:
    """One act on one account's entry. `changes`: field → (before, after), people's names and numbers hidden."""

    key: str
    action: ChangeKind
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An act with its time and who did it. `name` and `platform` are the entry's as they are now."""

    at: datetime
    actor: str
    name: str
    platform: str
    change: AccountChange


def changes_of(known: Mapping[str, tuple[Account, bool]], accounts: Iterable[Account]) -> Iterator[AccountChange]:
    """What writing `accounts` does to those known (account, whether it is in force), by key."""
    new = {account.key: account for account in accounts}
    for key, account in new.items():
        before, active = known.get(key, (None, False))
        if before is None:
            yield AccountChange(key, ChangeKind.ADDED, _differences(Account("", "", key=key), account))
        elif changes := _differences(before, account):
            yield AccountChange(key, ChangeKind.CHANGED if active else ChangeKind.RESTORED, changes)
        elif not active:
            yield AccountChange(key, ChangeKind.RESTORED, {})
    for key, (_, active) in known.items():
        if active and key not in new:
            yield AccountChange(key, ChangeKind.REMOVED, {})


def note_changes(connection: Connection, changes: Iterable[AccountChange], at: datetime, actor: str) -> None:
    """Append them inside the transaction that makes them."""
    rows = [
        {
            "account": change.key,
            "at": at,
            "actor": actor,
            "action": change.action.value,
            "changes": {name: list(pair) for name, pair in change.changes.items()},
        }
        for change in changes
    ]
    if rows:
        connection.execute(tables.account_change.insert(), rows)


def account_history(engine: Engine, name: str = "") -> list[HistoryRow]:
    """Every act in the order it was done; with `name` those on accounts whose name, id or key it is."""
    entry, change = tables.account, tables.account_change
    query = select(change, entry.c.name, entry.c.platform).join(entry, change.c.account == entry.c.key)
    if name:
        query = query.where((entry.c.name == name) | (entry.c.account_id == name) | (entry.c.key == name))
    with reading(engine) as connection:
        return [
            HistoryRow(
                row.at,
                row.actor,
                row.name,
                row.platform,
                AccountChange(
                    row.account,
                    ChangeKind(row.action),
                    {field: (old, new) for field, (old, new) in row.changes.items()},
                ),
            )
            for row in connection.execute(query.order_by(change.c.id))
        ]


def _differences(before: Account, after: Account) -> dict[str, tuple[str, str]]:
    pairs = ((field.name, getattr(before, field.name), getattr(after, field.name)) for field in fields(Account))
    return {name: shown_change(name, old, new) for name, old, new in pairs if old != new}
