"""The WARC file of a snapshot (ISO 28500), appended to record by record; one gzip member each."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.clock import parse_moment
from core.snapshot import WARC, RecordRef

if TYPE_CHECKING:
    from crawler.fetch import Answer
    from crawler.fetch.answer import Unchanged

_VERSION = "1.1"
#: Level of compression: 5 % larger than the highest on html, at 40 % of its time.
_LEVEL = 4
#: Why a revisit record stands for its whole response (ISO 28500 section 6.7).
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


class WarcFile:
    """Appends records; knows how long the file is and can be cut back to an earlier length."""

    def __init__(self, path: Path, length: int) -> None:
        """Open at `length` bytes, the length of the last committed step; anything after it is cut off."""
        self._stream = path.open("r+b" if path.exists() else "w+b")
        self.cut_back(length)
        self._writer = _MemberWriter(self._stream, gzip=False, warc_version=_VERSION)

    @property
    def length(self) -> int:
        """Bytes written so far."""
        return self._stream.tell()

    def info(self, fields: Mapping[str, str]) -> None:
        """Write the warcinfo record that opens the file."""
        self._writer.write_record(self._writer.create_warcinfo_record(WARC, fields))

    def exchange(self, answer: Answer) -> RecordRef:
        """Write one request and its response as received; returns the response's place."""
        response = self._record(answer.url, "response", answer.body, _response_head(answer), _of_visit(answer))
        if answer.cut:
            response.rec_headers.add_header("WARC-Truncated", "length")
        offset = self.length
        self._write_pair(answer, response)
        return RecordRef(WARC, offset, response.rec_headers.get_header("WARC-Record-ID"))

    def revisit(self, unchanged: Unchanged) -> RecordRef:
        """Copy the earlier response, byte for byte, and write a `revisit` record that says it was met again.

        So the file needs no other one to be replayed. Returns the place of the copied response.
        """
        received = unchanged.received
        offset = self.length
        self._stream.write(unchanged.member)
        headers = {
            **_of_visit(received),
            "WARC-Profile": _NOT_MODIFIED if received.status == 304 else _SAME_PAYLOAD,
            "WARC-Refers-To": unchanged.record_id,
            "WARC-Refers-To-Target-URI": unchanged.target,
            "WARC-Refers-To-Date": unchanged.date,
            "WARC-Payload-Digest": unchanged.digest,
        }
        self._write_pair(received, self._record(received.url, "revisit", b"", _response_head(received), headers))
        return RecordRef(WARC, offset, unchanged.record_id)

    def _write_pair(self, answer: Answer, response: ArcWarcRecord) -> None:
        request = self._record(answer.url, "request", answer.posted, _request_head(answer), {})
        self._writer.write_request_response_pair(request, response)

    def metadata(self, target: str, at: str, data: Mapping[str, Any]) -> RecordRef:
        """Write a JSON `metadata` record: a network failure or a probe, where there is no response to keep."""
        payload = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        record = self._writer.create_warc_record(
            target,
            "metadata",
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": _utc(at)},
        )
        offset = self.length
        self._writer.write_record(record)
        return RecordRef(WARC, offset, record.rec_headers.get_header("WARC-Record-ID"))

    def shown(self, target: str, at: str, body: bytes, source: RecordRef | None) -> RecordRef:
        """Write html that a browser made: a `conversion` of the record it came from, else a `resource` of its own."""
        headers = {"WARC-Date": _utc(at), **({"WARC-Refers-To": source.record_id} if source else {})}
        record = self._writer.create_warc_record(
            target,
            "conversion" if source else "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type="text/html; charset=utf-8",
            warc_headers_dict=headers,
        )
        offset = self.length
        self._writer.write_record(record)
        return RecordRef(WARC, offset, record.rec_headers.get_header("WARC-Record-ID"))

    def cut_back(self, length: int) -> None:
        """Throw away everything after `length` bytes."""
        self._stream.seek(length)
        self._stream.truncate()

    def flush(self) -> None:
        """Hand everything to the operating system."""
        self._stream.flush()

    def close(self) -> None:
        """Put everything on the disk and close."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def _record(
        self, url: str, kind: str, body: bytes, head: StatusAndHeaders, headers: Mapping[str, str]
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url, kind, payload=BytesIO(body), length=len(body), http_headers=head, warc_headers_dict=dict(headers)
        )


class _MemberWriter(WARCWriter):  # type: ignore[misc]
    """Writes each record as a gzip member of its own; the library would always compress as slowly as it can."""

    def _write_warc_record(self, out: BinaryIO, record: ArcWarcRecord) -> None:
        plain = BytesIO()
        super()._write_warc_record(plain, record)
        out.write(zlib.compress(plain.getbuffer(), _LEVEL, wbits=zlib.MAX_WBITS + 16))


class _HeadAsReceived(StatusAndHeaders):  # type: ignore[misc]
    """HTTP head written with its own bytes; the library would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_str().encode("utf-8", "surrogateescape") + b"\r\n"


def _response_head(answer: Answer) -> StatusAndHeaders:
    # The body is stored without its chunks, so the header that announces them is kept under another name.
    headers = [
        (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
        for name, value in answer.headers
    ]
    return _HeadAsReceived(f"{answer.status} {answer.reason}".rstrip(), headers, protocol=answer.http_version)


def _request_head(answer: Answer) -> StatusAndHeaders:
    parts = urlsplit(answer.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return StatusAndHeaders(f"{answer.method} {path} {answer.http_version}", list(answer.sent), is_http_request=True)


def _of_visit(answer: Answer) -> dict[str, str]:
    headers = {"WARC-Date": _utc(answer.at)}
    if answer.address:
        headers["WARC-IP-Address"] = answer.address.strip("[]")
    return headers


def _utc(at: str) -> str:
    return parse_moment(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
