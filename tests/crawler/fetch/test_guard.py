from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AddressRefused, UsageError
from crawler.fetch.guard import AddressGuard, classify, parse_address

SPECIAL = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.2",
    "169.254.169.254",
    "172.31.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.19.0.1",
    "198.51.100.7",
    "203.0.113.5",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3ffe::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
    "fc00::1",
    "fd12::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_refused(address: str) -> None:
    assert not AddressGuard().permits(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "::ffff:8.8.8.8", "240c::6666", "2001:4860::1", "2400:3200::1"])
def test_global_addresses_pass(address: str) -> None:
    assert AddressGuard().permits(address)


@pytest.mark.parametrize("text", ["", "2130706433", "0x7f.1", "127.1", "www.yunling-demo.gov.cn"])
def test_what_is_no_address_does_not_pass(text: str) -> None:
    assert not AddressGuard(["0.0.0.0/0", "::/0"]).permits(text)


def test_ranges_allow_exactly_themselves_in_every_form() -> None:
    guard = AddressGuard(["127.0.0.2/32", "fd00::/8", "::ffff:10.0.0.0/104"])
    assert guard.permits("127.0.0.2")
    assert guard.permits("::ffff:127.0.0.2")
    assert guard.permits("fd00::1")
    assert guard.permits("10.9.9.9")
    assert not guard.permits("127.0.0.1")


def test_refusal_says_how_to_allow() -> None:
    with pytest.raises(AddressRefused, match=r"允许内网地址.*--allow-private 10\.0\.0\.9/32"):
        AddressGuard().demand("10.0.0.9")
    AddressGuard().demand("8.8.8.8")


def test_unreadable_range_is_the_operators_mistake() -> None:
    with pytest.raises(UsageError, match="不是有效的网段"):
        AddressGuard(["10.0.0/99"])


@given(st.ip_addresses(v=4))
def test_mapped_and_plain_forms_are_judged_alike(address: ipaddress.IPv4Address) -> None:
    guard = AddressGuard()
    assert guard.permits(str(address)) == guard.permits(f"::ffff:{address}")


@given(st.ip_addresses())
def test_never_wider_than_the_standard_library_on_what_that_refuses(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if classify(parse_address(str(address))) == "global" and address.version == 6:
        assert address.is_global or address.ipv4_mapped or int(address) < 2**32
