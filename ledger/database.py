"""Opens the database: SQLite with safe settings or PostgreSQL by URL, always migrated to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from core.errors import LedgerError

MIGRATIONS = Path(__file__).with_name("migrations")

#: Milliseconds a SQLite connection waits for another writer before giving up.
BUSY_TIMEOUT_MS = 30_000

#: Tries at turning a new SQLite file to WAL while other processes do the same.
WAL_TRIES = 100


def open_database(url: str) -> Engine:
    """Open the database at a SQLAlchemy URL, creating and migrating it as needed.

    Raises LedgerError (plain words, the URL without its password) when it cannot be opened, is no database, or was
    written by a newer version of this program.
    """
    engine = _engine(url)
    shown = engine.url.render_as_string(hide_password=True)
    try:
        with engine.begin() as connection:
            migrate(connection)
    except CommandError as error:
        engine.dispose()
        raise LedgerError(f"数据库 {shown} 由更新版本的程序建立（{error}）。请升级本程序后再打开。") from error
    except (SQLAlchemyError, OSError, UnicodeError) as error:
        engine.dispose()
        raise LedgerError(f"数据库 {shown} 无法使用：{_cause(error)}。请检查路径、权限和磁盘空间。") from error
    return engine


def migrate(connection: Connection) -> None:
    """Bring the schema to the newest revision, inside the connection's transaction."""
    config = Config()
    # ConfigParser would read a % in the installation's path as an interpolation.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A consistent view of the database that blocks no writer. Writers use `engine.begin()`."""
    with engine.connect().execution_options(xunjian_reading=True) as connection:
        yield connection


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise LedgerError(
            f"数据库地址不能识别（{error}）。应形如 sqlite:///data/xunjian.db 或 postgresql+psycopg://…"
        ) from error
    except OSError as error:
        raise LedgerError(f"数据库目录 {error.filename} 无法建立：{error.strerror}。") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by _begin_sqlite: the driver's own do not cover DDL and begin too late.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _use_wal(connection)
    connection.execute("PRAGMA foreign_keys = ON")


def _use_wal(connection: sqlite3.Connection) -> None:
    # Two that change the journal mode at once would deadlock: SQLite refuses one, whatever the busy timeout.
    for _ in range(WAL_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            # An empty write does wait: until the other one is through.
            connection.execute("BEGIN IMMEDIATE").execute("COMMIT")
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns writer after another wrote fails at once, whatever the busy timeout.
    reading_only = connection.get_execution_options().get("xunjian_reading", False)
    connection.exec_driver_sql("BEGIN" if reading_only else "BEGIN IMMEDIATE")


def _cause(error: Exception) -> Any:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
