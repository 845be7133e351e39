"""One record read back from a snapshot's WARC file (ISO 28500, one gzip member per record)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from core.errors import SnapshotDamaged
from core.snapshot.decoding import DecodingError, decode_body
from core.snapshot.model import RecordRef

#: Most bytes of payload read back from one record.
MAX_PAYLOAD = 12 * 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its type, target, HTTP headers (lower-case names; empty for metadata) and raw payload.

    `fields` are the HTTP headers in order, names as sent; `warc` the record's own headers, lower-case names.
    """

    kind: str
    record_id: str
    target: str
    status: int
    headers: dict[str, str]
    payload: bytes
    fields: tuple[tuple[str, str], ...] = ()
    warc: dict[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """The payload with Content-Encoding undone, bounded; the raw payload where that fails."""
        try:
            return decode_body(self.payload, self.headers.get("content-encoding", ""))[0]
        except DecodingError:
            return self.payload


def read_record(folder: Path, ref: RecordRef) -> Record:
    """Read the record at `ref`. Raises SnapshotDamaged when another record, or none, stands there."""
    path = _path(folder, ref)
    try:
        with path.open("rb") as stream:
            stream.seek(ref.offset)
            found = _first(stream)
    except (OSError, ValueError, ArchiveLoadFailed) as error:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处的记录无法读取：{error}") from error
    if found.record_id != ref.record_id:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处不是记录 {ref.record_id}：快照已损坏。")
    return found


def read_member(folder: Path, ref: RecordRef) -> tuple[bytes, Record]:
    """The record at `ref` and the bytes it stands in, to be copied. Raises SnapshotDamaged like `read_record`."""
    path = _path(folder, ref)
    try:
        with path.open("rb") as stream:
            stream.seek(ref.offset)
            member = b"".join(_member(stream))
        found = _first(BytesIO(member))
    except (OSError, ValueError, zlib.error, ArchiveLoadFailed) as error:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处的记录无法读取：{error}") from error
    if found.record_id != ref.record_id:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处不是记录 {ref.record_id}：快照已损坏。")
    return member, found


def _path(folder: Path, ref: RecordRef) -> Path:
    if Path(ref.file).name != ref.file:
        raise SnapshotDamaged(f"{folder} 的索引指向快照之外的文件（{ref.file[:80]}）：快照不可信。")
    return folder / ref.file


def _member(stream: BinaryIO) -> Iterator[bytes]:
    """The pieces of the gzip member that begins here."""
    engine, decoded = zlib.decompressobj(zlib.MAX_WBITS | 16), 0
    while decoded <= MAX_PAYLOAD and (piece := stream.read(_PIECE)):
        while piece and not engine.eof and decoded <= MAX_PAYLOAD:
            decoded += len(engine.decompress(piece, _PIECE * 16))
            yield piece[: len(piece) - len(engine.unconsumed_tail) - len(engine.unused_data)]
            piece = engine.unconsumed_tail
        if engine.eof:
            return
    raise ValueError("no whole record")


def _first(stream: BinaryIO) -> Record:
    for record in ArchiveIterator(stream, no_record_parse=False):
        headers = record.http_headers.headers if record.http_headers else []
        own = {name.lower(): value for name, value in record.rec_headers.headers}
        return Record(
            record.rec_type,
            own.get("warc-record-id", ""),
            own.get("warc-target-uri", ""),
            int(record.http_headers.get_statuscode() or 0) if record.http_headers else 0,
            {name.lower(): value for name, value in headers},
            record.raw_stream.read(MAX_PAYLOAD),
            tuple(headers),
            own,
        )
    raise ValueError("没有记录")
