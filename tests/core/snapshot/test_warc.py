"""Records read back from bytes: whole, cut, spoilt, of others, too large; heads in any encoding."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from core.errors import SnapshotDamaged
from core.snapshot import RecordRef, warc
from core.snapshot.warc import parse_member, read_member, read_record

ID = "<urn:uuid:00000000-0000-4000-8000-000000000000>"


def member(payload: bytes, fields: bytes = b"", record_id: str = ID) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type:  text/html \r\n" + fields + b"\r\n" + payload
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.gov.cn/\r\n"
        f"WARC-Record-ID: {record_id}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


@pytest.mark.parametrize("size", [0, 100, 300_000], ids=["empty", "small", "of many pieces"])
def test_a_record_is_read_from_the_file_and_from_its_bytes(tmp_path: Path, size: int) -> None:
    payload, before = bytes(index * index % 251 for index in range(size)), member(b"before")
    wanted = member(payload)
    (tmp_path / "a.warc.gz").write_bytes(before + wanted + member(b"after"))
    ref = RecordRef("a.warc.gz", len(before), ID)
    copied, record = read_member(tmp_path, ref)
    assert copied == wanted
    assert record == read_record(tmp_path, ref) == parse_member(wanted, tmp_path, ref)
    assert (record.status, record.headers["content-type"], record.payload) == (200, "text/html", payload)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("名称".encode(), "名称"),
        ("名称".encode("gbk"), "名称".encode("gbk").decode("latin-1")),
        (b"a\xc2\xa0", "a\xa0"),
    ],
    ids=["utf-8", "gbk", "a space of another sort"],
)
def test_fields_are_as_sent(tmp_path: Path, sent: bytes, read: str) -> None:
    record = parse_member(member(b"", b"X-Name:\t" + sent + b" \r\nPlain: a: b\r\n"), tmp_path, RecordRef("w", 0, ID))
    assert record.fields[1:] == (("X-Name", read), ("Plain", "a: b"))


@pytest.mark.parametrize(
    "spoilt",
    [
        member(b"text")[:-1],
        member(b"text")[:-8] + bytes(8),
        b"no gzip",
        b"",
        gzip.compress(b"no record"),
        member(b"text", record_id=ID.replace("0", "1")),
    ],
    ids=["cut", "wrong sum", "other bytes", "nothing", "no record", "another"],
)
def test_what_is_not_the_record_is_refused(tmp_path: Path, spoilt: bytes) -> None:
    with pytest.raises(SnapshotDamaged):
        parse_member(spoilt, tmp_path, RecordRef("w", 0, ID))
    (tmp_path / "w").write_bytes(spoilt)
    with pytest.raises(SnapshotDamaged):
        read_record(tmp_path, RecordRef("w", 0, ID))


def test_of_a_record_over_the_bound_the_beginning_is_read_and_nothing_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "_MAX_HEAD", 1000)
    monkeypatch.setattr(warc, "MAX_PAYLOAD", 50_000)
    ref = RecordRef("w", 0, ID)
    (tmp_path / "w").write_bytes(member(bytes(200_000)))
    assert len(read_record(tmp_path, ref).payload) <= 50_000
    with pytest.raises(SnapshotDamaged):
        read_member(tmp_path, ref)
