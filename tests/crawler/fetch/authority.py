"""A name server on loopback, UDP and TCP, whose whole messages a test decides: for faults that no real server makes."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from tests.support.ports import quiet_port

#: Gives the answer for a query: a message, any bytes, or silence (None).
Respond = Callable[[dns.message.Message], "dns.message.Message | bytes | None"]


def says(
    query: dns.message.Message, *records: str, authority: tuple[str, ...] = (), code: str = "NOERROR", aa: bool = True
) -> dns.message.Message:
    """An answer with `records` ("name. 60 IN A 192.0.2.1"); `aa`: as one that holds the zone, else as a resolver."""
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.AA if aa else dns.flags.RA
    answer.set_rcode(dns.rcode.from_text(code))
    for section, lines in ((answer.answer, records), (answer.authority, authority)):
        for line in lines:
            name, ttl, rdclass, kind, text = line.split(" ", 4)
            section.append(dns.rrset.from_text(name, int(ttl), rdclass, kind, text))
    return answer


def asked(query: dns.message.Message) -> tuple[str, str]:
    """Name (without final dot) and type of what is asked."""
    question = query.question[0]
    return question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)


@asynccontextmanager
async def authority(respond: Respond, address: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve `respond`; yields "host:port"."""

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        (length,) = struct.unpack(">H", await reader.readexactly(2))
        wire = _wire(respond, await reader.readexactly(length))
        if wire is not None:
            writer.write(struct.pack(">H", len(wire)) + wire)
            await writer.drain()
        writer.close()

    chosen = port or quiet_port()
    tcp = await asyncio.start_server(stream, address, chosen)
    loop = asyncio.get_running_loop()
    udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(respond), (address, chosen))
    try:
        yield f"[{address}]:{chosen}" if ":" in address else f"{address}:{chosen}"
    finally:
        udp.close()
        tcp.close()
        await tcp.wait_closed()


def _wire(respond: Respond, wire: bytes) -> bytes | None:
    said = respond(dns.message.from_wire(wire))
    return said.to_wire(max_size=65535) if isinstance(said, dns.message.Message) else said


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        wire = _wire(self._respond, data)
        if wire is not None:
            self._transport.sendto(wire, addr)
