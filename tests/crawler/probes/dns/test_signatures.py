"""Zones that are made to be costly to check: the work is bounded (KeyTrap, CVE-2023-50387)."""

from __future__ import annotations

import dns.dnssec
import dns.name
import dns.rdata
import dns.rrset
import pytest

from crawler.fetch.nameservers import Nameservers
from crawler.probes.dns import probe_dnssec, read_anchors
from crawler.probes.dns.signatures import broken, entry_keys, supported, usable
from tests.crawler.fetch.authority import authority, says
from tests.crawler.probes.dns.nsd import signer

ZONE = dns.name.from_text("demo.test")
NOW = 1_800_000_000.0


def test_only_so_many_signatures_and_keys_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    real = dns.dnssec.validate_rrsig

    def count(rrset: object, signature: object, keys: dict[dns.name.Name, list[object]], now: float) -> None:
        tried.append(len(keys[ZONE]))
        real(rrset, signature, keys, now=now)  # type: ignore[arg-type]

    monkeypatch.setattr("crawler.probes.dns.signatures.dns.dnssec.validate_rrsig", count)
    key = signer().public
    rrset = dns.rrset.from_text("demo.test.", 60, "IN", "A", "192.0.2.1")
    tag = dns.dnssec.key_id(key)
    texts = [f"A 13 2 60 20300101000000 20200101000000 {tag} demo.test. {number:064x}AAAA" for number in range(100)]
    bad = dns.rrset.from_text_list("demo.test.", 60, "IN", "RRSIG", texts)
    assert broken(rrset, bad, ZONE, [key] * 50, NOW) == "wrong"
    assert len(tried) == 8
    assert max(tried) <= 4


def test_signatures_by_somebody_else_do_not_count() -> None:
    rrset = dns.rrset.from_text("demo.test.", 60, "IN", "A", "192.0.2.1")
    text = "A 13 2 60 20300101000000 20200101000000 1 other.test. AAAA"
    other = dns.rrset.from_text("demo.test.", 60, "IN", "RRSIG", text)
    assert broken(rrset, other, ZONE, [signer().public], NOW) == "unknown-key"
    assert broken(rrset, None, ZONE, [signer().public], NOW) == "unsigned"


async def test_a_zone_of_very_many_keys_is_left_alone() -> None:
    keys = [signer() for _ in range(30)]
    lines = [f"demo.test. 60 IN DNSKEY {key.public.to_text()}" for key in keys]
    async with authority(lambda query: says(query, *lines)) as server:
        anchors = read_anchors((f"demo.test. {keys[0].ds('demo.test')}",))
        found = await probe_dnssec(Nameservers((server,)), "www.demo.test", anchors)
    assert (found.data["status"], found.data["reason"]) == ("indeterminate", "anchor-too-many-keys")


def test_better_digests_are_preferred_and_unknown_ones_not_used() -> None:
    key = signer()
    good = key.ds("demo.test")
    made = dns.dnssec.make_ds(ZONE, key.public, "SHA1", policy=dns.dnssec.allow_all_policy)
    old = made.to_text()
    unknown = good.replace(" 13 2 ", " 13 6 ", 1)
    rrset = dns.rrset.from_text_list("demo.test.", 60, "IN", "DS", [good, old, unknown])
    assert [ds.digest_type for ds in usable(list(rrset))] == [2]
    rest = dns.rrset.from_text_list("demo.test.", 60, "IN", "DS", [old, unknown])
    assert [ds.digest_type for ds in usable(list(rest))] == [1]
    assert entry_keys(ZONE, [key.public], [made]) == [key.public]
    checked = {number for number in range(20) if supported(number)}
    assert checked >= {8, 10, 13, 14, 15, 16}
    assert not checked & {0, 1, 3, 6, 12, 17}
