"""Our own DNSSEC validation against NSD with zones signed here: each fault told apart, and who is to blame."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dns.asyncquery
import dns.flags
import dns.message
import dns.rcode
import pytest
import pytest_asyncio

from core.clock import BEIJING
from core.errors import UsageError
from crawler.fetch import Resolver
from crawler.fetch.nameservers import Nameservers
from crawler.probes.dns import probe_dnssec, read_anchors
from crawler.probes.dns.dnssec import ROOT_ANCHORS
from tests.crawler.fetch.authority import authority, says
from tests.crawler.probes.dns.nsd import Signer, nsd, signed, signer, zone_text
from tests.crawler.probes.dns.unbound import unbound

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
BEGINS, ENDS = NOW - timedelta(days=5), NOW + timedelta(days=25)
WWW = (
    "www A 192.0.2.1",
    "www AAAA 2400:3200::1",
    "web CNAME www",
    "out CNAME www.elsewhere.example.",
    "led CNAME www.expired.demo.test.",
    "free CNAME www.plain.demo.test.",
    "turn CNAME turned",
    "turned CNAME turn",
)
CHILDREN = ("good", "tampered", "expired", "early", "stripped", "bare", "badds", "oldkey", "plain", "sm2")


def noon() -> datetime:
    return NOW.astimezone(BEIJING)


def world(parent: Signer) -> dict[str, str]:
    """A signed zone demo.test and its children, each with another fault."""
    keys = {name: signer() for name in CHILDREN}
    texts = {name: zone_text(f"{name}.demo.test", *WWW) for name in CHILDREN}
    spans = {"expired": (BEGINS - timedelta(days=60), BEGINS), "early": (ENDS, ENDS + timedelta(days=9))}
    zones = {
        name: signed(f"{name}.demo.test", texts[name], keys[name], *spans.get(name, (BEGINS, ENDS)))
        for name in CHILDREN
        if name not in ("plain", "bare")
    }
    zones |= {name: texts[name] for name in ("plain", "bare")}
    zones["tampered"] = zones["tampered"].replace("IN A 192.0.2.1", "IN A 192.0.2.66")
    zones["stripped"] = re.sub(r"(?m)^www.* RRSIG A .*$", "", zones["stripped"])
    ds = {name: keys[name].ds(f"{name}.demo.test") for name in CHILDREN if name != "plain"}
    ds["badds"] = signer().ds("badds.demo.test")
    ds["oldkey"] = f"{ds['oldkey']}\noldkey DS {signer().ds('oldkey.demo.test')}"
    # SM2 with SM3 (RFC 9563), which this program cannot check.
    ds["sm2"] = re.sub(r"^(\d+) 13 2 ", r"\1 17 2 ", ds["sm2"])
    above = [f"{name} NS ns.nsd.test." for name in CHILDREN] + [f"{name} DS {text}" for name, text in ds.items()]
    top = signed("demo.test", zone_text("demo.test", "www A 192.0.2.9", *above), parent, BEGINS, ENDS)
    return {"demo.test": top, **{f"{name}.demo.test": text for name, text in zones.items()}}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[str, str]]:
    """NSD's address and the anchor line."""
    parent = signer()
    async with nsd(tmp_path_factory.mktemp("nsd"), world(parent)) as server:
        yield server, f"demo.test. {parent.ds('demo.test')}"


async def look(server: str, anchor: str, host: str) -> Mapping[str, Any]:
    return (await probe_dnssec(Nameservers((server,)), host, read_anchors((anchor,)), noon)).data


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("host", "status", "reason"),
    [
        ("www.demo.test", "secure", ""),
        ("www.good.demo.test", "secure", ""),
        ("web.good.demo.test", "secure", ""),
        ("out.good.demo.test", "secure", ""),
        ("free.good.demo.test", "secure", ""),
        ("turn.good.demo.test", "secure", ""),
        ("led.good.demo.test", "bogus", "expired"),
        ("none.good.demo.test", "secure", ""),
        ("www.oldkey.demo.test", "secure", ""),
        ("www.tampered.demo.test", "bogus", "wrong"),
        ("www.expired.demo.test", "bogus", "expired"),
        ("www.early.demo.test", "bogus", "early"),
        ("www.stripped.demo.test", "bogus", "unsigned"),
        ("www.bare.demo.test", "bogus", "no-keys"),
        ("www.badds.demo.test", "bogus", "ds-mismatch"),
        ("www.plain.demo.test", "insecure", "unsigned"),
        ("www.sm2.demo.test", "insecure", "unsupported"),
        ("www.elsewhere.example", "indeterminate", "no-anchor"),
    ],
)
async def test_every_state_of_a_zone(served: tuple[str, str], host: str, status: str, reason: str) -> None:
    found = await look(*served, host)
    assert (found["status"], found["reason"]) == (status, reason), found


@pytest.mark.asyncio(loop_scope="module")
async def test_raw_outcomes_through_a_real_resolver(served: tuple[str, str], tmp_path: Path) -> None:
    """A circle of aliases is SERVFAIL to a resolver, as a broken signature is: they are told apart."""
    hosts = {
        "www.good.demo.test": "found",
        "web.good.demo.test": "found",
        "good.demo.test": "nodata",
        "none.good.demo.test": "nxdomain",
        "turn.good.demo.test": "cname-loop",
        "www.expired.demo.test": "servfail",
    }
    zones = ["demo.test", *(f"{name}.demo.test" for name in CHILDREN)]
    anchor = served[1].replace("demo.test. ", "demo.test. DS ", 1)
    async with unbound(tmp_path, zones, served[0], anchor, NOW) as server:
        resolver = Resolver((server,))
        found = {host: (await resolver.lookup(host)).aaaa.outcome for host in hosts}
    assert found == hosts


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("host", "alias"),
    [
        ("www.good.demo.test", None),
        ("web.good.demo.test", ("www.good.demo.test", "secure")),
        ("free.good.demo.test", ("plain.demo.test", "insecure")),
        ("led.good.demo.test", ("expired.demo.test", "bogus")),
        ("out.good.demo.test", ("demo.test", "indeterminate")),
        ("turn.good.demo.test", ("turned.good.demo.test", "indeterminate")),
    ],
)
async def test_what_an_alias_leads_to(served: tuple[str, str], host: str, alias: tuple[str, str] | None) -> None:
    found = (await look(*served, host))["alias"]
    assert (found and (found["name"], found["status"])) == alias


@pytest.mark.asyncio(loop_scope="module")
async def test_a_real_resolver_says_the_same(served: tuple[str, str], tmp_path: Path) -> None:
    """Through Unbound we see what we see at the servers; and what Unbound says itself is what we say of it."""
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    zones = ["demo.test", *(f"{name}.demo.test" for name in CHILDREN)]
    anchor = served[1].replace("demo.test. ", "demo.test. DS ", 1)
    async with unbound(tmp_path, zones, served[0], anchor, NOW) as resolver:
        for zone in zones:
            ours[zone] = (await look(resolver, served[1], f"www.{zone}"))["status"]
            query = dns.message.make_query(f"www.{zone}", "A", want_dnssec=True)
            host, _, port = resolver.partition(":")
            answer = await dns.asyncquery.udp(query, host, port=int(port), timeout=10)
            secure = "secure" if answer.flags & dns.flags.AD else "insecure"
            theirs[zone] = "bogus" if answer.rcode() == dns.rcode.SERVFAIL else secure
    assert ours == theirs
    assert set(ours.values()) == {"secure", "insecure", "bogus"}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_wrong_anchor_or_clock_of_ours_accuses_nobody(served: tuple[str, str]) -> None:
    wrong = await look(served[0], f"demo.test. {signer().ds('demo.test')}", "www.good.demo.test")
    assert (wrong["status"], wrong["reason"]) == ("indeterminate", "anchor-ds-mismatch")
    names, anchors = Nameservers((served[0],)), read_anchors((served[1],))
    late = await probe_dnssec(names, "www.good.demo.test", anchors, lambda: noon() + timedelta(days=400))
    assert (late.data["status"], late.data["reason"]) == ("indeterminate", "anchor-expired")


async def test_a_resolver_that_passes_no_signatures_on_accuses_nobody(tmp_path: Path) -> None:
    parent = signer()
    plain = {"demo.test": zone_text("demo.test", f"@ DNSKEY {parent.public.to_text()}", "www A 192.0.2.9")}
    async with nsd(tmp_path, plain) as server:
        found = await look(server, f"demo.test. {parent.ds('demo.test')}", "www.demo.test")
    assert (found["status"], found["reason"]) == ("indeterminate", "anchor-unsigned")


@pytest.mark.parametrize(("code", "reason"), [("SERVFAIL", "anchor-servfail"), ("REFUSED", "anchor-refused")])
async def test_a_resolver_that_fails_accuses_nobody(code: str, reason: str) -> None:
    async with authority(lambda query: says(query, code=code)) as server:
        found = await look(server, f"demo.test. {signer().ds('demo.test')}", "www.demo.test")
    assert (found["status"], found["reason"]) == ("indeterminate", reason)


def signed_by_ldns(folder: Path, *flags: str) -> tuple[str, str]:
    """demo.test with an unsigned delegation, signed by ldns, and its anchor: we must not only understand ourselves.

    Skips where ldns is not installed.
    """
    tool = shutil.which("ldns-signzone")
    if tool is None:
        pytest.skip("ldnsutils are not installed")
    made = ["ldns-keygen", "-k", "-a", "ECDSAP256SHA256", "demo.test"]
    key = subprocess.run(made, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
    (folder / "raw").write_text(zone_text("demo.test", "plain NS ns.nsd.test.", "www A 192.0.2.9"), "utf-8")
    span = ["-i", f"{BEGINS:%Y%m%d%H%M%S}", "-e", f"{ENDS:%Y%m%d%H%M%S}"]
    subprocess.run([tool, *flags, *span, "-f", "top", "raw", key], cwd=folder, check=True)
    ds = (folder / f"{key}.ds").read_text("utf-8").split("DS", 1)[1].strip()
    return (folder / "top").read_text("utf-8"), f"demo.test. {ds}"


@pytest.mark.parametrize(
    ("flags", "status", "reason"),
    [
        ((), "insecure", "unsigned"),
        (("-n",), "insecure", "unsigned"),
        (("-n", "-p"), "insecure", "unsigned"),
        (("-n", "-t", "100"), "insecure", "unsigned"),
        (("-n", "-t", "500"), "indeterminate", "unproven"),
    ],
    ids=["nsec", "nsec3", "nsec3 opt-out", "nsec3 of many rounds", "nsec3 made to be costly"],
)
async def test_proofs_of_unsigned_delegations(tmp_path: Path, flags: tuple[str, ...], status: str, reason: str) -> None:
    top, anchor = signed_by_ldns(tmp_path, *flags)
    plain = zone_text("plain.demo.test", *WWW)
    async with nsd(tmp_path, {"demo.test": top, "plain.demo.test": plain}) as server:
        found = await look(server, anchor, "www.plain.demo.test")
        whole = await look(server, anchor, "www.demo.test")
    assert (found["status"], found["reason"], found["name"]) == (status, reason, "plain.demo.test")
    assert whole["status"] == "secure"


async def test_a_delegation_without_proof_is_not_called_unsigned(tmp_path: Path) -> None:
    top, anchor = signed_by_ldns(tmp_path)
    bare = re.sub(r"(?m)^plain\.demo\.test\.\s.*\s(NSEC|RRSIG\s+NSEC)\s.*$", "", top)
    assert bare != top
    async with nsd(tmp_path, {"demo.test": bare, "plain.demo.test": zone_text("plain.demo.test", *WWW)}) as server:
        found = await look(server, anchor, "www.plain.demo.test")
    assert (found["status"], found["reason"]) == ("indeterminate", "unproven")


@pytest.mark.parametrize("line", [". 20326 8", "nonsense", ". 1 2 3 XYZ", "a..b 20326 8 2 00"])
def test_unreadable_anchors_are_the_operators_mistake(line: str) -> None:
    with pytest.raises(UsageError, match="信任锚"):
        read_anchors((line,))


def test_anchors_of_two_names_are_refused_and_the_shipped_ones_are_the_roots() -> None:
    with pytest.raises(UsageError, match="同一个域名"):
        read_anchors((ROOT_ANCHORS[0], f"cn{ROOT_ANCHORS[1]}"))
    shipped = read_anchors(())
    assert shipped.name.to_text() == "."
    assert sorted(record.key_tag for record in shipped.ds) == [20326, 38696]
