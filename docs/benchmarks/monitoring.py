"""Memory and processor time of the availability monitoring of 500 sites in one process, on loopback.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/monitoring.py [SITES …]

One hour is one visit of each site; the clock is simulated (monitoring_once.py). The server runs in a process of its
own, and answers a page of 60 KB.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
from pathlib import Path

from processes import run_measured
from written import machine, write_result

SIZES = (1, 500)
_ONCE = Path(__file__).with_name("monitoring_once.py")
_PAGE = ("<!DOCTYPE html><html><title>云岭县</title><body>" + "政府信息公开" * 3400 + "</body></html>").encode()
_ANSWER = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(_PAGE)}\r\n\r\n".encode()


async def serve(port: multiprocessing.Queue[int]) -> None:
    """Answer every request on every loopback address for ever."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(_ANSWER + _PAGE)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "0.0.0.0", 0)  # noqa: S104 (all of 127.0.0.0/8)
    port.put(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(port: multiprocessing.Queue[int]) -> None:
    asyncio.run(serve(port))


def measure(port: int, sites: int) -> str:
    """One hour of so many sites; one row of the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        command = [sys.executable, str(_ONCE), temporary, str(port), str(sites)]
        cost = run_measured(command, folder / "log", folder)
        told = (folder / "log").read_text("utf-8").split()
    if cost is None or len(told) != 2:
        raise SystemExit(f"not ended: {' '.join(told)[:500]}")
    return f"| {sites} | {told[0]} | {told[1]} | {cost.cpu:.1f} | {cost.memory:.0f} |"


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size and write the table."""
    lines = [
        f"{machine()}.",
        "",
        "| sites | visits that opened | longest visit ms | CPU s | peak MB |",
        "|---|---|---|---|---|",
    ]
    port: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=_run, args=(port,), daemon=True)
    server.start()
    try:
        number = port.get()
        lines += [measure(number, size) for size in sizes]
    finally:
        server.kill()
    sys.stdout.write("\n".join(lines) + "\n")
    write_result("availability", lines)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
