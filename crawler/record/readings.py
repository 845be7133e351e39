"""What a page was read as, kept beside the page, so that the next crawl need not parse what has not changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from dataclasses import astuple, dataclass, fields
from datetime import date

from core.snapshot import Role, Snapshot
from core.snapshot.codec import dump
from crawler.extract import Extracted, FoundLink, Lead, extract
from crawler.extract.version import extract_version
from crawler.record.moment import WatchedDay

#: Most bytes of one page's links as JSON; more than extraction ever finds.
_MAX_LINKS = 64 * 1024 * 1024
_FIELDS = tuple(field.name for field in fields(FoundLink))
_ROLE = _FIELDS.index("role")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, with what it takes to believe it later (columns of table `reading`)."""

    page: Extracted
    digest: str
    expires: str
    links: bytes


def read(body: bytes, content_type: str, url: str, seen_on: date) -> Reading:
    """Parse a page and note until when the outcome holds."""
    day = WatchedDay.of(seen_on)
    page = extract(body, content_type, url, day)
    expires = min(day.turns).isoformat() if day.turns else ""
    rows = [[astuple(link) for link in page.links], [astuple(lead) for lead in page.leads]]
    packed = zlib.compress(dump(rows).encode("utf-8", "surrogatepass"), 1)
    return Reading(page, _digest(body, content_type, url), expires, packed)


def put_reading(db: sqlite3.Connection, url: str, reading: Reading) -> None:
    """Keep the reading of the page at `url`. Inside a step."""
    db.execute(
        "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?)", (url, reading.digest, reading.expires, reading.links)
    )


class KeptReadings:
    """Readings of an earlier snapshot, as far as today's extraction would give the same."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._same_version = snapshot.manifest.versions.get("extract") == extract_version()

    def find(self, body: bytes, content_type: str, url: str, seen_on: date) -> Reading | None:
        """The reading of exactly this content, unless it has expired or was made by another version."""
        row = self._snapshot.reading(url) if self._same_version else None
        if row is None or seen_on < self._snapshot.manifest.started.date():
            return None
        if row["digest"] != _digest(body, content_type, url) or ("" < row["expires"] <= seen_on.isoformat()):
            return None
        page = self._snapshot.page(url)
        if page is None or page.url != url:
            return None
        return Reading(Extracted(page.facts, *_found(row["links"])), row["digest"], row["expires"], row["links"])


def _found(packed: bytes) -> tuple[tuple[FoundLink, ...], tuple[Lead, ...]]:
    text = zlib.decompressobj().decompress(packed, _MAX_LINKS).decode("utf-8", "surrogatepass")
    links, leads = json.loads(text)
    found = (FoundLink(**{**dict(zip(_FIELDS, row, strict=True)), "role": Role(row[_ROLE])}) for row in links)
    return tuple(found), tuple(Lead(*row) for row in leads)


def _digest(body: bytes, content_type: str, url: str) -> str:
    digest = hashlib.sha256(f"{url}\n{content_type}\n".encode("utf-8", "surrogatepass"))
    digest.update(body)
    return digest.hexdigest()
