"""DNS rebinding against a whole crawl: a name that moves to a neighbour once the crawl has begun."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.county import Site
from core.snapshot import Verdict, open_snapshot
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from settings import Settings
from tests.crawler.fetch.dns_server import dns_server
from tests.crawler.fetch.servers import raw_server

HOME = b'<html><title>Home</title><body><a href="/a.html">a</a><a href="/b.pdf">b</a></body></html>'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"


async def test_what_a_name_moves_to_is_never_reached_and_is_told(tmp_path: Path) -> None:
    served: list[bytes] = []
    reached: list[bytes] = []

    async def site(head: bytes, writer: asyncio.StreamWriter) -> None:
        if head.startswith(b"GET / "):
            served.append(head)
            writer.write(HEAD % len(HOME) + HOME)
        else:
            writer.write(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")

    async def neighbour(head: bytes, writer: asyncio.StreamWriter) -> None:
        reached.append(head)
        writer.write(HEAD % 6 + b"secret")

    def zone(_name: str, kind: str) -> tuple[str, ...]:
        if kind != "A":
            return ()
        return ("127.0.0.2",) if served else ("127.0.0.1",)

    async with (
        dns_server(zone, ttl=0) as dns,
        raw_server(neighbour, "127.0.0.2") as port,
        raw_server(site, port=port) as _,
    ):
        home = f"http://rebind.test:{port}/"
        known = Site("yunling", "云岭县人民政府", home)
        settings = Settings(
            retry_wait=0, timeout=5, delay=0, dns_servers=(dns,), allow_private=("127.0.0.1/32",), render_pages=0
        )
        options = CrawlOptions.from_settings(settings, known)
        folder = tmp_path / "s"
        await asyncio.to_thread(crawl_site, CrawlJob(known, (), folder, (), options), lambda _: None)
    assert served
    assert not reached
    with open_snapshot(folder) as snapshot:
        told = {link.target: link.resource for link in snapshot.links()}
    assert {url: found and found.verdict for url, found in told.items()} == {
        f"{home}a.html": Verdict.GUARDED,
        f"{home}b.pdf": Verdict.GUARDED,
    }
