"""A link check with Crawlee for Python: pages are parsed and followed, every other address of the site is fetched."""

from __future__ import annotations

import asyncio
import sys
from urllib.parse import urldefrag, urljoin, urlsplit

from crawlee import ConcurrencySettings, Request
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient


async def main(home: str) -> None:
    """Walk one site."""
    crawler = ParselCrawler(
        storage_client=MemoryStorageClient(),
        max_request_retries=1,
        configure_logging=False,
        ignore_http_error_status_codes=range(400, 600),
        concurrency_settings=ConcurrencySettings(desired_concurrency=32, max_concurrency=64),
    )
    host, seen = urlsplit(home).netloc, {home}

    @crawler.router.default_handler
    async def handle(context: ParselCrawlingContext) -> None:
        if "html" not in (context.http_response.headers.get("content-type") or ""):
            return
        found = []
        for value in context.selector.xpath("//@href | //@src").getall():
            try:
                url = urldefrag(urljoin(context.request.loaded_url or context.request.url, value.strip()))[0]
            except ValueError:
                continue
            if url.startswith("http") and urlsplit(url).netloc == host and url not in seen:
                seen.add(url)
                found.append(Request.from_url(url))
        await context.add_requests(found)

    await crawler.run([home])
    sys.stdout.write(f"{len(seen)} addresses\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
