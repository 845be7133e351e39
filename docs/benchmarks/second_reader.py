"""What the second process that reads pages beside a crawl costs, and what it saves: the same pages with and without it.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/second_reader.py [PAGES]

The generated county site of `repeat_cost.py`; nothing but reading is measured. CPU seconds are those of both processes,
the second one's start included. Writes its result into docs/benchmarks.md.
"""

from __future__ import annotations

import asyncio
import math
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing
from datetime import date

from repeat_cost import generate
from written import machine, write_result

from crawler.reader import Content
from crawler.spider.aside import Aside
from crawler.upkeep import collect_seldom

#: Pages under way at one time, as in a crawl of a site on loopback.
TOGETHER = 4
_MEMORY_MB = 512


def main() -> None:
    """One line without the second process, one with it from the first page on."""
    found = machine()
    collect_seldom()
    site = generate(int(sys.argv[1]) if len(sys.argv) > 1 else 1400)
    pages = {path: body for path, body in site.items() if body.startswith(b"<!DOCTYPE")}
    lines = [f"{len(pages):,} pages. {found}.", "", "| second process | CPU s | wall s |", "|---|---|---|"]
    for name, worth in (("none", math.inf), ("from the first page on", 0.0)):
        begun, before = time.perf_counter(), _cpu()
        asyncio.run(_read(pages, worth))
        lines.append(f"| {name} | {_cpu() - before:.1f} | {time.perf_counter() - begun:.1f} |")
        sys.stdout.write(f"{lines[-1]}\n")
    write_result("second", lines)


async def _read(pages: dict[str, bytes], worth: float) -> None:
    waiting = iter(pages.items())
    async with aclosing(Aside(_MEMORY_MB, worth)) as aside, asyncio.TaskGroup() as group:
        for _ in range(TOGETHER):
            group.create_task(_take_turns(aside, waiting))


async def _take_turns(aside: Aside, waiting: Iterator[tuple[str, bytes]]) -> None:
    for path, body in waiting:
        await aside.read(Content(body, "text/html; charset=utf-8", f"http://127.0.0.1{path}", date(2026, 11, 1)))
        # A crawl asks for the next page meanwhile.
        await asyncio.sleep(0)


def _cpu() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main()
