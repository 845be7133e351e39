"""One site on loopback in which good pages stand among every hostile answer that a server can give."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import brotli

from tests.crawler.fetch.servers import ok, raw_server
from tests.crawler.site import page

#: Bytes that one bomb unpacks to: far over every bound.
UNPACKED = 64 * 1024 * 1024
HTML = "Content-Type: text/html; charset=utf-8"
Speak = Callable[[asyncio.StreamWriter], Awaitable[None]]
Reply = bytes | Speak


@dataclass
class HostileSite:
    """Where it stands and what was asked of it ("METHOD path")."""

    home: str = ""
    asked: list[str] = field(default_factory=list)


@asynccontextmanager
async def serve_among_good_pages(hostile: dict[str, Reply], good: int = 12) -> AsyncIterator[HostileSite]:
    """The home page links to every hostile address and to `good` pages, which link to one another."""
    made = HostileSite()
    names = [f"/good/{number}.html" for number in range(good)]
    pages = {name: page(f"文章{name}", "/", *names[:3]) for name in names}
    pages["/"] = page("首页", *names, *(path for path in hostile if "?" not in path))

    async def answer(head: bytes, writer: asyncio.StreamWriter) -> None:
        method, path, _ = head.decode("latin-1").split(" ", 2)
        made.asked.append(f"{method} {path}")
        found = hostile.get(path) or hostile.get(path.partition("?")[0])
        if callable(found):
            await found(writer)
        elif found is not None:
            writer.write(found)
        elif path in pages:
            writer.write(ok(pages[path].encode(), HTML))
        else:
            writer.write(ok(b"not here", status="404 Not Found"))

    async with raw_server(answer) as port:
        made.home = f"http://127.0.0.1:{port}/"
        yield made


def bombs() -> dict[str, Reply]:
    """Small bodies that unpack to large ones."""
    once = _gzip(None)
    return {
        "/bomb/gzip.html": ok(once, HTML, "Content-Encoding: gzip"),
        "/bomb/triple-gzip.html": ok(_gzip(_gzip(once)), HTML, "Content-Encoding: gzip, gzip, gzip"),
        "/bomb/brotli.html": ok(_brotli(), HTML, "Content-Encoding: br"),
    }


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Speak:
    """Says `piece` after `head` for as long as anybody listens."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return speak


def html(body: bytes, *headers: str) -> bytes:
    """A well-formed answer that calls itself html."""
    return ok(body, *(headers or (HTML,)))


def _gzip(inner: bytes | None) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    if inner is not None:
        return engine.compress(inner) + engine.flush()
    piece = bytes(1024 * 1024)
    packed = b"".join(engine.compress(piece) for _ in range(UNPACKED // len(piece)))
    return packed + engine.flush()


def _brotli() -> bytes:
    engine, piece = brotli.Compressor(quality=1), bytes(1024 * 1024)
    packed = b"".join(engine.process(piece) for _ in range(UNPACKED // len(piece)))
    return bytes(packed + engine.finish())
