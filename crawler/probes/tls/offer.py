"""Probe "tls": what the host's HTTPS port offers: certificate, trust, protocol versions, TLCP."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import Sequence
from typing import Any

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch import AddressGuard
from crawler.fetch.tls import browser_context
from crawler.probes.tls.certificate import describe
from crawler.probes.tls.tlcp import ask_tlcp

#: Seconds for one handshake.
HANDSHAKE_SECONDS = 8.0
#: A handshake that was cut is tried once more: a lost packet is no closed port.
_TRIES = 2
_VERSIONS = {
    "TLSv1": ssl.TLSVersion.TLSv1,
    "TLSv1.1": ssl.TLSVersion.TLSv1_1,
    "TLSv1.2": ssl.TLSVersion.TLSv1_2,
    "TLSv1.3": ssl.TLSVersion.TLSv1_3,
}


async def probe_tls(
    guard: AddressGuard,
    host: str,
    port: int,
    addresses: Sequence[str],
    *,
    trust: ssl.SSLContext | None = None,
    clock: Clock = beijing_now,
) -> Probe:
    """Shake hands with the first of `addresses` that the guard permits; nothing is sent beyond handshakes.

    `trust` replaces the authorities that browsers trust. Data: {"port", "address", "state", "verify": {"ok", "code",
    "message"}, "certificate", "versions": {name: "accepted", "refused" or an error}, "tlcp"}. `state`: answered,
    refused, timeout, no_tls (something answers that speaks neither), unreachable, guarded, no_address.
    """
    at = clock().isoformat()
    permitted = [address for address in addresses if guard.permits(address)]
    data: dict[str, Any] = {"port": port, "address": permitted[0] if permitted else ""}
    if not permitted:
        return Probe("tls", host, at, data | {"state": "guarded" if addresses else "no_address"})
    address = permitted[0]
    shown, state = await _handshake(address, port, host, _any_certificate())
    if state in ("refused", "timeout", "unreachable"):
        return Probe("tls", host, at, data | {"state": state})
    if shown is not None:
        data["certificate"] = describe(shown)
        data["verify"] = await _verify(address, port, host, trust or browser_context())
    data["versions"] = {name: await _accepts(address, port, host, version) for name, version in _VERSIONS.items()}
    data["tlcp"] = await _tlcp(address, port)
    answered = shown is not None or data["tlcp"].get("spoken") or "accepted" in data["versions"].values()
    return Probe("tls", host, at, data | {"state": "answered" if answered else "no_tls"})


def _any_certificate() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    # What is asked is what the server takes, so ours must take anything.
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


async def _handshake(address: str, port: int, host: str, context: ssl.SSLContext) -> tuple[bytes | None, str]:
    """The certificate shown (DER; None: no handshake came about), and how it went."""
    state = "timeout"
    for _ in range(_TRIES):
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                return await _shown(address, port, host, context), "answered"
        except ssl.SSLCertVerificationError:
            raise
        except ssl.SSLError as error:
            return None, str(error.reason or "no_tls")
        except TimeoutError:
            state = "timeout"
        except ConnectionResetError:
            # A server that takes no TLS at all may simply hang up.
            state = "reset"
        except ConnectionRefusedError:
            state = "refused"
        except OSError:
            state = "unreachable"
    return None, state


async def _shown(address: str, port: int, host: str, context: ssl.SSLContext) -> bytes:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(asyncio.Protocol, address, port, ssl=context, server_hostname=host)
    try:
        session = transport.get_extra_info("ssl_object")
        return session.getpeercert(binary_form=True) or b""
    finally:
        transport.abort()


async def _verify(address: str, port: int, host: str, trust: ssl.SSLContext) -> dict[str, Any]:
    """Whether a browser's authorities vouch for it: OpenSSL's code and words when not."""
    try:
        shown, state = await _handshake(address, port, host, trust)
    except ssl.SSLCertVerificationError as error:
        return {"ok": False, "code": error.verify_code, "message": error.verify_message}
    return {"ok": shown is not None, "code": 0, "message": "" if shown is not None else state}


async def _accepts(address: str, port: int, host: str, version: ssl.TLSVersion) -> str:
    context = _any_certificate()
    with warnings.catch_warnings():
        # To ask whether a server still takes an old version, one must offer it.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            context.minimum_version = context.maximum_version = version
        except ValueError:
            return "not known here"
    shown, state = await _handshake(address, port, host, context)
    return "accepted" if shown is not None else "refused" if state not in ("timeout", "unreachable") else state


async def _tlcp(address: str, port: int) -> dict[str, Any]:
    try:
        async with asyncio.timeout(HANDSHAKE_SECONDS):
            return await ask_tlcp(address, port)
    except (TimeoutError, OSError):
        return {"spoken": False}
