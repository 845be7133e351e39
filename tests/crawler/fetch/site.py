"""A small site whose every address a test scripts, and which remembers what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.crawler.fetch.servers import ok, raw_server

#: What to say to (method, path, request head).
Reply = bytes | Callable[[str, bytes], bytes]


@dataclass
class Site:
    """`asked` holds "METHOD path" in order, `heads` the request heads."""

    replies: dict[str, Reply]
    url: str = ""
    asked: list[str] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)

    async def answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        method, path, _ = head.decode().split(" ", 2)
        self.asked.append(f"{method} {path}")
        self.heads.append(head)
        reply = self.replies.get(path, ok(b"not here", status="404 Not Found"))
        said = reply if isinstance(reply, bytes) else reply(method, head)
        writer.write(said.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else said)


@asynccontextmanager
async def site(replies: dict[str, Reply], host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Site]:
    """Serve `replies` by path; `url` is the site's root without the final slash."""
    made = Site(replies)
    async with raw_server(made.answer, host, port) as opened:
        made.url = f"http://{f'[{host}]' if ':' in host else host}:{opened}"
        yield made


def to(location: str, *headers: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return ok(b"", f"Location: {location}", *headers, status=status)
