"""How many pages a second are opened in the browser and scanned with axe-core, and what the browser takes for it.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/rendered.py [PAGES]

Writes its result into docs/benchmarks.md.

The generated county site of repeat_cost.py on loopback; every page is looked at 1280 and 375 pixels wide, which makes
two views. Beside the tab pool, in the same run, axe-core alone: the same browser, the same number of tabs, `goto`,
`axe.run`, window made narrow, `axe.run`; no canary, no waiting for rest, no proxy, no pictures, nothing kept. Memory
is the proportional set size of all processes of the browser together, looked at once a second in a thread, as each
look takes so long that it would hold up what is measured; processor time is that of this process (which serves the
pages too), the driver and the browser, children that ended included.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from playwright.async_api import async_playwright
from repeat_cost import generate
from written import machine, write_result

from crawler.fetch import Resolver
from crawler.render import RenderOptions, Scanner, find_chromium
from crawler.render.engine import AXE
from crawler.render.scanner import WIDTHS

HOST = "127.0.0.2"
TABS = (1, 2, 3, 4)
_LOOK = 1.0
_HEIGHT = 900


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second, processor seconds a page, the peak of the browser's memory in megabytes, pages that failed."""

    pages: float
    cpu: float
    memory: float
    failed: int


@asynccontextmanager
async def served(site: dict[str, bytes]) -> AsyncIterator[list[str]]:
    """Serve the site; its pages' addresses."""

    async def answer(request: web.Request) -> web.Response:
        body = site.get(request.path)
        kind = "text/css" if request.path.endswith(".css") else "image/png" if ".png" in request.path else "text/html"
        return web.Response(body=body or b"", status=200 if body else 404, content_type=kind)

    app = web.Application()
    app.router.add_get("/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    try:
        yield [f"http://{HOST}:{runner.addresses[0][1]}{path}" for path in site if path.endswith(("/", ".html"))]
    finally:
        await runner.cleanup()


def browser_memory() -> float:
    """Megabytes of every process below this one, its driver aside."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            parents[int(stat.parent.name)] = (int(rest.split()[1]), name)
    mine = [pid for pid, (_, name) in parents.items() if "chrom" in name and _descends(pid, parents)]
    return sum(_proportional(pid) for pid in mine) / 1024


def processor_seconds() -> float:
    """Of this process and all below it."""
    parents, ticks = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(")")
            words, pid = rest.split(), int(stat.parent.name)
            parents[pid] = (int(words[1]), name)
            ticks[pid] = sum(map(int, words[11:15]))
    return sum(count for pid, count in ticks.items() if _descends(pid, parents)) / os.sysconf("SC_CLK_TCK")


def _descends(pid: int, parents: dict[int, tuple[int, str]]) -> bool:
    while pid in parents and pid != os.getpid():
        pid = parents[pid][0]
    return pid == os.getpid()


def _proportional(pid: int) -> int:
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0


async def measured(urls: list[str], scan: Callable[[str], Awaitable[bool]], tabs: int) -> Rate:
    """Run `scan` over all pages, `tabs` at a time, after one page in each tab that nobody counts."""
    await asyncio.gather(*(scan(url) for url in urls[:tabs]))
    peak, used = browser_memory(), processor_seconds()
    waiting, began, failed = iter(urls), time.monotonic(), 0

    async def one_after_another(rest: Iterator[str]) -> int:
        return sum([not await scan(url) for url in rest])

    work = asyncio.gather(*(one_after_another(waiting) for _ in range(tabs)))
    while not work.done():
        peak = max(peak, await asyncio.to_thread(browser_memory))
        await asyncio.wait((work,), timeout=_LOOK)
    seconds, failed = time.monotonic() - began, sum(work.result())
    return Rate(len(urls) / seconds, (processor_seconds() - used) / len(urls), peak, failed)


async def pool(urls: list[str], tabs: int) -> Rate:
    """Our tab pool."""
    options = RenderOptions(tabs=tabs, allow_private=(f"{HOST}/32",))
    async with Scanner(options, Resolver(), lambda host, _: host == HOST) as scanner:

        async def scan(url: str) -> bool:
            found = await scanner.scan(url)
            return not found.failure and len(found.views) == len(WIDTHS)

        return await measured(urls, scan, tabs)


async def alone(urls: list[str], tabs: int) -> Rate:
    """axe-core and nothing else."""
    source = AXE.joinpath("axe.min.js").read_text("utf-8")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=find_chromium(), chromium_sandbox=os.geteuid() != 0)
        context = await browser.new_context()
        await context.add_init_script(source)
        idle = [await context.new_page() for _ in range(tabs)]

        async def scan(url: str) -> bool:
            page = idle.pop()
            for number, width in enumerate(WIDTHS):
                await page.set_viewport_size({"width": width, "height": _HEIGHT})
                if not number:
                    await page.goto(url, wait_until="domcontentloaded")
                await page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']}).then(() => 1)")
            idle.append(page)
            return True

        return await measured(urls, scan, tabs)


def told(rate: Rate) -> str:
    """Three columns: pages a second, processor seconds a page, megabytes."""
    return f"{rate.pages:.2f} | {rate.cpu:.2f} | {rate.memory:.0f}"


async def main(pages: int) -> None:
    """Measure both with every number of tabs."""
    lines = [
        f"{pages} pages of about 20 KB, {len(WIDTHS)} views each. {machine()}.",
        "",
        "| tabs | pages/s | CPU s/page | MB | failed | axe alone pages/s | CPU s/page | MB | ratio |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    async with served(generate(12 * pages)) as urls:
        for tabs in TABS:
            ours, bare = await pool(urls[:pages], tabs), await alone(urls[:pages], tabs)
            ratio = ours.pages / bare.pages
            lines.append(f"| {tabs} | {told(ours)} | {ours.failed} | {told(bare)} | {ratio:.2f} |")
    write_result("rendered", lines)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
