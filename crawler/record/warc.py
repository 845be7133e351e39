"""The WARC file of a snapshot (ISO 28500), appended to record by record; one gzip member each."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from core.clock import beijing_now, parse_moment
from core.snapshot import WARC, RecordRef
from crawler.record.member import make_member

if TYPE_CHECKING:
    from crawler.fetch import Answer
    from crawler.fetch.answer import Unchanged

#: Why a revisit record stands for its whole response (ISO 28500 section 6.7).
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
#: What stands before the path of an address.
_PATH = re.compile(r"[^:/?#]*://[^/?#]*")
_REQUEST = "application/http; msgtype=request"
_RESPONSE = "application/http; msgtype=response"


class Kept(NamedTuple):
    """A response in the file: its place, how many bytes it takes there, its WARC-Date and WARC-Payload-Digest."""

    record: RecordRef
    size: int
    dated: str
    digest: str


class WarcFile:
    """Appends records; knows how long the file is and can be cut back to an earlier length."""

    def __init__(self, path: Path, length: int) -> None:
        """Open at `length` bytes, the length of the last committed step; anything after it is cut off."""
        self._stream = path.open("r+b" if path.exists() else "w+b")
        self.cut_back(length)

    @property
    def length(self) -> int:
        """Bytes written so far."""
        # Asked several times for every record, and the file does not know without asking the system.
        return self._length

    def info(self, fields: Mapping[str, str]) -> None:
        """Write the warcinfo record that opens the file."""
        text = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        headers = {"WARC-Filename": WARC, "WARC-Date": _utc(beijing_now().isoformat())}
        self._write("warcinfo", "", headers, "application/warc-fields", b"", text.encode())

    def exchange(self, answer: Answer) -> Kept:
        """Write one request and its response as received; returns what became of the response."""
        headers = _of_visit(answer) | ({"WARC-Truncated": "length"} if answer.cut else {})
        offset = self.length
        made = make_member("response", answer.url, headers, _RESPONSE, _response_head(answer), answer.body)
        self._append(made.data)
        self._write_request(answer, made.record_id)
        return Kept(RecordRef(WARC, offset, made.record_id), len(made.data), headers["WARC-Date"], made.digest)

    def revisit(self, unchanged: Unchanged) -> Kept:
        """Copy the earlier response, byte for byte, and write a `revisit` record that says it was met again.

        So the file needs no other one to be replayed. Returns what became of the copied response.
        """
        received = unchanged.received
        offset = self.length
        self._append(unchanged.member)
        headers = {
            **_of_visit(received),
            "WARC-Profile": _NOT_MODIFIED if received.status == 304 else _SAME_PAYLOAD,
            "WARC-Refers-To": unchanged.record_id,
            "WARC-Refers-To-Target-URI": unchanged.target,
            "WARC-Refers-To-Date": unchanged.date,
            "WARC-Payload-Digest": unchanged.digest,
        }
        ref = self._write("revisit", received.url, headers, _RESPONSE, _response_head(received), b"")
        self._write_request(received, ref.record_id)
        record = RecordRef(WARC, offset, unchanged.record_id)
        return Kept(record, len(unchanged.member), unchanged.date, unchanged.digest)

    def metadata(self, target: str, at: str, data: Mapping[str, Any]) -> RecordRef:
        """Write a JSON `metadata` record: a network failure or a probe, where there is no response to keep."""
        payload = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        return self._write("metadata", target, {"WARC-Date": _utc(at)}, "application/json", b"", payload)

    def shown(self, target: str, at: str, body: bytes, source: RecordRef | None) -> RecordRef:
        """Write html that a browser made: a `conversion` of the record it came from, else a `resource` of its own."""
        headers = {"WARC-Date": _utc(at), **({"WARC-Refers-To": source.record_id} if source else {})}
        kind = "conversion" if source else "resource"
        return self._write(kind, target, headers, "text/html; charset=utf-8", b"", body)

    def cut_back(self, length: int) -> None:
        """Throw away everything after `length` bytes."""
        self._stream.seek(length)
        self._stream.truncate()
        self._length = length

    def flush(self) -> None:
        """Hand everything to the operating system."""
        self._stream.flush()

    def close(self) -> None:
        """Put everything on the disk and close."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def _write_request(self, answer: Answer, response: str) -> None:
        headers = {"WARC-Date": _utc(answer.at), "WARC-Concurrent-To": response}
        self._write("request", answer.url, headers, _REQUEST, _request_head(answer), answer.posted)

    def _write(
        self, kind: str, target: str, headers: Mapping[str, str], content_type: str, head: bytes, payload: bytes
    ) -> RecordRef:
        offset = self.length
        made = make_member(kind, target, headers, content_type, head, payload)
        self._append(made.data)
        return RecordRef(WARC, offset, made.record_id)

    def _append(self, member: bytes) -> None:
        self._stream.write(member)
        self._length += len(member)


def _response_head(answer: Answer) -> bytes:
    # The body is stored without its chunks, so the header that announces them is kept under another name.
    headers = (
        (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
        for name, value in answer.headers
    )
    return _head(f"{answer.http_version or 'HTTP/1.1'} {answer.status} {answer.reason}".rstrip(), headers)


def _request_head(answer: Answer) -> bytes:
    path = _PATH.sub("", answer.url.partition("#")[0], count=1)
    path = path if path[:1] == "/" else f"/{path}"
    return _head(f"{answer.method} {path} {answer.http_version}", answer.sent)


def _head(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """An HTTP head with its own bytes."""
    lines = (first, *(f"{name}: {value}" for name, value in headers), "", "")
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def _of_visit(answer: Answer) -> dict[str, str]:
    headers = {"WARC-Date": _utc(answer.at)}
    if answer.address:
        headers["WARC-IP-Address"] = answer.address.strip("[]")
    return headers


# One answer's moment is written into several records.
@lru_cache(maxsize=8)
def _utc(at: str) -> str:
    return parse_moment(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
