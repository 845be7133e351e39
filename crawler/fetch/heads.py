"""Heads of responses as browsers read them: what they overlook must not make a site unreadable to us.

Our HTTP client is stricter than any browser; a page that everybody sees would be told to be broken. What browsers
refuse too is left to the client, which will say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"\s{0,4}http/?\d*(?:\.\d*)?[ \t]+(\d{3})(?!\d)[ \t]*([^\r\n]*)", re.I)
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+$")
#: What no field value may hold and browsers replace or drop.
_CONTROL = re.compile(rb"[\x00\r]")
#: Bytes by which an answer can be told from one without any head (HTTP/0.9).
_BEGIN = re.compile(rb"\s{0,4}http", re.I)
_BEGIN_LENGTH = 8
_MAX_DIGITS = 18
#: Statuses whose answers have no body (RFC 9112 section 6.3).
_NO_BODY = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Head:
    """A head made readable. `length` is the body's by Content-Length: -1 when another rule says where it ends."""

    raw: bytes
    status: int
    length: int

    @property
    def interim(self) -> bool:
        """Whether the real answer is still to come (RFC 9110 section 15.2)."""
        return 100 <= self.status < 200 and self.status != 101


def speaks_http(data: bytes) -> bool:
    """Whether an answer begins as HTTP does, or may still begin so."""
    return len(data) < _BEGIN_LENGTH or bool(_BEGIN.match(data))


def split_head(data: bytes) -> tuple[bytes, bytes] | None:
    """The head with its line ends, and what follows it; None while it is not complete."""
    end = _END.search(data, re.match(rb"\s*", data).end())  # type: ignore[union-attr]
    return (data[: end.end()], data[end.end() :]) if end else None


def mend_head(raw: bytes) -> Head | None:
    """Make a complete head readable. None when no browser would take it: no status, or two different lengths."""
    status = _STATUS.match(raw)
    if status is None:
        return None
    code, fields = int(status[1]), _fields(raw[status.end() :])
    chunked = any(b"chunked" in value.lower() for name, value in fields if name.lower() == b"transfer-encoding")
    stated = (value for name, value in fields if name.lower() == b"content-length")
    # A length that is no number is overlooked: the body then goes on until the connection ends.
    lengths = {int(value) for value in stated if value.isdigit() and len(value) <= _MAX_DIGITS}
    if len(lengths) > 1 and not chunked:
        return None
    framing = (b"content-length",) if chunked else (b"content-length", b"transfer-encoding")
    kept = [(name, value) for name, value in fields if name.lower() not in framing]
    length = -1 if chunked or not lengths else lengths.pop()
    if length >= 0:
        kept.append((b"Content-Length", b"%d" % length))
    lines = [b"HTTP/1.1 %d %s" % (code, status[2]), *(name + b": " + value for name, value in kept)]
    return Head(b"\r\n".join(lines) + b"\r\n\r\n", code, 0 if code in _NO_BODY else length)


def _fields(block: bytes) -> list[tuple[bytes, bytes]]:
    """Names and values; a line that begins with white space goes on with the one before (RFC 9112 section 5.2)."""
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", block.strip(b"\r\n"))
    found = []
    for line in re.split(rb"\r?\n", unfolded):
        name, colon, value = line.partition(b":")
        if colon and _NAME.match(name.strip()):
            found.append((name.strip(), _CONTROL.sub(b" ", value).strip()))
    return found
