"""Which kind of address an IP address is. One table for whom we connect to and for what is judged in DNS."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

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
_MAPPED = IPv6Network("::ffff:0:0/96")
#: IPv4-translated (RFC 2765); RFC 4291 has given none of it out since.
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")


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


def classify_record(text: str) -> str:
    """Name the kind of an IPv6 address as it stands in a zone, IPv4 inside it not unwrapped.

    Beside the names of `classify`: ipv4-mapped, ipv4-compatible, ipv4-translated. Raises ValueError when it is no
    IPv6 address.
    """
    address = IPv6Address(text)
    for network, name in ((_MAPPED, "ipv4-mapped"), (_TRANSLATED, "ipv4-translated")):
        if address in network:
            return name
    if address in _COMPATIBLE and int(address) > 1:
        return "ipv4-compatible"
    return classify(address)
