"""One record read back from a snapshot's WARC file (ISO 28500, one gzip member per record)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from core.errors import SnapshotDamaged
from core.snapshot.decoding import DecodingError, decode_body
from core.snapshot.model import RecordRef

#: Most bytes of payload read back from one record.
MAX_PAYLOAD = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its type, target, HTTP headers (lower-case names; empty for metadata) and raw payload."""

    kind: str
    record_id: str
    target: str
    status: int
    headers: dict[str, str]
    payload: bytes

    def body(self) -> bytes:
        """The payload with Content-Encoding undone, bounded; the raw payload where that fails."""
        try:
            return decode_body(self.payload, self.headers.get("content-encoding", ""))[0]
        except DecodingError:
            return self.payload


def read_record(folder: Path, ref: RecordRef) -> Record:
    """Read the record at `ref`. Raises SnapshotDamaged when another record, or none, stands there."""
    if Path(ref.file).name != ref.file:
        raise SnapshotDamaged(f"{folder} 的索引指向快照之外的文件（{ref.file[:80]}）：快照不可信。")
    path = folder / ref.file
    try:
        with path.open("rb") as stream:
            stream.seek(ref.offset)
            for record in ArchiveIterator(stream, no_record_parse=False):
                headers = record.http_headers.headers if record.http_headers else []
                found = Record(
                    record.rec_type,
                    record.rec_headers.get_header("WARC-Record-ID") or "",
                    record.rec_headers.get_header("WARC-Target-URI") or "",
                    int(record.http_headers.get_statuscode() or 0) if record.http_headers else 0,
                    {name.lower(): value for name, value in headers},
                    record.raw_stream.read(MAX_PAYLOAD),
                )
                break
            else:
                raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处没有记录：快照已损坏。")
    except (OSError, ValueError, ArchiveLoadFailed) as error:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处的记录无法读取：{error}") from error
    if found.record_id != ref.record_id:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处不是记录 {ref.record_id}：快照已损坏。")
    return found
