"""The demo's name server: A and AAAA of invented hosts over UDP and TCP on loopback, nothing of the real Internet."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.opcode
import dns.rcode
import dns.rdatatype
import dns.rrset

_TTL = 60


@dataclass(frozen=True, slots=True)
class HostRecord:
    """Addresses of one host; an empty family is answered with NODATA."""

    a: tuple[str, ...] = ()
    aaaa: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """Hosts by lower-case name, and the domains we speak for: other names in them do not exist (NXDOMAIN).

    `records` are those of other types: (name, type) → texts; a name with a CNAME has nothing else.
    """

    hosts: Mapping[str, HostRecord]
    domains: tuple[str, ...]
    records: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Whether `name` has records, or lies above one that has."""
        names = {*self.hosts, *(owner for owner, _ in self.records)}
        return any(f".{known}".endswith(f".{name}") for known in names)


def respond(zone: Zone, query: dns.message.Message) -> dns.message.Message:
    """Answer one query: records, aliases, NODATA, NXDOMAIN inside our domains, REFUSED elsewhere."""
    response = dns.message.make_response(query)
    if query.opcode() != dns.opcode.QUERY or len(query.question) != 1:
        response.set_rcode(dns.rcode.NOTIMP)
        return response
    question = query.question[0]
    name = question.name.to_text(omit_final_dot=True).lower()
    if name not in zone.hosts and not _domain(zone, name):
        response.set_rcode(dns.rcode.REFUSED)
        return response
    response.flags |= dns.flags.AA | dns.flags.RA
    kind = dns.rdatatype.to_text(question.rdtype)
    while kind != "CNAME" and (target := zone.records.get((name, "CNAME"))):
        response.answer.append(dns.rrset.from_text_list(f"{name}.", _TTL, "IN", "CNAME", list(target)))
        name = target[0].rstrip(".")
    found = zone.records.get((name, kind)) or _addresses(zone.hosts.get(name), question.rdtype)
    if found:
        response.answer.append(dns.rrset.from_text_list(f"{name}.", _TTL, "IN", question.rdtype, list(found)))
    else:
        response.authority.append(_authority(_domain(zone, name) or name))
    if not zone.knows(name):
        response.set_rcode(dns.rcode.NXDOMAIN)
    return response


def _domain(zone: Zone, name: str) -> str:
    return next((domain for domain in zone.domains if f".{name}".endswith(f".{domain}")), "")


def _addresses(record: HostRecord | None, kind: dns.rdatatype.RdataType) -> tuple[str, ...]:
    if record is None:
        return ()
    return {dns.rdatatype.A: record.a, dns.rdatatype.AAAA: record.aaaa}.get(kind, ())


def _authority(domain: str) -> dns.rrset.RRset:
    # Negative answers carry an SOA (RFC 2308), or resolvers may not take them for final.
    soa = f"ns.{domain}. hostmaster.{domain}. 1 3600 600 86400 {_TTL}"
    return dns.rrset.from_text(f"{domain}.", _TTL, "IN", "SOA", soa)


def respond_to_wire(zone: Zone, wire: bytes) -> bytes | None:
    """Answer a query in wire form; None for what is no query at all."""
    try:
        query = dns.message.from_wire(wire)
    except (dns.exception.DNSException, ValueError):
        return None
    if query.flags & dns.flags.QR:
        return None
    return respond(zone, query).to_wire()


class NameServer:
    """Serves one zone on 127.0.0.1, UDP and TCP on the same port. `start` and `stop` run inside the event loop."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._udp: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None

    async def start(self) -> int:
        """Bind a free port and answer on it; returns the port."""
        self._tcp = await asyncio.start_server(self._stream, "127.0.0.1", 0)
        port = int(self._tcp.sockets[0].getsockname()[1])
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self._zone), ("127.0.0.1", port))
        return port

    async def stop(self) -> None:
        """Stop answering."""
        if self._udp is not None:
            self._udp.close()
        if self._tcp is not None:
            self._tcp.close()
            await self._tcp.wait_closed()

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            (length,) = struct.unpack(">H", await reader.readexactly(2))
            answer = respond_to_wire(self._zone, await reader.readexactly(length))
            if answer is not None:
                writer.write(struct.pack(">H", len(answer)) + answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, zone: Zone) -> None:
        self._zone = zone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not every loop's datagram transport is an instance of asyncio.DatagramTransport.
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = respond_to_wire(self._zone, data)
        if answer is not None:
            self._transport.sendto(answer, addr)
