"""Pages of the last snapshot that are still the same, taken over row by row without being read again.

Both indexes are one database then: rows go from one to the other without passing through this program's hands.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.snapshot import INDEX, PageHistory, RecordRef, Role, Snapshot
from crawler.job import CrawlJob
from crawler.record.brief import Brief, read_brief
from crawler.record.history import put_history
from crawler.record.links import Place
from crawler.record.store import count, recall, remember
from crawler.version import crawl_version

_SOURCE = "carried_from"
_FIND = """
SELECT depth = 0 AS top, kind = 'home' AS home, status, content_type, expires, brief
FROM earlier.page JOIN earlier.reading USING (url) WHERE url = ?
"""
_PAGE = """
INSERT OR IGNORE INTO page (url, kind, depth, status, content_type, fetched_at, facts, items, warc_file, warc_offset,
record_id) SELECT url, kind, ?, status, content_type, ?, facts, items, ?, ?, ? FROM earlier.page WHERE url = ?
"""
_READING = "INSERT OR IGNORE INTO reading SELECT * FROM earlier.reading WHERE url = ?"
_OPENED = """
SELECT * FROM earlier.resource WHERE url = ?1 AND final_url = url AND verdict = 'ok' AND method = 'GET' AND ?2 = (
    SELECT CASE WHEN max(role IN ('page', 'frame')) THEN 'page' ELSE min(role) END FROM earlier.link WHERE target = ?1
)
"""
_VALIDATOR = """
INSERT OR REPLACE INTO validator SELECT url, etag, last_modified, partial, length, ?, ?, record_id, size, dated, digest
FROM earlier.validator WHERE url = ?
"""
_TOLD = "SELECT data FROM earlier.probe WHERE kind = ? AND subject = ? ORDER BY at DESC LIMIT 1"
_HISTORY = "INSERT OR IGNORE INTO history SELECT * FROM earlier.history WHERE url = ?"
_PLACES = """
INSERT INTO fragment SELECT target, name, page, ?, text, element, position, region FROM earlier.fragment WHERE page = ?
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A page of the last snapshot: its brief, whether it is the home page, and what its answer said."""

    brief: Brief
    home: bool
    status: int
    content_type: str


class EarlierPages:
    """The pages of the last snapshot, whose index is attached to the one in the making as `earlier`."""

    def __init__(self, db: sqlite3.Connection, snapshot: Snapshot) -> None:
        self._db, self._begun, self._taken = db, snapshot.manifest.started.date(), snapshot.taken_at.date()
        path = (snapshot.folder / INDEX).resolve()
        db.execute("ATTACH ? AS earlier", (f"{path.as_uri()}?mode=ro&immutable=1",))

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

    def copy_validator(self, url: str, record: RecordRef) -> None:
        """Write what a page may be asked by next time, which a 304 leaves as it was. Inside a step."""
        self._db.execute(_VALIDATOR, (record.file, record.offset, url))

    def copy(self, place: Place, depth: int, at: str, record: RecordRef) -> bool:
        """Write the rows of a page but its links; False when a page of this address is there already. Inside a step."""
        values = (depth, at, record.file, record.offset, record.record_id, place.page)
        if self._db.execute(_PAGE, values).rowcount != 1:
            return False
        self._db.execute(_READING, (place.page,))
        if self._db.execute(_HISTORY, (place.page,)).rowcount != 1:
            put_history(self._db, place.page, PageHistory(self._taken))
        self._db.execute(_PLACES, (place.rank, place.page))
        return True


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
