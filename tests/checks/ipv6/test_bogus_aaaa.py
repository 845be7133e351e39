"""ipv6.bogus_aaaa over every kind of address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checks.ipv6.bogus_aaaa import KINDS
from core.outcome import Outcome
from tests.support.judging import judge_one
from tests.support.snapshots import SITE, SnapshotBuilder

GOOD = "2400:3200::1"
#: One address of each kind.
BAD = {
    "6to4": "2002:808:808::1",
    "teredo": "2001::1",
    "nat64": "64:ff9b::808:808",
    "ula": "fd00::1",
    "site-local": "fec0::1",
    "link-local": "fe80::1",
    "loopback": "::1",
    "unspecified": "::",
    "multicast": "ff0e::1",
    "ipv4-mapped": "::ffff:8.8.8.8",
    "ipv4-compatible": "::8.8.8.8",
    "ipv4-translated": "::ffff:0:8.8.8.8",
    "documentation": "2001:db8::1",
    "discard": "100::1",
    "reserved": "5f00::1",
}


def told(folder: Path, *addresses: str, outcome: str = "found", allow: tuple[str, ...] = ()) -> SnapshotBuilder:
    data = {"A": {"outcome": "nodata"}, "AAAA": {"outcome": outcome, "addresses": addresses}}
    return SnapshotBuilder(folder, site=replace(SITE, allow_private=allow)).probe("dns", SITE.host, data)


def test_the_table_is_whole() -> None:
    assert BAD.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_address_beside_a_good_one_is_told(tmp_path: Path, kind: str) -> None:
    found = judge_one("ipv6.bogus_aaaa", told(tmp_path, GOOD, BAD[kind]))
    assert (found.outcome, found.subject) == (Outcome.FAILED, SITE.host)
    assert f"{BAD[kind]}（{KINDS[kind]}）" in found.message
    assert GOOD not in found.message
    assert found.evidence


@pytest.mark.parametrize("address", [GOOD, "240e:ff::1", "2001:da8::1", "2a00::1"])
def test_public_addresses_are_good(tmp_path: Path, address: str) -> None:
    assert judge_one("ipv6.bogus_aaaa", told(tmp_path, address)).outcome is Outcome.PASSED


def test_a_network_that_the_register_allows_is_the_countys_own(tmp_path: Path) -> None:
    allowed = judge_one("ipv6.bogus_aaaa", told(tmp_path / "1", "fd12::1", allow=("10.0.0.0/8", "fd12::/16")))
    assert allowed.outcome is Outcome.PASSED
    other = judge_one("ipv6.bogus_aaaa", told(tmp_path / "2", "fd13::1", allow=("10.0.0.0/8", "fd12::/16")))
    assert other.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("nodata", Outcome.PASSED),
        *((name, Outcome.CANT_TELL) for name in ("nxdomain", "servfail", "timeout", "cname-loop", "lame", "malformed")),
    ],
)
def test_without_a_record(tmp_path: Path, outcome: str, expected: Outcome) -> None:
    assert judge_one("ipv6.bogus_aaaa", told(tmp_path, outcome=outcome)).outcome is expected


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    found = judge_one("ipv6.bogus_aaaa", told(tmp_path, "nonsense"))
    assert found.outcome is Outcome.FAILED
    assert "不是 IPv6 地址" in found.message
