"""Probe "ipv6.ports": whether each address of the host takes TCP connections on the web's ports."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from time import monotonic
from typing import Any

import ada_url

from core.clock import Clock, beijing_now
from core.snapshot.probe import Probe
from crawler.fetch.guard import AddressGuard

#: Seconds for one connection; a handshake that takes longer is of no use to a visitor either.
CONNECT_SECONDS = 5.0
#: A lost packet is no closed port.
_TRIES = 2
_WEB_PORTS = (80, 443)
_ERRORS = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "reset",
    errno.ENETUNREACH: "net_unreachable",
    errno.EHOSTUNREACH: "host_unreachable",
    errno.EACCES: "prohibited",
    errno.ETIMEDOUT: "timeout",
}


async def probe_ports(guard: AddressGuard, home: str, addresses: Sequence[str], clock: Clock = beijing_now) -> Probe:
    """Open and close a TCP connection to every address and port; nothing is sent over it.

    The ports are 80 and 443, or the home page's own when it names another. Data: {"connections": [{"address", "port",
    "ok", "error", "elapsed_ms"}]}; `error`: refused, reset, timeout, net_unreachable, host_unreachable, prohibited,
    guarded (leads nowhere public, not contacted), or the error's name.
    """
    at = clock().isoformat()
    pairs = [(address, port) for address in addresses for port in _ports(home)]
    made = await asyncio.gather(*(_connect(guard, address, port) for address, port in pairs))
    return Probe("ipv6.ports", home, at, {"connections": made})


def _ports(home: str) -> tuple[int, ...]:
    own = ada_url.URL(home).port
    return (int(own),) if own else _WEB_PORTS


async def _connect(guard: AddressGuard, address: str, port: int) -> dict[str, Any]:
    error, begun = "guarded", monotonic()
    for _ in range(_TRIES if guard.permits(address) else 0):
        begun = monotonic()
        error = await _try(address, port)
        if not error:
            break
    elapsed = round((monotonic() - begun) * 1000)
    return {"address": address, "port": port, "ok": not error, "error": error, "elapsed_ms": elapsed}


async def _try(address: str, port: int) -> str:
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(address, port)
    except TimeoutError:
        return "timeout"
    except OSError as error:
        return _ERRORS.get(error.errno or 0) or errno.errorcode.get(error.errno or 0, type(error).__name__)
    writer.close()
    return ""
