from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fetch.heads import mend_head, speaks_http, split_head

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (b"A : b\r\n", b"A: b\r\n"),
        (b"no colon\r\nA: b\r\n", b"A: b\r\n"),
        (b"\xb3\xc9: b\r\nA B: c\r\n: d\r\n", b""),
        (b"A: b\r\n c\r\n", b"A: b c\r\n"),
        (b"A: b\x00c\rd\r\n", b"A: b c d\r\n"),
        (b"Content-Length: 3\r\nContent-Length: 3\r\n", b"Content-Length: 3\r\n"),
        (b"Content-Length: -3\r\n", b""),
        (b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n", b"Transfer-Encoding: chunked\r\n"),
        (b"Transfer-Encoding: identity\r\nContent-Length: 3\r\n", b"Content-Length: 3\r\n"),
    ],
)
def test_what_browsers_overlook_is_mended(lines: bytes, kept: bytes) -> None:
    head = mend_head(OK + lines + b"\r\n")
    assert head is not None
    assert head.raw == OK + kept + b"\r\n"


def test_what_browsers_refuse_is_not_mended() -> None:
    assert mend_head(b"SSH-2.0\r\n\r\n") is None
    assert mend_head(b"HTTP/1.1 2000 OK\r\n\r\n") is None
    assert mend_head(OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\n") is None


def test_where_the_body_ends() -> None:
    def length(head: bytes) -> int:
        return mend_head(head).length  # type: ignore[union-attr]

    assert length(OK + b"Content-Length: 3\r\n\r\n") == 3
    assert length(OK + b"\r\n") == -1
    assert length(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\n") == 0


@given(st.binary(max_size=200).map(lambda tail: OK + tail) | st.binary(max_size=60))
def test_any_bytes(data: bytes) -> None:
    parts = split_head(data)
    assert parts is None or b"".join(parts) == data
    head = mend_head(parts[0]) if parts else None
    assert head is None or (head.raw.endswith(b"\r\n\r\n") and mend_head(head.raw) == head)
    speaks_http(data)
