from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crawler.probes.tls.tlcp import ask_tlcp, client_hello, read_flight
from tests.crawler.fetch.servers import stream_server
from tests.crawler.probes.tls.certificates import HOST, made, served, silent, sm2


def message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def record(flight: bytes, kind: int = 22, version: bytes = b"\x01\x01") -> bytes:
    return bytes([kind]) + version + len(flight).to_bytes(2, "big") + flight


def flight_with(*certificates: bytes) -> bytes:
    entries = b"".join(len(der).to_bytes(3, "big") + der for der in certificates)
    hello = message(2, b"\x01\x01" + bytes(32) + b"\x00\xe0\x13\x00")
    return hello + message(11, len(entries).to_bytes(3, "big") + entries) + message(14, b"")


@asynccontextmanager
async def answering(said: bytes, heard: list[bytes]) -> AsyncIterator[int]:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readexactly(5)
        heard.append(head + await reader.readexactly(int.from_bytes(head[3:], "big")))
        writer.write(said)

    async with stream_server(talk) as port:
        yield port


async def test_a_server_that_speaks_it_shows_its_certificate(tmp_path: Path) -> None:
    heard: list[bytes] = []
    sent = flight_with(sm2(tmp_path), b"the certificate that encrypts")
    # In two records, cut anywhere.
    async with answering(record(sent[:100]) + record(sent[100:]), heard) as port:
        told = await ask_tlcp("127.0.0.1", port)
    assert told["spoken"]
    assert (told["certificate"]["key"], told["certificate"]["names"]) == ("SM2", [HOST])
    assert heard[0][:3] == b"\x16\x01\x01"
    assert b"\xe0\x13" in heard[0]


async def test_what_is_not_tlcp(tmp_path: Path) -> None:
    alert = record(b"\x02\x46", kind=21, version=b"\x03\x03")
    for said in (alert, b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", record(b"\x02\x00")):
        async with answering(said, []) as port:
            assert await ask_tlcp("127.0.0.1", port) == {"spoken": False}


async def test_an_ordinary_tls_server_does_not_speak_it(tmp_path: Path) -> None:
    chain, _ = made(tmp_path)
    async with stream_server(silent, tls=served(chain)) as port:
        assert await ask_tlcp("127.0.0.1", port) == {"spoken": False}


def test_the_greeting_has_its_lengths_right() -> None:
    hello = client_hello(bytes(32))
    assert int.from_bytes(hello[3:5], "big") == len(hello) - 5
    assert int.from_bytes(hello[6:9], "big") == len(hello) - 9


@given(st.binary(max_size=400))
def test_any_bytes(flight: bytes) -> None:
    assert read_flight(flight)["spoken"] in (True, False)


@given(st.integers(0, 200))
def test_a_cut_flight(length: int) -> None:
    assert read_flight(flight_with(b"x" * 50)[:length])["spoken"] is (length >= 42)
