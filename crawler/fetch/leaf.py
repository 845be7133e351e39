"""A server's own certificate, looked at when its issuer cannot be told: dates and names speak without any issuer."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtensionOID


def fault_of(der: bytes, host: str, now: datetime) -> str:
    """What every browser refuses in this certificate (English): its dates or its names; empty for none, or unreadable.

    `now` is aware. Dates are those of RFC 5280; names are matched as RFC 9525 says, the common name does not count.
    """
    try:
        certificate = x509.load_der_x509_certificate(der)
        if now > certificate.not_valid_after_utc:
            return f"certificate has expired on {certificate.not_valid_after_utc.date().isoformat()}"
        if now < certificate.not_valid_before_utc:
            return f"certificate is not valid before {certificate.not_valid_before_utc.date().isoformat()}"
        return "" if _is_for(certificate, host) else "certificate is for other host names"
    except ValueError:
        return ""


def _is_for(certificate: x509.Certificate, host: str) -> bool:
    try:
        found = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return False
    names = found if isinstance(found, x509.SubjectAlternativeName) else x509.SubjectAlternativeName([])
    try:
        return ipaddress.ip_address(host.strip("[]")) in names.get_values_for_type(x509.IPAddress)
    except ValueError:
        return any(_covers(name.lower(), host.lower().rstrip(".")) for name in names.get_values_for_type(x509.DNSName))


def _covers(name: str, host: str) -> bool:
    if name.startswith("*."):
        return host.partition(".")[2] == name[2:]
    return name == host


async def read_leaf(address: str, port: int, host: str) -> bytes:
    """The certificate that `address` shows for `host` (DER), without trusting it; empty when there is none.

    Sends nothing but the handshake. The caller has asked the guard about the address, and bounds the time.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    loop = asyncio.get_running_loop()
    try:
        transport, _ = await loop.create_connection(asyncio.Protocol, address, port, ssl=context, server_hostname=host)
    except OSError:
        return b""
    try:
        shown = transport.get_extra_info("ssl_object")
        return (shown.getpeercert(binary_form=True) or b"") if shown is not None else b""
    finally:
        transport.abort()
