"""A DNS server on loopback whose answers a test decides, question by question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

#: Gives the addresses for (name without final dot, "A" or "AAAA"), or an rcode; None: silence.
Zone = Callable[[str, str], tuple[str, ...] | dns.rcode.Rcode | None]


class _Protocol(asyncio.DatagramProtocol):
    def __init__(self, zone: Zone, ttl: int) -> None:
        self._zone, self._ttl = zone, ttl
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio's own datagram transport is not an instance of the class it is documented as.
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        kind = dns.rdatatype.to_text(question.rdtype)
        said = self._zone(question.name.to_text(omit_final_dot=True), kind)
        if said is None:
            return
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if isinstance(said, dns.rcode.Rcode):
            answer.set_rcode(said)
        elif said:
            answer.answer.append(dns.rrset.from_text(question.name, self._ttl, "IN", kind, *said))
        assert self._transport is not None
        self._transport.sendto(answer.to_wire(), addr)


@asynccontextmanager
async def dns_server(zone: Zone, ttl: int = 60, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve `zone` over UDP; yields "host:port"."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Protocol(zone, ttl), local_addr=(host, port))
    try:
        host, port = transport.get_extra_info("sockname")[:2]
        yield f"{host}:{port}"
    finally:
        transport.close()
