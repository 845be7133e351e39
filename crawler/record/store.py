"""The index of a snapshot in the making (snapshot.sqlite): opened, resumed, and written row by row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from core.errors import CrawlError
from core.snapshot import Gap, PageRow, Probe, RecordRef, RenderedRow, Resource, Watch
from core.snapshot.codec import dump, facts_to_json, hops_to_json, items_to_json, record_to_row
from crawler.extract.documents.interface import Document


def open_store(path: Path) -> sqlite3.Connection:
    """Open the index for writing, creating its tables when it is new. Raises CrawlError when it cannot be used.

    Transactions are explicit; WAL keeps every committed step through a kill of the process.
    """
    try:
        db = sqlite3.connect(path, uri=True, isolation_level=None)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        # Pages of the index that many steps change are so copied from the WAL seldom; megabytes of disk and of memory.
        db.execute("PRAGMA wal_autocheckpoint = 4000")
        db.execute("PRAGMA cache_size = -8000")
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'working'").fetchone():
            _create_tables(db)
    except sqlite3.Error as error:
        raise CrawlError(f"采集索引 {path} 无法使用：{error}。请检查磁盘空间，或删除该目录后重新采集。") from error
    return db


def _create_tables(db: sqlite3.Connection) -> None:
    schema = files("core.snapshot").joinpath("schema.sql").read_text("utf-8")
    working = files("crawler.record").joinpath("working.sql").read_text("utf-8")
    # One transaction: a process killed here leaves an empty file, not half of the tables.
    db.executescript(f"BEGIN;\n{schema}\n{working}\nCOMMIT;")


def remember(db: sqlite3.Connection, name: str, value: str) -> None:
    """Keep one value of the crawl itself (start time, committed length of the WARC file …)."""
    db.execute("INSERT OR REPLACE INTO working VALUES (?, ?)", (name, value))


def recall(db: sqlite3.Connection, name: str) -> str | None:
    """A remembered value, or None."""
    row = db.execute("SELECT value FROM working WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row["value"])


_PUT_RESOURCE = (
    "INSERT OR IGNORE INTO resource (url, internal, verdict, method, status, final_url, content_type, length,"
    " attempts, checked_at, detail, hops, warc_file, warc_offset, record_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def put_resource(db: sqlite3.Connection, found: Resource) -> None:
    """Write what became of one address; the first verdict on it stays."""
    db.execute(_PUT_RESOURCE, _resource_row(found))


def put_resources(db: sqlite3.Connection, found: Iterable[Resource]) -> None:
    """Write what became of some addresses, as `put_resource` does."""
    db.executemany(_PUT_RESOURCE, map(_resource_row, found))


def _resource_row(found: Resource) -> tuple[object, ...]:
    return (
        found.url,
        int(found.internal),
        found.verdict,
        found.method,
        found.status,
        found.final_url,
        found.content_type,
        found.length,
        found.attempts,
        found.checked_at,
        found.detail,
        hops_to_json(found.hops),
        *record_to_row(found.record),
    )


def has_resource(db: sqlite3.Connection, url: str) -> bool:
    """Whether the address has its verdict."""
    return db.execute("SELECT 1 FROM resource WHERE url = ?", (url,)).fetchone() is not None


def put_page(db: sqlite3.Connection, page: PageRow) -> bool:
    """Write one page; False when a page of this address is there already."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO page (url, kind, depth, status, content_type, fetched_at, facts, items,"
        " warc_file, warc_offset, record_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page.url,
            page.kind,
            page.depth,
            page.status,
            page.content_type,
            page.fetched_at,
            facts_to_json(page.facts),
            items_to_json(page.facts.items),
            *record_to_row(page.record),
        ),
    )
    return cursor.rowcount == 1


def put_document(db: sqlite3.Connection, source: str, reader: str, document: Document) -> None:
    """Write what a document that answered at the address `source` was read as."""
    db.execute(
        "INSERT OR IGNORE INTO document (source, reader, total, items) VALUES (?, ?, ?, ?)",
        (source, reader, document.total, items_to_json(document.items)),
    )


def put_leads(db: sqlite3.Connection, page: str, sources: Iterable[str]) -> None:
    """Write where the entries of a list page, or of a page of its data, go on."""
    db.executemany("INSERT OR IGNORE INTO lead (page, source) VALUES (?, ?)", [(page, source) for source in sources])


def put_rendered(db: sqlite3.Connection, row: RenderedRow) -> None:
    """Write what one address became in a browser."""
    db.execute(
        "INSERT OR IGNORE INTO rendered (url, purpose, at, status, failure, whole, facts, items, shot,"
        " warc_file, warc_offset, record_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.url,
            row.purpose,
            row.at,
            row.status,
            row.failure,
            int(row.whole),
            facts_to_json(row.facts) if row.facts else "",
            items_to_json(row.facts.items if row.facts else ()),
            row.shot,
            *record_to_row(row.record),
        ),
    )


def put_scan(
    db: sqlite3.Connection,
    place: tuple[str, str, str],
    failure: str,
    data: str,
    shots: Iterable[str],
    record: RecordRef,
) -> None:
    """Write what became of one sampled page; `place`: its address, what it is a sample of, when it was scanned."""
    db.execute(
        "INSERT OR IGNORE INTO scan (url, reason, at, failure, data, shots, warc_file, warc_offset, record_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, failure, data, dump(sorted(set(shots))), *record_to_row(record)),
    )


def put_probe(db: sqlite3.Connection, probe: Probe) -> None:
    """Write one measurement."""
    db.execute(
        "INSERT OR IGNORE INTO probe (kind, subject, at, data, warc_file, warc_offset, record_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (probe.kind, probe.subject, probe.at, dump(probe.data), *record_to_row(probe.record)),
    )


def put_gap(db: sqlite3.Connection, gap: Gap) -> None:
    """Write what was left out for one reason, replacing an earlier count."""
    db.execute(
        "INSERT OR REPLACE INTO coverage (reason, detail, example, count) VALUES (?, ?, ?, ?)",
        (gap.reason, gap.detail, gap.example, gap.count),
    )


def put_watches(db: sqlite3.Connection, watches: tuple[Watch, ...]) -> None:
    """Write the open findings that this crawl asks again, replacing those of an interrupted run."""
    db.execute("DELETE FROM watch")
    db.executemany(
        "INSERT INTO watch (check_id, subject, kind, identity, pages, browser, seen_on, looks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                watch.check,
                watch.subject,
                watch.kind,
                json.dumps(watch.identity),
                json.dumps(watch.pages),
                int(watch.browser),
                watch.seen_on,
                json.dumps(watch.looks),
            )
            for watch in watches
        ],
    )


def count(db: sqlite3.Connection, table: str, where: str = "1") -> int:
    """Number of rows. `table` and `where` are this program's own words, never fetched text."""
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])  # noqa: S608
