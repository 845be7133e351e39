"""Peak memory of a crawl of very large generated sites: it must not grow with the number of addresses.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/memory.py [ADDRESSES …]

Every page links to LINKS files of its own, which HEAD answers, and to NEXT pages, and says what no other does: pages
that look alike and lead to ever more such pages would be taken for a trap, and left out. The crawl runs in a process of
its own (crawl_once.py), the server in another.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import sys
import tempfile
from pathlib import Path

from processes import run_measured
from written import machine, write_result

#: Files linked from one page, and pages linked from one page.
LINKS, NEXT = 500, 10
SIZES = (10_000, 100_000, 1_000_000)
#: A page's number in words: numbers in digits do not tell pages apart.
_STEMS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
_CRAWL = Path(__file__).with_name("crawl_once.py")


def page(number: int, pages: int) -> bytes:
    """One page: links to its files, and to the pages below it in a tree."""
    below = range(number * NEXT + 1, min((number + 1) * NEXT + 1, pages))
    links = [f'<a href="/p{n}.html">第{n}页</a>' for n in below]
    links += [f'<script src="/f/{number}-{n}.js"></script>' for n in range(LINKS)]
    says = f"<p>{str(number).translate(_STEMS)}号事项的办事指南和受理条件</p>"
    return f"<!DOCTYPE html><html><title>第{number}页</title><body>{says}{''.join(links)}</body></html>".encode()


async def serve(port: multiprocessing.Queue[int], pages: int) -> None:
    """Answer every request for ever; the plainest HTTP, as the server's own cost is not measured."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path = head.split(b" ", 2)[:2]
                writer.write(answer(method, path.decode("ascii", "replace"), pages))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    port.put(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def answer(method: bytes, path: str, pages: int) -> bytes:
    """One answer: a page, a file, or 404."""
    status, kind, body = "200 OK", "text/html; charset=utf-8", b""
    if path == "/":
        body = page(0, pages)
    elif path.startswith("/p"):
        body = page(int(path[2:].partition(".")[0]), pages)
    elif path.startswith("/f/"):
        kind, body = "text/javascript", b"//"
    else:
        status = "404 Not Found"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return head if method == b"HEAD" else head + body


def _run(port: multiprocessing.Queue[int], pages: int) -> None:
    asyncio.run(serve(port, pages))


def measure(addresses: int) -> str:
    """Crawl one generated site; one row of the table."""
    pages = max(1, addresses // (LINKS + 1))
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_run, args=(port, pages), daemon=True)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            home, sealed = f"http://127.0.0.1:{port.get()}/", folder / "s"
            command = [sys.executable, str(_CRAWL), home, str(sealed)]
            cost = run_measured(command, folder / "log", folder, limit=6 * 3600)
            counts = json.loads((sealed / "manifest.json").read_text("utf-8"))["counts"]
    finally:
        server.kill()
    if cost is None:
        raise SystemExit("not ended within six hours")
    if counts["pages"] != pages:
        raise SystemExit(f"{counts['pages']} of {pages} pages were crawled: what was measured is another site")
    return f"| {counts['pages']:,} | {counts['resources']:,} | {cost.memory:.0f} | {cost.cpu:.0f} | {cost.wall:.0f} |"


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size and write the table."""
    found = machine()
    lines = [f"{found}.", "", "| pages | addresses | peak MB | CPU s | wall s |", "|---|---|---|---|---|"]
    for size in sizes:
        lines.append(measure(size))
        sys.stdout.write(lines[-1] + "\n")
        sys.stdout.flush()
    write_result("memory", lines)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
