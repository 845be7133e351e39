from __future__ import annotations

import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.fetch import AddressGuard
from crawler.probes.tls import offer, probe_tls
from tests.crawler.fetch.servers import LOOPBACK, stream_server
from tests.crawler.probes.tls.certificates import HOST, NOW, made, served, silent
from tests.crawler.probes.tls.test_tlcp import answering, flight_with, record

GUARD = AddressGuard(LOOPBACK)


async def offered(context: ssl.SSLContext, authority: Path) -> dict[str, Any]:
    async with stream_server(silent, tls=context) as port:
        trust = ssl.create_default_context(cafile=str(authority))
        return dict((await probe_tls(GUARD, HOST, port, ("127.0.0.1",), trust=trust)).data)


async def test_a_good_offer(tmp_path: Path) -> None:
    chain, authority = made(tmp_path)
    data = await offered(served(chain, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3), authority)
    assert (data["state"], data["verify"]["ok"], data["tlcp"]["spoken"]) == ("answered", True, False)
    assert data["certificate"]["names"] == [HOST]
    assert data["versions"] == {
        "TLSv1": "refused",
        "TLSv1.1": "refused",
        "TLSv1.2": "accepted",
        "TLSv1.3": "accepted",
    }


@pytest.mark.parametrize(
    ("made_with", "code"),
    [
        ({"until": NOW - timedelta(hours=1), "since": NOW - timedelta(days=9)}, 10),
        ({"names": ("other.test",)}, 62),
        ({"issued": False}, 18),
    ],
)
async def test_what_browsers_refuse_has_its_code(tmp_path: Path, made_with: dict[str, Any], code: int) -> None:
    chain, authority = made(tmp_path, **made_with)
    data = await offered(served(chain), authority)
    assert (data["verify"]["ok"], data["verify"]["code"]) == (False, code)
    assert data["certificate"]["subject"] == f"CN={HOST}"


async def test_an_issuer_that_is_unknown_here(tmp_path: Path) -> None:
    chain, _ = made(tmp_path)
    (tmp_path / "other").mkdir()
    _, stranger = made(tmp_path / "other")
    data = await offered(served(chain), stranger)
    # Both roots are named alike, so OpenSSL may also say that the signature does not fit.
    assert data["verify"]["ok"] is False


async def test_only_tlcp() -> None:
    async with answering(record(flight_with(b"x")), []) as port:
        data = (await probe_tls(GUARD, HOST, port, ("127.0.0.1",))).data
    assert (data["state"], data["tlcp"]["spoken"], "certificate" in data) == ("answered", True, False)


async def test_nothing_that_encrypts() -> None:
    async with answering(b"220 ready\r\n", []) as port:
        data = (await probe_tls(GUARD, HOST, port, ("127.0.0.1",))).data
    assert data["state"] == "no_tls"


async def test_closed_guarded_and_without_address(monkeypatch: pytest.MonkeyPatch) -> None:
    async with answering(b"", []) as port:
        pass
    monkeypatch.setattr(offer, "HANDSHAKE_SECONDS", 0.2)
    assert (await probe_tls(GUARD, HOST, port, ("127.0.0.1",))).data["state"] == "refused"
    assert (await probe_tls(AddressGuard(()), HOST, port, ("127.0.0.1",))).data["state"] == "guarded"
    assert (await probe_tls(GUARD, HOST, port, ())).data["state"] == "no_address"


async def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer, "HANDSHAKE_SECONDS", 0.1)
    async with stream_server(silent) as port:
        assert (await probe_tls(GUARD, HOST, port, ("127.0.0.1",))).data["state"] == "timeout"
