"""Single pages in a real browser: one browser, its tabs used page after page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Error

from crawler.fetch import Resolver
from crawler.options import CrawlOptions
from crawler.render import RenderOptions, Scanned, Scanner
from crawler.render.walk.ageing import probe_ageing
from crawler.render.walk.canary import missed_on_canary
from crawler.render.walk.measurers import MEASURERS

#: Seconds for all entries of one page to be used.
_MODE_SECONDS = 120.0


def scan_pages(urls: Sequence[str], options: CrawlOptions) -> tuple[dict[str, Scanned], dict[str, str]]:
    """What each page showed, by address, and the versions of browser and engine. Raises Unavailable."""
    return asyncio.run(_scan(urls, options))


async def _scan(urls: Sequence[str], options: CrawlOptions) -> tuple[dict[str, Scanned], dict[str, str]]:
    wanted = RenderOptions(
        browser=options.browser,
        identity=options.identity,
        allow_private=options.allow_private,
        dns_servers=options.dns_servers,
    )
    async with Scanner(wanted, Resolver(options.dns_servers)) as scanner:
        missed = await _missed(scanner)
        found = await asyncio.gather(*(_look(scanner, url, missed) for url in urls))
        return dict(zip(urls, found, strict=True)), scanner.versions


async def _missed(scanner: Scanner) -> tuple[str, ...]:
    try:
        return await scanner.trial(missed_on_canary)
    except (Error, TimeoutError):
        return ("canary",)


async def _look(scanner: Scanner, url: str, missed: tuple[str, ...]) -> Scanned:
    found = await scanner.scan(url, () if missed else MEASURERS)
    if missed:
        found.measures = {one.name: {"failure": f"canary: missed {', '.join(missed)}"} for one in MEASURERS}
    elif found.measures.get("ageing", {}).get("entries"):
        found.measures["ageing"] = await _mode(scanner, url)
    return found


async def _mode(scanner: Scanner, url: str) -> dict[str, Any]:
    """The page's entries, each used by a visitor without any past."""
    try:
        async with asyncio.timeout(_MODE_SECONDS):
            return (await probe_ageing(scanner.contexts, url))[0]
    except TimeoutError:
        return {"failure": f"time: not finished within {_MODE_SECONDS:.0f} s"}
    except Error as error:
        return {"failure": f"browser: {error.message.splitlines()[0][:200]}"}
