from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot.decoding import DecodingError, beyond_us, decode_body

TEXT = "云岭县".encode() * 50


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


def gzip_head(flags: int) -> bytes:
    """The head of a gzip member with all its optional fields."""
    return b"\x1f\x8b\x08" + bytes([flags, *bytes(6)]) + b"\x03\0abc" + b"name\0" + b"comment\0" + b"\1\2"


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (TEXT, ""),
        (TEXT, "identity, none"),
        (TEXT, "utf-8"),
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "X-GZIP"),
        # Browsers ask nothing of the checksum behind the content.
        (gzip.compress(TEXT)[:-8], "gzip"),
        (gzip.compress(TEXT)[:-8] + bytes(8), "gzip"),
        (gzip_head(flags=0b11110) + raw_deflate(TEXT), "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (raw_deflate(TEXT), "deflate"),
        (brotli.compress(TEXT), "br"),
        (gzip.compress(brotli.compress(TEXT)), "br, gzip"),
    ],
)
def test_encodings(body: bytes, encodings: str) -> None:
    assert decode_body(body, encodings) == (TEXT, False)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_empty_body(name: str) -> None:
    assert decode_body(b"", name) == (b"", False)


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (b"plain", "gzip"),
        (gzip_head(flags=0b10000)[:14], "gzip"),
        (b"plain", "deflate"),
        (b"\xff\xffplain", "br"),
        (gzip.compress(TEXT)[:-12], "gzip"),
        (brotli.compress(TEXT)[:-3], "br"),
        (b"x", "zstd"),
        (b"x", "gzip, gzip, gzip"),
    ],
)
def test_not_what_it_says(body: bytes, encodings: str) -> None:
    with pytest.raises(DecodingError):
        decode_body(body, encodings)


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, raw_deflate, brotli.compress])
def test_bombs_are_cut(compress: object) -> None:
    assert callable(compress)
    name = {gzip.compress: "gzip", brotli.compress: "br"}.get(compress, "deflate")
    body, cut = decode_body(compress(b"0" * 5_000_000), name, limit=1000)
    assert (body, cut) == (b"0" * 1000, True)


def test_plain_body_over_the_limit_is_cut() -> None:
    assert decode_body(b"0" * 20, "", limit=10) == (b"0" * 10, True)


def test_our_own_bounds_are_told_from_a_broken_body() -> None:
    assert [beyond_us(name) for name in ("gzip, gzip, gzip", "zstd", "gzip", "utf-8")] == [True, True, False, False]


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "x"]), st.integers(1, 200))
def test_hostile_bodies_stay_in_bounds(body: bytes, encodings: str, limit: int) -> None:
    try:
        found, _ = decode_body(body, encodings, limit)
    except DecodingError:
        return
    assert len(found) <= limit
