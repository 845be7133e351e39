"""One record's identifier, digests and headers, as the standards that name them write them."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from base64 import b32encode

import pytest

from crawler.record.member import make_member


def fields(data: bytes) -> dict[str, str]:
    head = zlib.decompress(data, 31).partition(b"\r\n\r\n")[0].decode()
    return dict(line.split(": ", 1) for line in head.split("\r\n")[1:])


def sha1(data: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


@pytest.mark.parametrize("payload", [b"", b"<p>hello", bytes(range(256)) * 9])
@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_digests_are_those_that_other_programs_reckon(head: bytes, payload: bytes) -> None:
    made = make_member("response", "http://www.yunling-demo.gov.cn/", {}, "application/http", head, payload)
    told = fields(made.data)
    assert told["WARC-Payload-Digest"] == made.digest == sha1(payload)
    assert told["WARC-Block-Digest"] == sha1(head + payload)
    revisit = make_member("revisit", "", {}, "application/http", head, payload)
    assert revisit.digest == ""
    assert fields(revisit.data)["WARC-Block-Digest"] == sha1(head + payload)


def test_each_record_has_a_random_uuid_of_its_own() -> None:
    made = [make_member("metadata", "", {}, "application/json", b"", b"{}").record_id for _ in range(50)]
    read = [uuid.UUID(one.removeprefix("<").removesuffix(">")) for one in made]
    assert len(set(read)) == 50
    assert {(one.version, one.variant) for one in read} == {(4, uuid.RFC_4122)}


def test_no_value_begins_another_header() -> None:
    made = make_member("metadata", "http://x/\r\nWARC-Type: response", {"A": "b\nC: d"}, "text/plain", b"", b"")
    told = fields(made.data)
    assert told["WARC-Type"] == "metadata"
    assert told["WARC-Target-URI"] == "http://x/ WARC-Type: response"
    assert (told["A"], "C" in told) == ("b C: d", False)
