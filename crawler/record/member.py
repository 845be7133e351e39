"""One record of a WARC file (ISO 28500, version 1.1) as a gzip member of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha1
from os import urandom
from typing import NamedTuple

from isal import isal_zlib

#: Level of compression: html becomes a tenth larger than by zlib's level 4, in a fifth of its time.
_LEVEL = 2
#: A gzip member (wbits of zlib).
_GZIP = 31
#: Kinds of records whose block is no payload.
_WITHOUT_PAYLOAD = frozenset({"warcinfo", "revisit"})
_BREAKS = re.compile(r"[\r\n]+")
#: Base 32 (RFC 4648), two characters at a time, and where in a SHA-1 they stand.
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)
_SHIFTS = range(150, -1, -10)


class Member(NamedTuple):
    """A record's WARC-Record-ID, its bytes, and its WARC-Payload-Digest (empty for a kind that has no payload)."""

    record_id: str
    data: bytes
    digest: str


def make_member(
    kind: str, target: str, headers: Mapping[str, str], content_type: str, head: bytes, payload: bytes
) -> Member:
    """A new record. The block is `head` (an HTTP head, or nothing) and `payload`;
    `target` is its address, empty for none; `headers` are those that length, digests and type do not tell.
    """
    record_id = _new_id()
    fields = {"WARC-Type": kind, "WARC-Record-ID": record_id}
    if target:
        fields["WARC-Target-URI"] = target
    fields |= headers
    digest = "" if kind in _WITHOUT_PAYLOAD else _digest(payload)
    if digest:
        fields["WARC-Payload-Digest"] = digest
    fields["WARC-Block-Digest"] = _digest(head, payload) if head or not digest else digest
    fields |= {"Content-Type": content_type, "Content-Length": str(len(head) + len(payload))}
    # An address that no browser could open may hold anything, also what would begin another header.
    if _BREAKS.search("".join(fields.values())):
        fields = {name: _BREAKS.sub(" ", value) for name, value in fields.items()}
    lines = ("WARC/1.1", *[f"{name}: {value}" for name, value in fields.items()], "", "")
    text = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    data = isal_zlib.compress(b"".join((text, head, payload, b"\r\n\r\n")), _LEVEL, wbits=_GZIP)
    return Member(record_id, data, digest)


def _new_id() -> str:
    """A random UUID (RFC 9562, version 4), without the object that the library makes of one."""
    drawn = bytearray(urandom(16))
    drawn[6] = drawn[6] & 0x0F | 0x40
    drawn[8] = drawn[8] & 0x3F | 0x80
    text = drawn.hex()
    return f"<urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}>"


def _digest(*pieces: bytes) -> str:
    # The form that readers of WARC files know; files of a snapshot are sealed by SHA-256.
    digest = sha1(usedforsecurity=False)
    for piece in pieces:
        digest.update(piece)
    number = int.from_bytes(digest.digest())
    return "sha1:" + "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
