"""Content-Encoding undone within a bound, so that a small hostile body cannot become a large one."""

from __future__ import annotations

import re
import zlib

import brotli

#: Largest decoded body, bytes. Larger ones are cut and said to be cut.
MAX_DECODED = 10 * 1024 * 1024
#: Most layers of encoding undone; RFC 9110 allows a list, honest servers use one.
MAX_LAYERS = 2


_KNOWN = frozenset({"gzip", "x-gzip", "deflate", "br"})
#: What browsers undo and we do not; nobody sends them to a client that does not ask for them.
_NOT_OURS = frozenset({"zstd", "compress", "x-compress", "dcb", "dcz"})


#: How a gzip member begins, and what its flags say: that there are more fields (RFC 1952, 2.3).
_GZIP_HEAD = re.compile(rb"\x1f\x8b\x08.{7}", re.S)
_CHECKED, _EXTRA, _NAME, _COMMENT = 2, 4, 8, 16


class DecodingError(ValueError):
    """The body is not what its Content-Encoding says, or is encoded in an unknown or too deep way."""


def decode_body(body: bytes, encodings: str, limit: int = MAX_DECODED) -> tuple[bytes, bool]:
    """Return the decoded body and whether it had to be cut at `limit` bytes.

    `encodings` is the Content-Encoding header's value. Raises DecodingError.
    """
    names = _layers(encodings)
    if beyond_us(encodings):
        raise DecodingError(f"Content-Encoding {', '.join(names)[:80]!r} is not undone here")
    cut = False
    for name in reversed(names):
        body, layer_cut = _decode_layer(body, name, limit)
        cut = cut or layer_cut
    return (body[:limit], True) if len(body) > limit else (body, cut)


def beyond_us(encodings: str) -> bool:
    """Whether a body cannot be decoded because of our own bounds, though a browser may show it."""
    names = _layers(encodings)
    return len(names) > MAX_LAYERS or any(name in _NOT_OURS for name in names)


def _layers(encodings: str) -> list[str]:
    """Encodings to undo, in the order they were applied; none when one is unknown ("utf-8"), as browsers do."""
    names = [name.strip().lower() for name in encodings.split(",")]
    names = [name for name in names if name not in ("", "identity", "none")]
    return names if all(name in _KNOWN | _NOT_OURS for name in names) else []


def _decode_layer(body: bytes, name: str, limit: int) -> tuple[bytes, bool]:
    if not body:
        return b"", False
    if name in ("gzip", "x-gzip"):
        return _gunzip(body, limit)
    if name == "deflate":
        # RFC 9110 means zlib; some servers send raw deflate.
        raw = body[0] & 0x0F != 8 or int.from_bytes(body[:2].ljust(2), "big") % 31 != 0
        return _inflate(body, -zlib.MAX_WBITS if raw else zlib.MAX_WBITS, limit)
    return _unbrotli(body, limit)


def _gunzip(body: bytes, limit: int) -> tuple[bytes, bool]:
    try:
        return _inflate(body, zlib.MAX_WBITS | 16, limit)
    except DecodingError:
        # Its content ends by itself; browsers ask nothing of the checksum and length behind it (RFC 1952, 2.3.1).
        deflated = _behind_head(body)
        if deflated is None:
            raise
        return _inflate(deflated, -zlib.MAX_WBITS, limit)


def _behind_head(body: bytes) -> bytes | None:
    """What stands behind a gzip member's head; None where there is no whole head."""
    head = _GZIP_HEAD.match(body)
    if head is None:
        return None
    flags, start = body[3], head.end()
    if flags & _EXTRA:
        start += 2 + int.from_bytes(body[start : start + 2], "little")
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            start = body.find(b"\0", start) + 1 or len(body)
    start += 2 if flags & _CHECKED else 0
    return body[start:] or None


def _inflate(body: bytes, window: int, limit: int) -> tuple[bytes, bool]:
    engine = zlib.decompressobj(window)
    try:
        out = engine.decompress(body, limit)
    except zlib.error as error:
        raise DecodingError(f"not valid gzip/deflate: {error}") from error
    cut = bool(engine.unconsumed_tail)
    if not cut and not engine.eof:
        raise DecodingError("compressed body ends early")
    return out, cut


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    engine, out = brotli.Decompressor(), bytearray()
    try:
        out += engine.process(body, output_buffer_limit=limit)
        while not engine.is_finished() and len(out) < limit:
            piece = engine.process(b"", output_buffer_limit=limit - len(out))
            if not piece:
                raise DecodingError("compressed body ends early")
            out += piece
    except brotli.error as error:
        raise DecodingError(f"not valid brotli: {error}") from error
    # The engine's limit is a soft one: it may hand out a block more and be done.
    return bytes(out[:limit]), len(out) > limit or not engine.is_finished()
