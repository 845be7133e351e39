"""What a server said by which to ask later whether its answer changed (RFC 9110 section 8.8)."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from core.snapshot.codec import record_to_row

if TYPE_CHECKING:
    from crawler.fetch import Answer
    from crawler.record.warc import Kept

#: Longest validator sent back, in characters; a hostile one must not grow our requests.
_MAX = 500
#: Seconds that must lie between the last change and the answer, else a second change could hide in the same moment
#: (RFC 9110 section 8.8.2.2).
_SETTLED = 60


def put_validator(db: sqlite3.Connection, answer: Answer, kept: Kept) -> None:
    """Keep what a later crawl may ask with; the whole content is preferred to its first bytes. Inside a step."""
    if answer.method != "GET" or answer.status not in (200, 206) or answer.failure is not None:
        return
    db.execute(
        "INSERT INTO validator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
        " etag = excluded.etag, last_modified = excluded.last_modified, partial = excluded.partial,"
        " length = excluded.length, warc_file = excluded.warc_file, warc_offset = excluded.warc_offset,"
        " record_id = excluded.record_id, size = excluded.size, dated = excluded.dated, digest = excluded.digest"
        " WHERE excluded.partial <= validator.partial",
        _row(answer, kept),
    )


def put_whole(db: sqlite3.Connection, answer: Answer, kept: Kept) -> None:
    """Keep the same of a file that was fetched once more to be read whole; its check is another matter. In a step."""
    if answer.method != "GET" or answer.status != 200 or answer.failure is not None or answer.cut:
        return
    db.execute("INSERT OR REPLACE INTO whole VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(answer, kept))


def _row(answer: Answer, kept: Kept) -> tuple[object, ...]:
    return (
        answer.url,
        _printable(answer.header("etag")),
        _last_modified(answer),
        int(answer.status == 206 or answer.cut),
        len(answer.body),
        *record_to_row(kept.record),
        *kept[1:],
    )


def _last_modified(answer: Answer) -> str:
    """The header's value when it can be relied on, else nothing."""
    value = _printable(answer.header("last-modified"))
    changed, sent = (_moment(value), _moment(_printable(answer.header("date")))) if value else (None, None)
    return value if changed and sent and (sent - changed).total_seconds() >= _SETTLED else ""


# Answers of one second have the same date.
@lru_cache(maxsize=64)
def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _printable(value: str) -> str:
    return value if value.isascii() and value.isprintable() and len(value) <= _MAX else ""
