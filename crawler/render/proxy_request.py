"""What a browser asks of its proxy (RFC 9112 section 3.2), read strictly: it comes from hostile scripts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

#: Largest request or response head, bytes; the stream reader's own limit is the same.
MAX_HEAD = 64 * 1024
_END = b"\r\n\r\n"
#: Headers that belong to one connection, not to the message.
_HOP = frozenset({b"connection", b"proxy-connection", b"keep-alive", b"proxy-authorization"})


@dataclass(frozen=True, slots=True)
class ProxyRequest:
    """Where to connect, whether as a tunnel, and the head to send on; `length` is that of the request's body."""

    host: str
    port: int
    tunnel: bool
    head: bytes = b""
    length: int = 0


async def read_head(reader: asyncio.StreamReader) -> bytes:
    """Read one message head. Raises EOFError or LimitOverrunError when none comes within `MAX_HEAD`."""
    return await reader.readuntil(_END)


async def read_request(reader: asyncio.StreamReader) -> ProxyRequest:
    """Read what the browser wants. Raises ValueError, EOFError or LimitOverrunError when it is no such request."""
    lines = (await read_head(reader)).removesuffix(_END).split(b"\r\n")
    method, target, version = lines[0].split(b" ")
    if method == b"CONNECT":
        parts = urlsplit(f"//{target.decode('ascii')}")
        return ProxyRequest(_host(parts.hostname), parts.port or 443, tunnel=True)
    url = urlsplit(target.decode("ascii"))
    if url.scheme != "http":
        raise ValueError(f"not a request for a proxy: {target[:100]!r}")
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    first = b" ".join((method, path.encode("ascii"), version))
    head = _without_hops(first, lines[1:])
    return ProxyRequest(_host(url.hostname), url.port or 80, tunnel=False, head=head, length=_length(lines[1:]))


def closing_head(head: bytes) -> bytes:
    """A response head that tells the browser not to use the connection again."""
    first, *rest = head.removesuffix(_END).split(b"\r\n")
    return _without_hops(first, rest)


def _host(name: str | None) -> str:
    if not name:
        raise ValueError("no host")
    return name


def _without_hops(first: bytes, lines: list[bytes]) -> bytes:
    kept = (line for line in lines if line.partition(b":")[0].strip().lower() not in _HOP)
    return b"\r\n".join((first, *kept, b"Connection: close")) + _END


def _length(lines: list[bytes]) -> int:
    """Length of the request body; a browser sends no chunks over HTTP/1.1."""
    for line in lines:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return max(0, int(value))
    return 0
