"""What people of the demo's office entered before the inspection: looks at accounts, and a word on a clue."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine

from core.county import Register
from demo.media import DemoMedia
from ledger import tables
from ledger.clues import ClueVerdict, JudgedClue, keep_clues
from ledger.media.entries import Entry, save_entries
from ledger.register.rows import account_row
from ledger.upsert import insert_new

_WHO = "政务公开办公室核查员"


def write_entries(engine: Engine, register: Register, media: DemoMedia, at: datetime) -> None:
    """Write them as of an hour before `at`; the accounts that they are about are registered as not in force."""
    seen = at - timedelta(hours=1)
    with engine.begin() as connection:
        for account in register.accounts:
            insert_new(connection, tables.account, account_row(account, position=0) | {"active": False})
    entries = [Entry(key, f"evidence:{seen.isoformat()}", _look(note, seen)) for key, note in media.looked.items()]
    save_entries(engine, entries, seen, _WHO, "evidence")
    clues = [
        JudgedClue(
            one.key, one.platform, one.name, "", one.number, one.unit, one.place, ClueVerdict.UNREGISTERED, one.note,
            seen, _WHO,
        )
        for one in media.unregistered
    ]  # fmt: skip
    keep_clues(engine, clues, seen, _WHO)


def _look(note: str, at: datetime) -> dict[str, object]:
    return {
        "kind": "evidence",
        "url": "",
        "shot": "",
        "checker": _WHO,
        "at": at.isoformat(),
        "last_update": "",
        "interaction": False,
        "state": "正常",
        "note": note,
    }
