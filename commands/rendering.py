"""Single pages in a real browser: one browser, its tabs used page after page."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from crawler.fetch import Resolver
from crawler.options import CrawlOptions
from crawler.render import RenderOptions, Scanned, Scanner


def scan_pages(urls: Sequence[str], options: CrawlOptions) -> tuple[dict[str, Scanned], dict[str, str]]:
    """What each page showed, by address, and the versions of browser and engine. Raises Unavailable."""
    return asyncio.run(_scan(urls, options))


async def _scan(urls: Sequence[str], options: CrawlOptions) -> tuple[dict[str, Scanned], dict[str, str]]:
    wanted = RenderOptions(
        browser=options.browser,
        identity=options.user_agent.removeprefix("Mozilla/5.0 "),
        allow_private=options.allow_private,
        dns_servers=options.dns_servers,
    )
    async with Scanner(wanted, Resolver(options.dns_servers)) as scanner:
        found = await asyncio.gather(*(scanner.scan(url) for url in urls))
        return dict(zip(urls, found, strict=True)), scanner.versions
