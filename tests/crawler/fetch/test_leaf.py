from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from core.snapshot import Verdict
from crawler.fetch.leaf import fault_of
from tests.crawler.fetch.servers import fetcher, ok, raw_server, says

_HOST = "www.yunling-demo.gov.cn"
_NOW = datetime.now(UTC)


def leaf(*names: str, start: int = -10, end: int = 10) -> tuple[bytes, ec.EllipticCurvePrivateKey]:
    """A certificate (PEM) by an issuer nobody knows, valid from `start` to `end` days from now, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    own, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (_HOST, "Nobody CA"))
    builder = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(_NOW + timedelta(days=start))
        .not_valid_after(_NOW + timedelta(days=end))
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(list(map(_name, names))), critical=False)
    made = builder.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM), key


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _fault(host: str, *names: str, start: int = -10, end: int = 10) -> str:
    pem, _ = leaf(*names, start=start, end=end)
    return fault_of(ssl.PEM_cert_to_DER_cert(pem.decode()), host, _NOW)


@pytest.mark.parametrize(
    ("host", "names"),
    [(_HOST, (_HOST,)), (_HOST.upper(), (_HOST,)), (_HOST, ("*.yunling-demo.gov.cn",)), ("127.0.0.1", ("127.0.0.1",))],
)
def test_a_fitting_certificate_has_no_fault(host: str, names: tuple[str, ...]) -> None:
    assert _fault(host, *names) == ""


@pytest.mark.parametrize(
    ("host", "names"),
    [
        (_HOST, ("www.lingnan-demo.cn",)),
        ("a.b.yunling-demo.cn", ("*.yunling-demo.cn",)),
        (_HOST, ()),
        ("127.0.0.1", (_HOST,)),
    ],
)
def test_other_names_are_told(host: str, names: tuple[str, ...]) -> None:
    assert "names" in _fault(host, *names)


def test_dates_are_told() -> None:
    assert "expired" in _fault(_HOST, _HOST, start=-30, end=-1)
    assert "not valid before" in _fault(_HOST, _HOST, start=1, end=30)


@given(st.binary(max_size=200))
def test_what_cannot_be_read_has_no_fault(der: bytes) -> None:
    assert fault_of(der, _HOST, _NOW) == ""


@pytest.mark.parametrize(("end", "verdict"), [(-1, Verdict.TLS), (10, Verdict.NOT_CHECKED)])
async def test_an_unknown_issuer_is_no_fault_but_dates_are(tmp_path: Path, end: int, verdict: Verdict) -> None:
    pem, key = leaf("127.0.0.1", start=-30, end=end)
    raw = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "server.pem").write_bytes(raw + pem)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "server.pem")
    async with raw_server(says(ok(b"x")), tls=context) as port, fetcher() as client:
        answer = await client.fetch(f"https://127.0.0.1:{port}/")
    assert answer.failure is verdict
