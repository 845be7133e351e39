"""The way from a name to a guarded socket: the resolver as aiohttp wants it, and sockets that ask the guard first."""

from __future__ import annotations

import errno
import socket
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from core.errors import AddressRefused
from crawler.fetch.guard import AddressGuard
from crawler.fetch.phases import Marks
from crawler.fetch.resolver import Lookup, Resolution, fixed_resolution


@dataclass(slots=True)
class Trip:
    """What happened below HTTP during one request: whom we reached, whom the guard refused, whether a name is asked,
    whether TLS is being agreed on, whether a connection was sought for it or one kept from before served, and when each
    step was done."""

    peer: str = ""
    resolving: bool = False
    securing: bool = False
    connected: bool = False
    refusals: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)


#: The request under way; aiohttp offers no other way to tell its sockets apart by request.
TRIP: ContextVar[Trip] = ContextVar("trip")


class NotResolved(OSError):
    """A host has no address, or it could not be told; carries both families' outcomes."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        super().__init__(resolution.detail)


class NameService(AbstractResolver):
    """A `Lookup` as aiohttp's resolver."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the host's reachable addresses. Raises NotResolved when there are none."""
        trip = TRIP.get(None) or Trip()
        trip.resolving = trip.connected = True
        trip.marks.note("asked")
        found = await self._lookup.lookup(host)
        trip.marks.note("named")
        trip.resolving = False
        if found.verdict is not None:
            raise NotResolved(found)
        return [_result(host, port, address) for address in _with_route(found)]

    async def close(self) -> None:
        """Nothing to release."""


class Pinned:
    """A lookup that gives one address to one host and knows no other: connects where it is told to."""

    def __init__(self, host: str, address: str) -> None:
        self._host, self._address = host, address

    async def lookup(self, host: str) -> Resolution:
        """The pinned address for the pinned host."""
        return fixed_resolution(host, (self._address,) if host == self._host else ())


class GuardedSockets:
    """Makes sockets only for addresses the guard permits: it sees the very address that is connected to next."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    def __call__(self, info: tuple[Any, ...]) -> socket.socket:
        """aiohttp's `socket_factory`. Raises PermissionError when the guard refuses."""
        family, kind, protocol, _, address = info
        TRIP.get().connected = True
        TRIP.get().marks.note("dialled")
        try:
            self._guard.demand(address[0])
        except AddressRefused as error:
            TRIP.get().refusals.append(str(error))
            # An OSError lets aiohttp try the host's other addresses, which may be good.
            raise PermissionError(errno.EPERM, str(error)) from error
        return socket.socket(family=family, type=kind, proto=protocol)


class PeerResponse(aiohttp.ClientResponse):
    """Notes the peer's address, which aiohttp forgets once the connection goes back to its pool."""

    async def start(self, connection: aiohttp.connector.Connection) -> aiohttp.ClientResponse:
        """Note the peer, then read the head."""
        peer = connection.transport.get_extra_info("peername") if connection.transport else None
        TRIP.get().peer = str(peer[0]) if peer else ""
        return await super().start(connection)


def source_address(destination: str, port: int = 443) -> str:
    """The own address that packets to `destination` would leave from; empty without a route. Sends no packet."""
    family = socket.AF_INET6 if ":" in destination else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((destination, port))
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def _with_route(found: Resolution) -> tuple[str, ...]:
    """Leave out IPv6 addresses that we have no road to while IPv4 is there: our own lack must not look like theirs."""
    if not found.a.addresses:
        return found.addresses
    return (*found.a.addresses, *(address for address in found.aaaa.addresses if source_address(address)))


def _result(host: str, port: int, address: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)
