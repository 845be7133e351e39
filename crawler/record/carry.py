"""Pages of the last snapshot that are still the same, taken over row by row without being read again.

Both indexes are one database then: rows go from one to the other without passing through this program's hands.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from core.snapshot import INDEX, PageHistory, RecordRef, Role, Snapshot
from core.snapshot.codec import history_to_row
from crawler.job import CrawlJob
from crawler.record.brief import Brief, read_brief
from crawler.record.store import count, recall, remember
from crawler.version import crawl_version

_SOURCE = "carried_from"
_FIND = """
SELECT depth = 0 AS top, kind = 'home' AS home, status, content_type, expires, brief
FROM earlier.page JOIN earlier.reading USING (url) WHERE url = ?
"""
#: The pages of one step, so that all of them go over at once. The outer loop is always over them.
_CARRIED = """
CREATE TEMP TABLE carried (
    url TEXT PRIMARY KEY, depth INTEGER, at TEXT, file TEXT, place INTEGER, record TEXT, rank INTEGER, told INTEGER
)
"""
_PAGES = """
INSERT INTO page (url, kind, depth, status, content_type, fetched_at, facts, items, warc_file, warc_offset, record_id)
SELECT page.url, kind, carried.depth, status, content_type, carried.at, facts, items, file, place, record
FROM carried CROSS JOIN earlier.page USING (url) ORDER BY carried.rowid
"""
_READINGS = "INSERT INTO reading SELECT reading.* FROM carried CROSS JOIN earlier.reading USING (url)"
_OPENED = """
SELECT * FROM earlier.resource WHERE url = ?1 AND final_url = url AND verdict = 'ok' AND method = 'GET' AND ?2 = (
    SELECT CASE WHEN max(role IN ('page', 'frame')) THEN 'page' ELSE min(role) END FROM earlier.link WHERE target = ?1
)
"""
_VALIDATOR = """
INSERT OR REPLACE INTO validator SELECT url, etag, last_modified, partial, length, ?, ?, record_id, size, dated, digest
FROM earlier.validator WHERE url = ?
"""
_VALIDATORS = """
INSERT OR REPLACE INTO validator SELECT url, etag, last_modified, partial, length, file, place, record, size, dated,
digest FROM carried CROSS JOIN earlier.validator USING (url) WHERE told
"""
_TOLD = "SELECT data FROM earlier.probe WHERE kind = ? AND subject = ? ORDER BY at DESC LIMIT 1"
_HISTORIES = "INSERT INTO history SELECT history.* FROM carried CROSS JOIN earlier.history USING (url)"
_HISTORIES_BEGUN = "INSERT OR IGNORE INTO history SELECT url, ?, ?, ? FROM carried"
_PLACES = """
INSERT INTO fragment SELECT target, name, page, carried.rank, text, element, position, region
FROM carried CROSS JOIN earlier.fragment ON fragment.page = carried.url
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A page of the last snapshot: its brief, whether it is the home page, and what its answer said."""

    brief: Brief
    home: bool
    status: int
    content_type: str


class Copied(NamedTuple):
    """A page to be taken over: its address and depth, when it was asked for, its record there, the rank of its place
    (`crawler.record.links.Place`), and whether a server's word is all that came (`told`)."""

    url: str
    depth: int
    at: str
    file: str
    offset: int
    record_id: str
    rank: int
    told: bool


class EarlierPages:
    """The pages of the last snapshot, whose index is attached to the one in the making as `earlier`."""

    def __init__(self, db: sqlite3.Connection, snapshot: Snapshot) -> None:
        self._db, self._begun, self._taken = db, snapshot.manifest.started.date(), snapshot.taken_at.date()
        path = (snapshot.folder / INDEX).resolve()
        db.execute("ATTACH ? AS earlier", (f"{path.as_uri()}?mode=ro&immutable=1",))
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(_CARRIED)

    def find(self, url: str, record_id: str, depth: int, today: date) -> Known | None:
        """What is known of the page at `url`, if reading the record that was kept of it would give the same today."""
        row = self._db.execute(_FIND, (url,)).fetchone()
        if row is None or today < self._begun or "" < row["expires"] <= today.isoformat():
            return None
        brief = read_brief(row["brief"])
        same = brief.record_id == record_id and row["top"] == (depth == 0)
        return Known(brief, bool(row["home"]), row["status"], row["content_type"]) if same else None

    def resource(self, url: str, role: Role) -> sqlite3.Row | None:
        """What became of an address that opened by itself at a GET request; None unless it was linked as `role` too."""
        row: sqlite3.Row | None = self._db.execute(_OPENED, (url, role)).fetchone()
        return row

    def told(self, kind: str, subject: str, record_id: str) -> dict[str, Any] | None:
        """What a measurement said of the file in a record, without that record's place; None: it was not measured."""
        row = self._db.execute(_TOLD, (kind, subject)).fetchone()
        data: dict[str, Any] = json.loads(row["data"]) if row else {}
        return data if data.pop("record", [""])[-1] == record_id else None

    def copy_validators(self, files: Iterable[tuple[str, RecordRef]]) -> None:
        """Write what files may be asked by next time, which a 304 leaves as it was. Inside a step."""
        self._db.executemany(_VALIDATOR, [(record.file, record.offset, url) for url, record in files])

    def copy(self, pages: Sequence[Copied]) -> set[str]:
        """Write the rows of some pages but their links; the addresses of those that are there already come back, of
        which nothing is written but what they may be asked by next time. Inside a step.
        """
        db = self._db
        db.execute("DELETE FROM carried")
        db.executemany("INSERT INTO carried VALUES (?, ?, ?, ?, ?, ?, ?, ?)", pages)
        db.execute(_VALIDATORS)
        there = {row["url"] for row in db.execute("SELECT url FROM carried CROSS JOIN main.page USING (url)")}
        db.executemany("DELETE FROM carried WHERE url = ?", [(url,) for url in there])
        for statement in (_PAGES, _READINGS, _HISTORIES, _PLACES):
            db.execute(statement)
        db.execute(_HISTORIES_BEGUN, history_to_row("", PageHistory(self._taken))[1:])
        return there


def earlier_pages(db: sqlite3.Connection, job: CrawlJob, snapshot: Snapshot | None) -> EarlierPages | None:
    """The last snapshot's pages; None when pages would be recorded otherwise today.

    What an interrupted crawl began with it goes on with: rows of links have the numbers that they had there.
    """
    if snapshot is None or job.since is not None:
        return None
    earlier = snapshot.manifest
    same = (earlier.site, earlier.columns) == (job.site, job.columns)
    if not same or earlier.versions.get("crawler") != crawl_version():
        return None
    source, known = earlier.files[INDEX], recall(db, _SOURCE)
    if known is None and not count(db, "page"):
        remember(db, _SOURCE, known := source)
    return EarlierPages(db, snapshot) if known == source else None
