"""What a page was read as, kept beside the page, so that the next crawl need not parse what has not changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from isal import isal_zlib

from core.snapshot import Role, Snapshot
from core.snapshot.codec import dump
from crawler.extract import FoundLink, Lead
from crawler.extract.version import extract_version
from crawler.record.brief import Brief
from crawler.record.moment import WatchedDay
from crawler.verdicts.version import verdicts_version

if TYPE_CHECKING:
    from crawler.extract import Extracted

#: Most bytes of one page's links as JSON; more than extraction ever finds.
_MAX_LINKS = 64 * 1024 * 1024
_ROLE = FoundLink._fields.index("role")
_LEAD = attrgetter(*(field.name for field in fields(Lead)))
_ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, with what it takes to believe it later (columns of table `reading`).

    `quiet`: nothing in its words needs the look that tells not-found messages and login forms.
    """

    page: Extracted
    digest: str
    expires: str
    links: bytes
    quiet: bool = False


def read(body: bytes, content_type: str, url: str, seen_on: date) -> Reading:
    """Parse a page and note until when the outcome holds."""
    # A crawl of a site that is as it was reads none, and this is most of what there is to load.
    from crawler.extract.page import extract_parsed  # noqa: PLC0415
    from crawler.extract.parsed import parse  # noqa: PLC0415
    from crawler.verdicts.quiet import is_quiet  # noqa: PLC0415

    day = WatchedDay.of(seen_on)
    parsed = parse(body, content_type)
    page = extract_parsed(parsed, url, day)
    expires = min(day.turns).isoformat() if day.turns else ""
    quiet = is_quiet(body, content_type, url, parsed)
    parsed.tree.let_go()
    rows = [page.links, list(map(_LEAD, page.leads)), verdicts_version() if quiet else "", page.lacking]
    packed = isal_zlib.compress(dump(rows).encode("utf-8", "surrogatepass"), 1)
    return Reading(page, _digest(body, content_type, url), expires, packed, quiet)


def put_reading(db: sqlite3.Connection, url: str, reading: Reading, brief: Brief) -> None:
    """Keep the reading of the page at `url`. Inside a step."""
    values = (url, reading.digest, reading.expires, reading.links, brief.to_json())
    db.execute("INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?, ?)", values)


def kept_links(db: sqlite3.Connection, url: str) -> tuple[FoundLink, ...]:
    """The links that the html of a recorded page states, as it was received."""
    row = db.execute("SELECT links FROM reading WHERE url = ?", (url,)).fetchone()
    return found_links(row["links"]) if row else ()


def found_links(packed: bytes) -> tuple[FoundLink, ...]:
    """The links in a row's column of that name."""
    return _found(packed)[0]


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
        from crawler.extract import Extracted  # noqa: PLC0415

        links, leads, quiet, lacking = _found(row["links"])
        extracted = Extracted(page.facts, links, leads, lacking)
        return Reading(extracted, row["digest"], row["expires"], row["links"], quiet)


def _found(packed: bytes) -> tuple[tuple[FoundLink, ...], tuple[Lead, ...], bool, tuple[FoundLink, ...]]:
    text = zlib.decompressobj().decompress(packed, _MAX_LINKS).decode("utf-8", "surrogatepass")
    links, leads, quiet, lacking = json.loads(text)
    return _links(links), tuple(Lead(*row) for row in leads), quiet == verdicts_version(), _links(lacking)


def _links(rows: list[list[Any]]) -> tuple[FoundLink, ...]:
    for row in rows:
        row[_ROLE] = _ROLES[row[_ROLE]]
    return tuple(FoundLink(*row) for row in rows)


def _digest(body: bytes, content_type: str, url: str) -> str:
    digest = hashlib.sha256(f"{url}\n{content_type}\n".encode("utf-8", "surrogatepass"))
    digest.update(body)
    return digest.hexdigest()
