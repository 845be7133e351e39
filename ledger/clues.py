"""What people said of accounts that nobody registered. Only what is confirmed here can ever accuse a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, select

from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.upsert import upsert


class ClueVerdict(StrEnum):
    """What a person found out about a clue."""

    UNREGISTERED = "未登记"  # an account of the county's units that the register lacks: confirmed
    REGISTERED = "已登记"
    NOT_OURS = "与本县无关"


@dataclass(frozen=True, slots=True)
class JudgedClue:
    """A clue with the person's word. `unit` is whose account it is; `place` where it was seen."""

    key: str
    platform: str
    name: str
    address: str
    number: str
    unit: str
    place: str
    verdict: ClueVerdict
    note: str
    at: datetime
    actor: str


def keep_clues(engine: Engine, clues: Iterable[JudgedClue], at: datetime, actor: str) -> None:
    """Keep what was said, the last word on each, with an audit row."""
    rows = [asdict(clue) for clue in clues]
    told = {row["key"]: f"{row['platform']} {row['name']}：{row['verdict']}" for row in rows}
    with engine.begin() as connection:
        upsert(connection, tables.account_clue, rows)
        record(connection, AuditRow(at, actor, "clues.judge", "media", told))


def load_clues(engine: Engine) -> tuple[JudgedClue, ...]:
    """Everything that was said, by key."""
    table = tables.account_clue
    with reading(engine) as connection:
        rows = connection.execute(select(table).order_by(table.c.key)).mappings().all()
    return tuple(JudgedClue(**{**row, "verdict": ClueVerdict(row["verdict"])}) for row in rows)


def unregistered_accounts(engine: Engine) -> tuple[JudgedClue, ...]:
    """Those of which a person said that they are the county's and not registered, by key."""
    return tuple(clue for clue in load_clues(engine) if clue.verdict is ClueVerdict.UNREGISTERED)
