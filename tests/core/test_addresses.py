"""One table of addresses for the guard and for what is judged in DNS."""

from __future__ import annotations

import pytest

from core.addresses import classify_record


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::192.0.2.1", "ipv4-compatible"),
        ("::ffff:8.8.8.8", "ipv4-mapped"),
        ("::ffff:0:8.8.8.8", "ipv4-translated"),
        ("64:ff9b::808:808", "nat64"),
        ("64:ff9b:1::1", "nat64"),
        ("100::1", "discard"),
        ("2001::1", "teredo"),
        ("2001:10::1", "reserved"),
        ("2001:db8::1", "documentation"),
        ("2002:808:808::1", "6to4"),
        ("3ffe::1", "reserved"),
        ("3fff::1", "documentation"),
        ("4000::1", "reserved"),
        ("fc00::1", "ula"),
        ("fd12::1", "ula"),
        ("fe80::1", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("2400:3200::1", "global"),
        ("240e::1", "global"),
        ("2001:200::1", "global"),
    ],
)
def test_every_kind_of_record(address: str, kind: str) -> None:
    assert classify_record(address) == kind


@pytest.mark.parametrize("text", ["8.8.8.8", "x", "2400::1::2"])
def test_what_is_no_ipv6_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"At least 3 parts|At most one"):
        classify_record(text)
