"""The site's last sealed snapshot as the memory of the next crawl: stored responses, validators, readings."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.errors import SnapshotError
from core.snapshot import WARC, RecordRef, Snapshot, open_snapshot
from core.snapshot.warc import Record, parse_member, read_member
from crawler.fetch import Answer
from crawler.fetch.revisit import Known, Stored

log = logging.getLogger(__name__)


class Earlier:
    """An earlier snapshot of the same site. `whole` are addresses whose content is always fetched anew.

    Those are the home page and the registered columns: whether they are up to date is what accuses a unit first, so a
    cache that wrongly answers 304 must not decide it.
    """

    def __init__(self, snapshot: Snapshot, warc: BinaryIO, whole: Iterable[str]) -> None:
        """`warc` is the snapshot's WARC file, open as long as this is used."""
        self.snapshot, self._warc = snapshot, warc
        self._whole = set(whole)
        for url in tuple(self._whole):
            resource = snapshot.resource(url)
            self._whole.add(resource.final_url if resource else url)

    def asked_whole(self, url: str) -> bool:
        """Whether `url` is fetched without conditions."""
        return url in self._whole

    def known(self, url: str) -> Known | None:
        """What the site may be asked of `url`."""
        return _known(self.snapshot.validator(url))

    def whole(self, url: str) -> Known | None:
        """The same by a file that was read whole."""
        return _known(self.snapshot.whole(url))

    def member(self, known: Known) -> bytes:
        """The bytes of a record, whose file was compared with its digest when the snapshot was opened."""
        if known.record.file != WARC or not known.size:
            return b""
        try:
            self._warc.seek(known.record.offset)
            return self._warc.read(known.size)
        except OSError as error:
            log.warning("earlier answer of %s not used: %s", known.url, error)
            return b""

    def stored(self, known: Known) -> Stored | None:
        """The stored response of `known`; None, and a line in the log, when it cannot be read."""
        try:
            member, record = self._read(known)
        except SnapshotError as error:
            log.warning("earlier answer of %s not used: %s", known.url, error)
            return None
        if record.kind != "response" or record.target != known.url:
            return None
        warc = record.warc
        return Stored(
            _answer(record), member, record.record_id, warc.get("warc-date", ""), warc.get("warc-payload-digest", "")
        )

    def _read(self, known: Known) -> tuple[bytes, Record]:
        """The record of `known` and its bytes. Raises SnapshotError."""
        member = self.member(known)
        if not member:
            return read_member(self.snapshot.folder, known.record)
        return member, parse_member(member, self.snapshot.folder, known.record)


def _known(row: sqlite3.Row | None) -> Known | None:
    if row is None:
        return None
    record = RecordRef(row["warc_file"], row["warc_offset"], row["record_id"])
    # Snapshots of earlier versions lack the last columns.
    told = (row["size"], row["dated"], row["digest"]) if "size" in row.keys() else ()  # noqa: SIM118
    return Known(row["url"], row["etag"], row["last_modified"], bool(row["partial"]), row["length"], record, *told)


def _answer(record: Record) -> Answer:
    headers = tuple((name.removeprefix("X-Archive-Orig-"), value) for name, value in record.fields)
    return Answer(
        record.target,
        "GET",
        record.warc.get("warc-date", ""),
        record.status,
        headers=headers,
        body=record.payload,
        cut="warc-truncated" in record.warc,
    )


@contextmanager
def earlier_snapshot(folder: Path | None, whole: Iterable[str]) -> Iterator[Earlier | None]:
    """Open the last snapshot as a memory; None when there is none that can be used."""
    if folder is None:
        yield None
        return
    opened = open_snapshot(folder)
    try:
        snapshot = opened.__enter__()
    except SnapshotError as error:
        log.warning("last snapshot not used: %s", error)
        yield None
        return
    try:
        with (folder / WARC).open("rb") as warc:
            yield Earlier(snapshot, warc, whole)
    finally:
        opened.__exit__(None, None, None)
