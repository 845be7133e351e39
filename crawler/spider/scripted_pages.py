"""Which recorded pages a browser is needed for: lists that scripts fill and nobody could read, and feet they write."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from core.errors import SnapshotError
from core.snapshot import FooterMarks, PageKind, PageRow, RecordRef
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record

#: Marks of `PageFacts.scripted` that tell of data, not only of a pager; and how many dated entries are a list, whatever
#: some box beside it loads (the same bounds as judging has).
_DATA_MARKS = frozenset(
    {"jpaas", "gkmlpt", "igs", "jpage", "ucap", "epoint", "ajax", "frame", "template", "framework", "template engine"}
)
_WHOLE_LIST = 5
#: Marks that every public home page must show; one that is missing may have been written by a script.
_WANTED = ("site_id_code", "icp", "psb", "host_unit", "contact", "conac_badge", "zhaocuo", "sitemap")

#: Pages that may hold a list which was not read: neither their data nor a further page of theirs was.
_UNREAD = """
SELECT * FROM page WHERE kind != 'article' AND (json_array_length(facts, '$.scripted') > 0 OR items = '[]')
AND NOT EXISTS (
    SELECT 1 FROM lead JOIN document USING (source) WHERE lead.page = page.url AND (items != '[]' OR total = 0)
) AND NOT EXISTS (SELECT 1 FROM lead JOIN page AS further ON further.url = lead.source WHERE lead.page = page.url)
ORDER BY depth, url
"""


class ScriptedPages:
    """Looks through the pages of a crawl under way. `columns` are the registered columns' addresses as recorded."""

    def __init__(self, db: sqlite3.Connection, folder: Path, columns: frozenset[str]) -> None:
        self._db, self._folder, self._columns = db, folder, columns

    def lists(self) -> list[str]:
        """Pages with a list that only a browser may show: home, registered columns, other columns, others; by depth."""
        return [page.url for page in sorted(self._unread(), key=self._rank)]

    def marked(self) -> list[str]:
        """Those of them that say themselves that scripts bring a list, in the same order."""
        return [page.url for page in sorted(self._unread(), key=self._rank) if page.facts.scripted]

    def feet(self) -> list[str]:
        """The home page, when a mark that belongs into its foot was not found and scripts may write it."""
        row = self._db.execute("SELECT * FROM page WHERE kind = ? ORDER BY depth, url", (PageKind.HOME,)).fetchone()
        page = read_page(row) if row else None
        return [page.url] if page and lacks_marks(page.facts.footer) and self._has_script(page.record) else []

    def _unread(self) -> list[PageRow]:
        return [page for page in map(read_page, self._db.execute(_UNREAD)) if self._fits(page)]

    def _fits(self, page: PageRow) -> bool:
        marks, dated = set(page.facts.scripted), sum(item.day is not None for item in page.facts.items)
        if not page.facts.items:
            # Whatever nobody registered and nothing marks as a list is a page like any other.
            listless = page.url in self._columns and page.facts.publish_day is None
            return bool(marks) or (listless and self._has_script(page.record))
        return page.kind is not PageKind.OTHER and bool(marks & _DATA_MARKS) and dated < _WHOLE_LIST

    def _rank(self, page: PageRow) -> int:
        if page.kind is PageKind.HOME:
            return 0
        if page.url in self._columns:
            return 1
        return 2 if page.kind is PageKind.COLUMN else 3

    def _has_script(self, record: RecordRef) -> bool:
        try:
            return b"<script" in read_record(self._folder, record).body().lower()
        except SnapshotError:
            return False


def lacks_marks(marks: FooterMarks) -> bool:
    """Whether one of the marks that every home page must show is not there."""
    shown = asdict(marks)
    return not all(shown[name] for name in _WANTED)


def recorded_columns(db: sqlite3.Connection, asked: Iterator[str]) -> frozenset[str]:
    """The addresses at which the pages asked for were recorded, after redirects."""
    wanted = json.dumps(list(asked))
    rows = db.execute("SELECT url, final_url FROM resource WHERE url IN (SELECT value FROM json_each(?))", (wanted,))
    return frozenset(row["final_url"] or row["url"] for row in rows)
