"""The address guard: which network addresses may be connected to. It judges at connect time, on every connect."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from core.errors import AddressRefused, UsageError

Address = IPv4Address | IPv6Address

#: IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates) and multicast (RFC 5771).
_IPV4 = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "cgnat"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmark"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
    )
)
#: IANA IPv6 Special-Purpose Address Registry, with what `ipaddress.is_global` wrongly lets through.
_IPV6 = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b::/96", "nat64"),
        ("64:ff9b:1::/48", "nat64"),
        ("100::/64", "discard"),
        ("2001::/32", "teredo"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3ffe::/16", "reserved"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "ula"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
#: The only block from which IANA has given out global unicast addresses (RFC 4291).
_GLOBAL_IPV6 = IPv6Network("2000::/3")
_COMPATIBLE = IPv6Network("::/96")


def parse_address(text: str) -> Address:
    """Read an address as sockets write it, without zone; IPv4 inside IPv6 (mapped, compatible) is unwrapped.

    Raises ValueError when it is no address.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _COMPATIBLE and int(address) > 1:
        return IPv4Address(int(address))
    return address


def classify(address: Address) -> str:
    """Name the kind of an address: "global", or the special purpose it is reserved for (loopback, ula, 6to4 …)."""
    if isinstance(address, IPv4Address):
        return next((name for network, name in _IPV4 if address in network), "global")
    named = next((name for network, name in _IPV6 if address in network), "")
    return named or ("global" if address in _GLOBAL_IPV6 else "reserved")


class AddressGuard:
    """Permits global addresses, and of the special ones only those in `allow` (CIDR ranges).

    Raises UsageError when a range in `allow` cannot be read.
    """

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allow = tuple(_read_range(text) for text in allow)

    def permits(self, address: str) -> bool:
        """Whether `address` may be connected to. What is not an address is not permitted."""
        try:
            parsed = parse_address(address)
        except ValueError:
            return False
        return classify(parsed) == "global" or any(parsed in network for network in self._allow)

    def demand(self, address: str) -> None:
        """Raise AddressRefused when `address` may not be connected to."""
        if self.permits(address):
            return
        raise AddressRefused(
            f"地址 {address} 属于内网、本机或保留地址，已拒绝连接。如确需检查，"
            f"请在登记表“允许内网地址”列填写该地址所在网段，或运行时加参数 --allow-private {_suggest(address)}。"
        )


def _read_range(text: str) -> IPv4Network | IPv6Network:
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError as error:
        raise UsageError(f"“{text}”不是有效的网段，应写作 10.1.0.0/16 或 fd00::/8 的形式。") from error
    if isinstance(network, IPv6Network) and network.network_address.ipv4_mapped and network.prefixlen >= 96:
        return IPv4Network((network.network_address.ipv4_mapped, network.prefixlen - 96))
    return network


def _suggest(address: str) -> str:
    try:
        parsed = parse_address(address)
    except ValueError:
        return "CIDR"
    return f"{parsed}/{parsed.max_prefixlen}"
