"""One crawl's writer: every step is WARC records first, then one transaction that also commits the WARC's length."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.clock import beijing_now
from core.errors import CrawlError
from core.snapshot import INDEX, SHOTS, WARC, Probe, RecordRef, Resource
from crawler.record.store import open_store, put_probe, recall, remember
from crawler.record.validators import put_validator, put_whole
from crawler.record.warc import Kept, WarcFile

if TYPE_CHECKING:
    from crawler.fetch import Answer
    from crawler.fetch.answer import Unchanged

_WARC_LENGTH = "warc_length"
_STARTED = "started"


class Recorder:
    """Opens (or resumes) the folder of an unfinished snapshot. A kill loses at most the step under way.

    `db` is the index; write to it only inside `step`. Not for several tasks at once inside one step: a step
    must not await.
    """

    def __init__(self, folder: Path, user_agent: str) -> None:
        """Raises CrawlError when the folder cannot be written, or its WARC file lost committed records."""
        self.folder, self._user_agent = folder, user_agent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.db: sqlite3.Connection = open_store(folder / INDEX)
            self._page_size = int(self.db.execute("PRAGMA page_size").fetchone()[0])
            self._index_bytes: int | None = None
            self._warc = self._open_warc()
        except OSError as error:
            raise CrawlError(f"目录 {folder} 无法写入：{error}。请检查磁盘空间和权限。") from error
        if not recall(self.db, _STARTED):
            self._begin()

    def _open_warc(self) -> WarcFile:
        path = self.folder / WARC
        committed = int(recall(self.db, _WARC_LENGTH) or 0)
        if (path.exists() and path.stat().st_size < committed) or (committed and not path.exists()):
            raise CrawlError(f"{path} 缺少已记录的内容，未完成的采集无法继续。请删除目录 {self.folder} 后重新采集。")
        return WarcFile(path, committed)

    def _begin(self) -> None:
        with self.step():
            remember(self.db, _STARTED, beijing_now().isoformat())
            self._warc.info(
                {
                    "software": "Xunjian",
                    "format": "WARC File Format 1.1",
                    "http-header-user-agent": self._user_agent,
                }
            )

    @property
    def started(self) -> str:
        """When the crawl began (ISO 8601, Beijing), also across interruptions."""
        return recall(self.db, _STARTED) or ""

    @property
    def warc_bytes(self) -> int:
        """Length of the WARC file."""
        return self._warc.length

    @property
    def disk_bytes(self) -> int:
        """Bytes that the snapshot takes on the disk so far: WARC file and index."""
        # Asked far more often than anything is written.
        if self._index_bytes is None:
            self._index_bytes = int(self.db.execute("PRAGMA page_count").fetchone()[0]) * self._page_size
        return self._warc.length + self._index_bytes

    @contextmanager
    def step(self) -> Iterator[None]:
        """One unit of work, kept whole or not at all."""
        before = self._warc.length
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._warc.flush()
            remember(self.db, _WARC_LENGTH, str(self._warc.length))
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            self._warc.cut_back(before)
            raise
        finally:
            self._index_bytes = None

    def unchanged(self, proof: Unchanged) -> RecordRef:
        """Record that an address was said to be as it was; what it may be asked by next time is the caller's."""
        return self._warc.revisit(proof).record

    def answer(self, answer: Answer) -> RecordRef:
        """Record what a request brought: its response, or its failure in words when none came."""
        if not answer.status:
            return self._failure(answer)
        kept = self._keep(answer)
        put_validator(self.db, answer, kept)
        return kept.record

    def exhibit(self, answer: Answer) -> RecordRef:
        """Record an answer as evidence only: no later crawl takes it for what the address has to say."""
        return self._keep(answer).record if answer.status else self._failure(answer)

    def file(self, answer: Answer) -> RecordRef:
        """Record a file that was read whole: evidence, and what the next crawl need not read again."""
        if not answer.status:
            return self._failure(answer)
        kept = self._keep(answer)
        put_whole(self.db, answer, kept)
        return kept.record

    def whole(self, url: str, limit: int) -> RecordRef | None:
        """The record of a file that was read whole, of at most `limit` bytes; None: there is none."""
        row = self.db.execute("SELECT * FROM whole WHERE url = ? AND length <= ?", (url, limit)).fetchone()
        return RecordRef(row["warc_file"], row["warc_offset"], row["record_id"]) if row else None

    def _keep(self, answer: Answer) -> Kept:
        return self._warc.revisit(answer.unchanged) if answer.unchanged else self._warc.exchange(answer)

    def _failure(self, answer: Answer) -> RecordRef:
        failure = {
            "method": answer.method,
            "address": answer.address,
            "elapsed_ms": answer.elapsed_ms,
            "verdict": answer.failure,
            "detail": answer.detail,
        }
        return self._warc.metadata(answer.url, answer.at, failure)

    def verdict(self, found: Resource) -> RecordRef:
        """Record a verdict that was reached without any answer, hop by hop."""
        data = {"verdict": found.verdict, "detail": found.detail, "hops": [asdict(hop) for hop in found.hops]}
        return self._warc.metadata(found.url, found.checked_at or beijing_now().isoformat(), data)

    def probe(self, probe: Probe) -> None:
        """Record a measurement with a WARC record of its own."""
        ref = self._warc.metadata(probe.subject, probe.at, {"probe": probe.kind, "data": probe.data})
        put_probe(self.db, Probe(probe.kind, probe.subject, probe.at, probe.data, ref))

    def robots(self, url: str, answer: Answer) -> None:
        """Record what one robots.txt said, as a probe whose evidence is the answer."""
        failure = answer.failure.value if answer.failure else ""
        data = {"status": answer.status, "detail": answer.detail, "failure": failure}
        put_probe(self.db, Probe("robots", url, answer.at, data, self.answer(answer)))

    def shown(self, url: str, at: str, html: bytes, source: RecordRef | None) -> RecordRef:
        """Record html as a browser had it; `source` is the record of the page that it was made from."""
        return self._warc.shown(url, at, html, source)

    def unshown(self, url: str, at: str, why: str) -> RecordRef:
        """Record that a browser could not show an address."""
        return self._warc.metadata(url, at, {"browser": why})

    def remark(self, target: str, at: str, data: Mapping[str, Any]) -> RecordRef:
        """Record in words that something was done whose answer must not be kept."""
        return self._warc.metadata(target, at, data)

    def scanned(self, url: str, at: str, data: Mapping[str, Any]) -> RecordRef:
        """Record what was found on a page in the browser."""
        return self._warc.metadata(url, at, {"scan": data})

    def keep_shot(self, shot: bytes, suffix: str = ".jpg") -> str:
        """Keep a screenshot; returns its path inside the snapshot. One that no committed step names is not sealed."""
        name = f"{SHOTS}/{hashlib.sha256(shot).hexdigest()}{suffix}"
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(shot)
        return name

    def close(self) -> None:
        """Put everything on the disk and close both files."""
        self._warc.close()
        self.db.close()
