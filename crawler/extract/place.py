"""Addresses that only work where the page was written: this computer, the office's network, names kept for tests."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

#: Names that never lead anywhere in public: RFC 2606, RFC 6761, RFC 6762 and RFC 8375.
_TEST_NAMES = ("example.com", "example.net", "example.org", "test", "example", "invalid", "local", "home.arpa")
_OWN_NAMES = ("localhost", "localdomain")


def is_public(url: str) -> bool:
    """Whether a normalised address names a public host: neither a special-purpose address nor a local or test name."""
    return not _wrong_host(urlsplit(url).hostname or "")


def misplaced(url: str) -> str:
    """Why a visitor of a public site cannot open a normalised address (Chinese), or empty."""
    return _wrong_host(urlsplit(url).hostname or "")


@lru_cache(maxsize=4096)
def _wrong_host(host: str) -> str:
    host = host.rstrip(".")
    address = _literal(host)
    if address is not None:
        return _wrong_address(address)
    if _under(host, _OWN_NAMES):
        return "指向本机地址"
    return "指向测试域名" if _under(host, _TEST_NAMES) else ""


def _wrong_address(address: IPv4Address | IPv6Address) -> str:
    if address.is_loopback or address.is_unspecified:
        return "指向本机地址"
    # Documentation and other reserved ranges count as private for ipaddress; all of them are closed to visitors.
    return "指向内网地址" if address.is_private or address.is_link_local else ""


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _under(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
