"""Names that need no DNS: literal addresses, localhost (RFC 6761) and the system's hosts file."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

HOSTS_FILE = Path("/etc/hosts")
#: Most bytes of a hosts file read; block lists of that kind can grow without end.
_MAX_HOSTS_BYTES = 1024 * 1024


def local_addresses(host: str) -> tuple[str, ...]:
    """Addresses of a literal (brackets allowed) or of a localhost name; empty for any other name."""
    bare = host.strip("[]")
    try:
        return (str(ip_address(bare.partition("%")[0])),)
    except ValueError:
        pass
    name = host.rstrip(".").lower()
    return ("127.0.0.1", "::1") if name == "localhost" or name.endswith(".localhost") else ()


def read_hosts(path: Path) -> dict[str, tuple[str, ...]]:
    """Map lower-case names to the addresses the file gives them. A missing or unreadable file gives none."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_MAX_HOSTS_BYTES).decode("utf-8", "replace")
    except OSError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        address, *names = line.partition("#")[0].split() or [""]
        if local_addresses(address):
            for name in names:
                found[name.lower()] = (*found.get(name.lower(), ()), address)
    return found
