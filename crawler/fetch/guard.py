"""The address guard: which network addresses may be connected to. It judges at connect time, on every connect."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from core.addresses import Address, classify, parse_address
from core.errors import AddressRefused, UsageError

__all__ = ["Address", "AddressGuard", "classify", "parse_address"]


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
