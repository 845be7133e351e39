"""The one HTTP client of the house: guarded, bounded, polite, and never raising for what the network does."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import ada_url
import aiohttp
import yarl

from core.clock import Clock, beijing_now
from core.errors import AddressRefused
from core.snapshot.resource import Verdict
from crawler.fetch.answer import Answer
from crawler.fetch.dialer import TRIP, GuardedSockets, NameService, PeerResponse, Trip
from crawler.fetch.failures import Failure, explain, lacks_issuer
from crawler.fetch.guard import AddressGuard
from crawler.fetch.lenient import MAX_HEAD, LenientConnector
from crawler.fetch.options import FetchOptions
from crawler.fetch.phases import NOT_TIMED
from crawler.fetch.politeness import HostLimiter
from crawler.fetch.resolver import Lookup, Resolver
from crawler.fetch.retry_after import wanted_pause
from crawler.fetch.tls import browser_context
from crawler.fetch.wholeness import forgive

#: Most fields of a head; its size is bounded before the client library sees it.
_MAX_FIELDS = MAX_HEAD // 4
_PIECE = 64 * 1024
#: What every request says; some gateways refuse those that say less.
_ALWAYS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}


#: The host in a serialised address.
_HOST = re.compile(r"https?://(?:[^/@]*@)?(\[[^\]]+\]|[^:/]+)")


@dataclass(slots=True)
class _Request:
    """One request under way, with the fields of its answer: what has arrived so far survives a failure."""

    url: str
    method: str
    posted: bytes
    wanted: dict[str, str]
    limit: int
    at: str = ""
    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    sent: tuple[tuple[str, str], ...] = ()
    http_version: str = ""
    body: bytearray = field(default_factory=bytearray)

    def answer(
        self, trip: Trip | None = None, begun: float = 0.0, failure: Verdict | None = None, detail: str = ""
    ) -> Answer:
        """What came; `trip` and the moment at which it began: None, when nothing was sent."""
        return Answer(
            self.url,
            self.method,
            self.at,
            self.status,
            self.reason,
            self.headers,
            bytes(self.body)[: self.limit],
            trip.peer if trip else "",
            self.http_version,
            round((monotonic() - begun) * 1000) if trip else 0,
            failure,
            detail,
            len(self.body) > self.limit,
            self.sent,
            posted=self.posted,
            phases=trip.marks.phases() if trip else NOT_TIMED,
        )


class Fetcher:
    """Fetches one hop at a time. Use as an async context manager, or `aclose()` it; it opens itself when first used.

    `tls` replaces the TLS context (a county's own root certificate), `resolver` the DNS, `limiter` the politeness
    shared with another Fetcher. Raises UsageError for unreadable options; `fetch` never raises for network trouble.
    """

    def __init__(
        self,
        options: FetchOptions,
        *,
        tls: ssl.SSLContext | None = None,
        resolver: Lookup | None = None,
        limiter: HostLimiter | None = None,
        clock: Clock = beijing_now,
    ) -> None:
        self.options, self.guard = options, AddressGuard(options.allow_private)
        self.resolver: Lookup = resolver or Resolver(options.dns_servers)
        self._tls = tls or browser_context()
        self._limiter = limiter or HostLimiter(options.delay, options.host_concurrency, options.total_concurrency)
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def with_resolver(self, resolver: Lookup) -> Fetcher:
        """A Fetcher with the same options and the same politeness, but connections of its own by `resolver`."""
        return Fetcher(self.options, tls=self._tls, resolver=resolver, limiter=self._limiter, clock=self._clock)

    async def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        max_body: int | None = None,
        posted: bytes = b"",
        within: float | None = None,
    ) -> Answer:
        """Make one request and follow nothing. `max_body` (bytes) and `within` (seconds) replace the options for this
        request; `posted` is the body of a POST, whose type `headers` tell.

        The timeout counts from the moment the host's turn comes, so waiting politely is not held against the site.
        """
        limit = self.options.max_body if max_body is None else max_body
        wanted = {**_ALWAYS, "User-Agent": self.options.user_agent, **(headers or {})}
        request = _Request(url, method, posted, wanted, limit)
        target = _target(url)
        if target is None:
            request.at = self._clock().isoformat()
            return request.answer(failure=Verdict.MALFORMED, detail="not an address that a browser could open")
        async with self._limiter.slot(target[0]):
            request.at = self._clock().isoformat()
            answer = await self._bounded(target[1], request, self.options.timeout if within is None else within)
        pause = wanted_pause(answer, self._clock())
        if pause:
            self._limiter.hold(target[0], pause)
        return answer

    async def _bounded(self, url: str, request: _Request, seconds: float) -> Answer:
        begun, trip = monotonic(), Trip()
        token = TRIP.set(trip)
        failure: Verdict | None = None
        detail = ""
        try:
            async with asyncio.timeout(seconds):
                await self._exchange(url, request)
        except (aiohttp.ClientError, OSError, ValueError, EOFError, TypeError, RuntimeError) as error:
            failure, detail = explain(error, trip, answered=request.status > 0)
            if lacks_issuer(error):
                failure, detail = await self._by_leaf(url) or (failure, detail)
        finally:
            TRIP.reset(token)
        return forgive(request.answer(trip, begun, failure, detail))

    async def _by_leaf(self, url: str) -> Failure | None:
        """What the certificate says against itself when its issuer cannot be told; None: nothing."""
        # Few sites are like that, and what reads certificates takes as long to load as forty requests.
        from crawler.fetch.leaf import fault_of, read_leaf  # noqa: PLC0415

        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            async with asyncio.timeout(self.options.timeout):
                found = await self.resolver.lookup(host)
                address = next(iter(found.addresses), host)
                self.guard.demand(address)
                shown = await read_leaf(address, parts.port or 443, host)
        except (TimeoutError, AddressRefused):
            return None
        fault = fault_of(shown, host, self._clock())
        return (Verdict.TLS, fault) if fault else None

    async def _exchange(self, url: str, request: _Request) -> None:
        response = await self._respond(url, request)
        TRIP.get().marks.note("answered")
        try:
            _take_head(response, request)
            await _read(response, request)
        except BaseException:
            response.close()
            raise
        if len(request.body) > request.limit:
            # The rest is never read, so the connection cannot be used again.
            response.close()
        else:
            response.release()

    async def _respond(self, url: str, request: _Request) -> aiohttp.ClientResponse:
        """The response with its head. That a server closed connections kept from before says nothing against it: the
        request goes on until one was made for it."""
        while True:
            try:
                return await self._opened().request(
                    request.method,
                    yarl.URL(url, encoded=True),
                    headers=request.wanted,
                    data=request.posted or None,
                    allow_redirects=False,
                )
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                if TRIP.get().connected or request.posted:
                    raise

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = LenientConnector(
                resolver=NameService(self.resolver),
                use_dns_cache=False,
                ssl=self._tls,
                limit=0,
                socket_factory=GuardedSockets(self.guard),
                keepalive_timeout=15,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                response_class=PeerResponse,
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=False,
                max_line_size=MAX_HEAD,
                max_field_size=MAX_HEAD,
                max_headers=_MAX_FIELDS,
            )
            # It would ask a second time on a new connection and hide that the first one was cut; `_respond` knows
            # when that is right. The library has no public switch for it.
            self._session._retry_connection = False
        return self._session


def _target(url: str) -> tuple[str, str] | None:
    """Host and serialised address of an http(s) URL, without fragment; None for anything else.

    Parsed once more although callers hand over serialised addresses: 0x7f000002 must never reach a resolver.
    """
    try:
        address = ada_url.normalize_url(url).partition("#")[0]
    except ValueError:
        return None
    host = _HOST.match(address)
    return (host[1], address) if host else None


def _take_head(response: aiohttp.ClientResponse, request: _Request) -> None:
    version = response.version
    request.status, request.reason = response.status, response.reason or ""
    request.headers = tuple([(_text(name), _text(value)) for name, value in response.raw_headers])
    request.sent = tuple(response.request_info.headers.items())
    request.http_version = f"HTTP/{version.major}.{version.minor}" if version else ""


async def _read(response: aiohttp.ClientResponse, request: _Request) -> None:
    while len(request.body) <= request.limit:
        piece = await response.content.read(min(_PIECE, request.limit + 1 - len(request.body)))
        if not piece:
            return
        request.body += piece


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
