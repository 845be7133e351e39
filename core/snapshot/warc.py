"""One record read back from a snapshot's WARC file (ISO 28500, one gzip member per record)."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib

from core.errors import SnapshotDamaged
from core.snapshot.decoding import DecodingError, decode_body
from core.snapshot.record_ref import RecordRef

#: Most bytes of payload read back from one record.
MAX_PAYLOAD = 12 * 1024 * 1024
#: Most bytes of all its headers.
_MAX_HEAD = 1024 * 1024
#: Bytes read at once: most records are smaller.
_PIECE = 16 * 1024
#: A gzip member (wbits of zlib).
_GZIP = 31
#: What HTTP and WARC strip from values.
_SPACE = " \t\r\n\v\f"
_END = b"\r\n\r\n"
_Fields = tuple[tuple[str, str], ...]


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
    fields: _Fields = ()
    warc: dict[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """The payload with Content-Encoding undone, bounded; the raw payload where that fails."""
        try:
            return decode_body(self.payload, self.headers.get("content-encoding", ""))[0]
        except DecodingError:
            return self.payload


def read_record(folder: Path, ref: RecordRef) -> Record:
    """Read the record at `ref`. Raises SnapshotDamaged when another record, or none, stands there."""
    return _read(folder, ref)[1]


def read_member(folder: Path, ref: RecordRef) -> tuple[bytes, Record]:
    """The record at `ref` and the bytes it stands in, to be copied. Raises SnapshotDamaged like `read_record`, and for
    a record that is larger than any payload may be.
    """
    member, record = _read(folder, ref)
    if not member:
        raise SnapshotDamaged(f"{folder / ref.file} 第 {ref.offset} 字节处的记录不完整。")
    return member, record


def parse_member(member: bytes, folder: Path, ref: RecordRef) -> Record:
    """The record at `ref` by the bytes it stands in. Raises SnapshotDamaged like `read_member`."""
    return _checked(io.BytesIO(member), folder / ref.file, ref)[1]


def _read(folder: Path, ref: RecordRef) -> tuple[bytes, Record]:
    path = _path(folder, ref)
    try:
        with path.open("rb", buffering=0) as stream:
            stream.seek(ref.offset)
            return _checked(stream, path, ref)
    except OSError as error:
        raise _unreadable(path, ref, error) from error


def _checked(stream: BinaryIO, path: Path, ref: RecordRef) -> tuple[bytes, Record]:
    """The record that begins here, if it is the one wanted, and its bytes."""
    try:
        member, plain = _inflate(stream)
        found = _parse(plain)
    except (ValueError, isal_zlib.error) as error:  # type: ignore[misc]  # its stub calls a class an instance
        raise _unreadable(path, ref, error) from error
    if found.record_id != ref.record_id:
        raise SnapshotDamaged(f"{path} 第 {ref.offset} 字节处不是记录 {ref.record_id}：快照已损坏。")
    return member, found


def _unreadable(path: Path, ref: RecordRef, error: Exception) -> SnapshotDamaged:
    return SnapshotDamaged(f"{path} 第 {ref.offset} 字节处的记录无法读取：{error}")


def _path(folder: Path, ref: RecordRef) -> Path:
    if Path(ref.file).name != ref.file:
        raise SnapshotDamaged(f"{folder} 的索引指向快照之外的文件（{ref.file[:80]}）：快照不可信。")
    return folder / ref.file


def _inflate(stream: BinaryIO) -> tuple[bytes, bytes]:
    """The gzip member that begins here, and what is in it; without the member when it is too large to be read whole."""
    engine, limit = isal_zlib.decompressobj(_GZIP), MAX_PAYLOAD + _MAX_HEAD
    member, plain = bytearray(), bytearray()
    while not engine.eof and len(plain) < limit:
        piece = stream.read(_PIECE)
        if not piece:
            raise ValueError("no whole record")
        member += piece
        plain += engine.decompress(piece, limit - len(plain))
        while engine.unconsumed_tail and len(plain) < limit:
            plain += engine.decompress(engine.unconsumed_tail, limit - len(plain))
    whole = engine.eof and len(plain) < limit
    return (bytes(member[: len(member) - len(engine.unused_data)]) if whole else b""), bytes(plain)


def _parse(plain: bytes) -> Record:
    head, _, block = plain.partition(_END)
    version, own = _headers(head)
    if not version.startswith("WARC/"):
        raise ValueError("没有记录")
    warc = {name.lower(): value for name, value in own}
    block = block[: int(warc["content-length"])] if warc.get("content-length", "").isdigit() else block
    status, fields = 0, _Fields()
    if warc.get("content-type", "").startswith("application/http"):
        head, _, block = block.partition(_END)
        first, fields = _headers(head)
        status = _status(first)
    return Record(
        warc.get("warc-type", ""),
        warc.get("warc-record-id", ""),
        warc.get("warc-target-uri", ""),
        status,
        {name.lower(): value for name, value in fields},
        block[:MAX_PAYLOAD],
        fields,
        warc,
    )


def _headers(head: bytes) -> tuple[str, _Fields]:
    """The first line, and the fields after it: names as written, values without the space around them."""
    try:
        lines = head.decode("utf-8").split("\r\n")
    except UnicodeDecodeError:
        lines = [_text(line) for line in head.split(b"\r\n")]
    found = (line.partition(":") for line in lines[1:] if ":" in line)
    return lines[0], tuple([(name, value.strip(_SPACE)) for name, _, value in found])


def _status(line: str) -> int:
    number = line.partition(" ")[2][:3]
    return int(number) if number.isascii() and number.isdigit() else 0


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
