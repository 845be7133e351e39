"""Ports for servers that tests start, away from those that the system lends to clients."""

from __future__ import annotations

import secrets
import socket

_FIRST, _COUNT = 20000, 10000


def quiet_port() -> int:
    """A port of 127.0.0.1 that was free for TCP and UDP a moment ago. Raises OSError when none is found."""
    for _ in range(100):
        port = _FIRST + secrets.randbelow(_COUNT)
        if all(_free(port, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM)):
            return port
    raise OSError("no free port")


def _free(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
