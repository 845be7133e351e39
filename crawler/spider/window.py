"""The crawl's browser: opened when it is first needed, and a reason in words where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from crawler.chromium import demand_chromium
from crawler.fetch.sniff import HEAD_BYTES
from crawler.verdicts.challenge import is_challenge

if TYPE_CHECKING:
    from crawler.render import Browser, Rendered, RenderOptions
    from crawler.spider.visit import Visit

#: Most visible characters of a page that can be a gateway's: behind them some gateways leave their marks in good pages.
_SHORT = 600
#: Most bytes of html kept, so that a WARC record can be read back whole.
MAX_HTML = 10 * 1024 * 1024


@asynccontextmanager
async def open_window(visit: Visit) -> AsyncIterator[Browser]:
    """The browser of one phase. Raises Unavailable when there is none."""
    demand_chromium(visit.options.browser)
    # Most crawls need no browser, and its driver alone costs as much time as fifty pages.
    from crawler.render import Browser  # noqa: PLC0415

    async with Browser(render_options(visit), visit.fetcher.resolver) as browser:
        yield browser


def render_options(visit: Visit) -> RenderOptions:
    """How this visit's browser opens pages."""
    from crawler.render import RenderOptions  # noqa: PLC0415

    options = visit.options
    return RenderOptions(
        browser=options.browser,
        identity=options.identity,
        allow_private=options.allow_private,
        dns_servers=options.dns_servers,
    )


async def show(browser: Browser, visit: Visit, url: str) -> Rendered:
    """Open one address, politely: one page at a time, with the pause that the site is due."""
    shown = await browser.render(url)
    await asyncio.sleep(visit.options.delay)
    return shown


def body_of(shown: Rendered) -> bytes:
    """The html that was shown, bounded."""
    return shown.html.encode("utf-8", "replace")[:MAX_HTML]


def refusal(shown: Rendered) -> str:
    """Why the browser did not show the address itself (English); empty: it did."""
    if shown.failure:
        return shown.failure
    if not 200 <= shown.status < 300:
        return f"HTTP {shown.status}" if shown.status else "no document"
    head = body_of(shown)[:HEAD_BYTES]
    if shown.text_length <= _SHORT and is_challenge(head, whole=len(shown.html) < HEAD_BYTES):
        return "anti-bot page"
    return ""
