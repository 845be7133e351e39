"""Opening, migrating, and the plain words when it cannot be done."""

import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from core.errors import LedgerError
from ledger import tables
from ledger.database import open_database, reading
from tests.ledger.moments import at


def test_migrations_end_in_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_opening_again_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / '100% 新目录' / 'ledger.db'}"
    first = open_database(url)
    with first.begin() as connection:
        connection.execute(insert(tables.register_info).values(name="county", value="云岭县"))
    first.dispose()
    monkeypatch.chdir(tmp_path)
    second = open_database(url)
    with reading(second) as connection:
        assert connection.execute(select(tables.register_info.c.value)).scalar() == "云岭县"
    second.dispose()


def test_sqlite_is_set_up_for_several_processes(engine: Engine) -> None:
    with reading(engine) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 30_000


def test_foreign_keys_hold(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(tables.schedule_firing).values(schedule="none", due_at=at(1), claimed_at=at(1)))


def test_a_reader_sees_one_state_while_others_write(engine: Engine) -> None:
    with reading(engine) as reader:
        assert reader.execute(select(tables.register_info)).all() == []
        with engine.begin() as writer:
            writer.execute(insert(tables.register_info).values(name="a", value="b"))
        assert reader.execute(select(tables.register_info)).all() == []


def test_a_naive_time_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="no time zone"), engine.begin() as connection:
        connection.execute(insert(tables.audit).values(at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_many_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    errors: list[Exception] = []

    def open_once() -> None:
        try:
            open_database(url).dispose()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_what_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"not a database at all, but long enough to have a header" * 40)
    with pytest.raises(LedgerError, match="无法使用"):
        open_database(f"sqlite:///{path}")


def test_a_newer_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()
    with pytest.raises(LedgerError, match="更新版本"):
        open_database(f"sqlite:///{path}")


@pytest.mark.parametrize("url", ["nonsense", "nosuch://host/db", "postgresql+nosuchdriver://host/db"])
def test_a_strange_address_is_refused(url: str) -> None:
    with pytest.raises(LedgerError, match="不能识别"):
        open_database(url)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="无法建立"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'sub' / 'ledger.db'}")


def test_a_database_in_memory_opens() -> None:
    open_database("sqlite://").dispose()
