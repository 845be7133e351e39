"""The only way out of the browser: a forward proxy on loopback that resolves, guards and counts every connection.

It connects to the very address that the guard has looked at, so neither a redirect, nor a script, nor a name that
changes its address between two questions reaches what the guard forbids. One listener serves one page.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from core.errors import AddressRefused
from crawler.fetch import AddressGuard, Lookup
from crawler.render.budget import Budget
from crawler.render.proxy_request import ProxyRequest, closing_head, read_head, read_request

#: Seconds for one connection to be made, all addresses together, and for the browser to say what it wants.
_CONNECT_SECONDS = 10.0
_CHUNK = 64 * 1024
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def anywhere(host: str, port: int) -> bool:
    """Every host may be asked, as far as the guard lets it."""
    return True


class Proxy:
    """Opens guarded listeners; `lookup` and `guard` are those of the crawl, `own` says which host and port to serve."""

    def __init__(self, lookup: Lookup, guard: AddressGuard, own: Callable[[str, int], bool] = anywhere) -> None:
        self._lookup, self._guard, self._own = lookup, guard, own

    @asynccontextmanager
    async def listen(self, budget: Budget) -> AsyncIterator[str]:
        """A listener of its own for one page, as the address to give to its browser context; closed on leaving."""
        under_way: set[asyncio.Task[None]] = set()

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(self._serve((reader, writer), budget))
            under_way.add(task)
            task.add_done_callback(under_way.discard)

        server = await asyncio.start_server(accept, "127.0.0.1", 0)
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            for task in tuple(under_way):
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _serve(self, browser: _Streams, budget: Budget) -> None:
        try:
            if budget.open():
                await self._carry(browser, budget)
        except (OSError, ValueError, EOFError, asyncio.LimitOverrunError):
            # Silence, not a status of our own making: no page may look as if its server had answered.
            return
        finally:
            browser[1].close()

    async def _carry(self, browser: _Streams, budget: Budget) -> None:
        async with asyncio.timeout(_CONNECT_SECONDS):
            request = await read_request(browser[0])
            site = await self._connect(request.host, request.port, budget)
        try:
            if request.tunnel:
                browser[1].write(_ESTABLISHED)
                await _both_ways(browser, site, budget)
            else:
                await _exchange(browser, site, request, budget)
        finally:
            site[1].close()

    async def _connect(self, host: str, port: int, budget: Budget) -> _Streams:
        """Connect to the first address that the guard permits and that answers. Raises OSError."""
        if not self._own(host, port):
            raise PermissionError(f"{host}: another site")
        found = await self._lookup.lookup(host)
        failure: OSError = ConnectionError(f"{host}: {found.detail}")
        for address in found.addresses:
            try:
                self._guard.demand(address)
                return await asyncio.open_connection(address, port)
            except AddressRefused as error:
                budget.refused.append(f"{host}: {error}")
                failure = PermissionError(str(error))
            except OSError as error:
                failure = error
        raise failure


async def _exchange(browser: _Streams, site: _Streams, request: ProxyRequest, budget: Budget) -> None:
    """One plain request and its answer; the connection is not used again, or the next host would be missed."""
    site[1].write(request.head)
    await _copy(browser[0], site[1], budget, request.length)
    browser[1].write(closing_head(await read_head(site[0])))
    await _copy(site[0], browser[1], budget)


async def _both_ways(browser: _Streams, site: _Streams, budget: Budget) -> None:
    ways = (_copy(browser[0], site[1], budget), _copy(site[0], browser[1], budget))
    await _first_of(asyncio.create_task(way) for way in ways)


async def _first_of(tasks: Iterable[asyncio.Task[None]]) -> None:
    """End both directions when one ends: a half-open tunnel is of no use to a page."""
    group = tuple(tasks)
    try:
        await asyncio.wait(group, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in group:
            task.cancel()
        await asyncio.gather(*group, return_exceptions=True)


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter, budget: Budget, length: int = -1) -> None:
    """Copy up to `length` bytes (-1: to the end), as far as the page's budget reaches."""
    while length != 0:
        data = await source.read(_CHUNK if length < 0 else min(_CHUNK, length))
        if not data or not budget.take(len(data)):
            return
        length -= len(data) if length > 0 else 0
        sink.write(data)
        await sink.drain()
