"""Certificates for tests: made with cryptography, or with the openssl program where the key is SM2."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "www.yunling-demo.gov.cn"
NOW = datetime.now(UTC)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def made(
    folder: Path,
    names: tuple[str, ...] = (HOST,),
    *,
    since: datetime = NOW - timedelta(days=1),
    until: datetime = NOW + timedelta(days=90),
    issued: bool = True,
) -> tuple[Path, Path]:
    """A certificate chain with key (PEM), and the authority's certificate; `issued` False: it vouches for itself."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _signed(_name("Test Root"), root_key, _name("Test Root"), root_key, since, until, (), authority=True)
    issuer, issuer_key = (_name("Test Root"), root_key) if issued else (_name(HOST), key)
    leaf = _signed(_name(HOST), key, issuer, issuer_key, since, until, names, authority=False)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain, authority = folder / "chain.pem", folder / "root.pem"
    chain.write_bytes(leaf.public_bytes(serialization.Encoding.PEM) + pem)
    authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    return chain, authority


def _signed(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    since: datetime,
    until: datetime,
    names: tuple[str, ...],
    *,
    authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False)
    return builder.sign(issuer_key, hashes.SHA256())


def served(chain: Path, *versions: ssl.TLSVersion) -> ssl.SSLContext:
    """A server's context; `versions`: oldest and newest it takes."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    context.set_ciphers("ALL:@SECLEVEL=0")
    if versions:
        context.minimum_version, context.maximum_version = versions[0], versions[-1]
    return context


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side hangs up."""
    await reader.read()


def sm2(folder: Path) -> bytes:
    """A self-issued SM2 certificate for HOST (DER)."""
    key, out = folder / "sm2.key", folder / "sm2.der"
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", str(key))
    _openssl(
        *("req", "-x509", "-new", "-key", str(key), "-sm3", "-days", "90", "-subj", f"/CN={HOST}"),
        *("-addext", f"subjectAltName=DNS:{HOST}", "-outform", "DER", "-out", str(out)),
    )
    return out.read_bytes()


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
