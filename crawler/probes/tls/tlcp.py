"""TLCP (GB/T 38636-2020), the national variant of TLS: asked for with one handshake message, answered in clear."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from crawler.probes.tls.certificate import describe

_VERSION = b"\x01\x01"
#: ECC_SM4_GCM_SM3, ECC_SM4_CBC_SM3, ECDHE_SM4_GCM_SM3, ECDHE_SM4_CBC_SM3 (GB/T 38636-2020, 6.4.5.2.1).
_SUITES = b"\xe0\x53\xe0\x13\xe0\x51\xe0\x11"
_HANDSHAKE, _CLIENT_HELLO, _SERVER_HELLO, _CERTIFICATE = 22, 1, 2, 11
#: Most bytes of the server's first flight that are read.
_MAX_FLIGHT = 64 * 1024
_RECORD_HEAD = 5


async def ask_tlcp(address: str, port: int) -> dict[str, Any]:
    """Greet `address` in TLCP. The caller has asked the guard about it, and bounds the time. Raises OSError.

    Returns {"spoken": False} when the answer is no TLCP; else {"spoken": True, "certificate": what the first one says}.
    """
    reader, writer = await asyncio.open_connection(address, port)
    try:
        writer.write(client_hello(os.urandom(32)))
        return read_flight(await _first_flight(reader))
    finally:
        writer.transport.abort()


def client_hello(random: bytes) -> bytes:
    """A ClientHello in one record; `random` is 32 bytes."""
    body = _VERSION + random + b"\x00" + len(_SUITES).to_bytes(2, "big") + _SUITES + b"\x01\x00"
    message = bytes([_CLIENT_HELLO]) + len(body).to_bytes(3, "big") + body
    return bytes([_HANDSHAKE]) + _VERSION + len(message).to_bytes(2, "big") + message


async def _first_flight(reader: asyncio.StreamReader) -> bytes:
    """Handshake messages as they came, out of their records, until the certificate is whole or nothing more comes."""
    flight = b""
    while len(flight) < _MAX_FLIGHT:
        try:
            head = await reader.readexactly(_RECORD_HEAD)
            if head[0] != _HANDSHAKE or head[1:3] != _VERSION:
                break
            flight += await reader.readexactly(int.from_bytes(head[3:5], "big"))
        except asyncio.IncompleteReadError:
            break
        if _CERTIFICATE in _messages(flight):
            break
    return flight


def read_flight(flight: bytes) -> dict[str, Any]:
    """What joined handshake messages say. Never raises on any bytes."""
    messages = _messages(flight)
    if _SERVER_HELLO not in messages:
        return {"spoken": False}
    # The list's length, then the first certificate's length and the certificate that signs.
    shown = messages.get(_CERTIFICATE, b"")[3:]
    der = shown[3 : 3 + int.from_bytes(shown[:3], "big")]
    return {"spoken": True, "certificate": describe(der) if der else {}}


def _messages(flight: bytes) -> dict[int, bytes]:
    """The whole messages by their type."""
    found: dict[int, bytes] = {}
    while len(flight) >= 4:
        length = int.from_bytes(flight[1:4], "big")
        if len(flight) < 4 + length:
            break
        found[flight[0]] = flight[4 : 4 + length]
        flight = flight[4 + length :]
    return found
