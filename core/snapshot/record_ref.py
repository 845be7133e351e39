"""Where one answer of a crawl is kept: the reference that makes every finding replayable."""

from __future__ import annotations

from dataclasses import dataclass

from core.outcome import Evidence


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One WARC record: file name inside the snapshot, byte offset of its gzip member, WARC-Record-ID."""

    file: str
    offset: int
    record_id: str

    def evidence(self, url: str, excerpt: str = "", shot: str = "") -> Evidence:
        """The record as evidence for `url`."""
        return Evidence(url, self.file, self.offset, self.record_id, excerpt[:500], shot)
