"""The checks of a zone's name servers, over every state that the probe can tell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.county import Site
from core.outcome import Outcome
from tests.support.judging import judge_one
from tests.support.snapshots import SITE, TAKEN_AT, SnapshotBuilder

FOUR, SIX = "203.0.114.5", "2400:3200::5"
CHECKS = ("dns.nameservers", "ipv6.delegation", "ipv6.delegation_answers")
PASSED, FAILED, CANT_TELL, INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE


def answer(address: str, outcome: str = "found", aa: bool = True) -> dict[str, Any]:
    return {"address": address, "outcome": outcome, "authoritative": aa, "detail": "", "elapsed_ms": 3}


def server(name: str = "ns1", four: str = "found", six: str = "found", **said: str) -> dict[str, Any]:
    """A name server with one address per family; `said`: what the address of a family answered."""
    families = {"ipv4": (four, FOUR), "ipv6": (six, SIX)}
    shown = {
        family: {"outcome": outcome if outcome in _RAW else "found", "addresses": _addresses(outcome, address)}
        for family, (outcome, address) in families.items()
    }
    answers = [
        answer(address, said.get(family, "found")) for family in families for address in shown[family]["addresses"]
    ]
    return {"name": f"{name}.test", "A": shown["ipv4"], "AAAA": shown["ipv6"], "answers": answers}


_RAW = frozenset({"found", "nodata", "nxdomain", "servfail", "timeout"})


def _addresses(outcome: str, address: str) -> list[str]:
    """`outcome` may be an address itself."""
    if outcome not in _RAW:
        return [outcome]
    return [address] if outcome == "found" else []


def zone(folder: Path, *servers: dict[str, Any], road: bool = True, dns_road: bool = True) -> SnapshotBuilder:
    controls = [{"url": "https://control.test/", "ok": road, "detail": ""}]
    vantage = {family: {"source": None, "kind": "", "controls": controls} for family in ("ipv4", "ipv6")}
    above = [answer(address, "found" if dns_road else "timeout") for address in ("203.0.114.9", "2400:3200::9")]
    data = {
        "zone": "yunling-demo.gov.cn",
        "outcome": "found",
        "nameservers": list(servers),
        "above": {"zone": "gov.cn", "answers": above},
    }
    return SnapshotBuilder(folder).probe("vantage", "", vantage).probe("dns.delegation", SITE.host, data)


GOOD = (server("ns1"), server("ns2", four="203.0.114.6", six="2400:3200::6"))


@pytest.mark.parametrize("check", CHECKS)
def test_two_good_servers(tmp_path: Path, check: str) -> None:
    found = judge_one(check, zone(tmp_path, *GOOD))
    assert (found.outcome, found.subject, found.warning) == (PASSED, SITE.host, "")
    assert found.evidence


@pytest.mark.parametrize(
    ("servers", "expected", "warns"),
    [
        ((server(six="nodata"), server("ns2", six="nodata")), FAILED, False),
        ((server(six="nodata"), server("ns2", six="nxdomain")), FAILED, False),
        ((server(six="fd00::1"), server("ns2", six="2002::1")), FAILED, False),
        ((server(), server("ns2", six="nodata")), PASSED, True),
        ((server(), server("ns2", six="timeout")), PASSED, False),
        ((server(six="nodata"), server("ns2", six="servfail")), CANT_TELL, False),
        ((), CANT_TELL, False),
    ],
)
@pytest.mark.parametrize("road", [True, False])
def test_addresses_are_judged_from_anywhere(
    tmp_path: Path, servers: tuple[dict[str, Any], ...], expected: Outcome, warns: bool, road: bool
) -> None:
    found = judge_one("ipv6.delegation", zone(tmp_path, *servers, road=road, dns_road=road))
    assert (found.outcome, bool(found.warning)) == (expected, warns)


def test_a_resolver_that_hides_aaaa_accuses_no_name_server(tmp_path: Path) -> None:
    controls = [{"url": "https://control.test/", "ok": False, "lookup": "nodata", "detail": ""}]
    blind = zone(tmp_path, server(six="nodata"))
    blind.probe("vantage", "after", {"ipv6": {"controls": controls}}, at=TAKEN_AT + timedelta(minutes=1))
    found = judge_one("ipv6.delegation", blind)
    assert found.outcome is CANT_TELL
    assert "不提供 AAAA 记录" in found.message


@pytest.mark.parametrize(
    ("servers", "expected", "warns"),
    [
        ((server(ipv6="timeout"), server("ns2", six="2400::6", ipv6="error")), FAILED, False),
        ((server(ipv6="refused"), server("ns2", six="nodata")), FAILED, False),
        ((server(), server("ns2", six="2400::6", ipv6="timeout")), PASSED, True),
        ((server(ipv6="guarded"),), CANT_TELL, False),
        ((server(six="nodata"),), INAPPLICABLE, False),
    ],
)
def test_answers_over_ipv6(tmp_path: Path, servers: tuple[dict[str, Any], ...], expected: Outcome, warns: bool) -> None:
    found = judge_one("ipv6.delegation_answers", zone(tmp_path, *servers))
    assert (found.outcome, bool(found.warning)) == (expected, warns)
    assert found.rounds == (2 if expected is FAILED else 1)


@pytest.mark.parametrize(("road", "dns_road"), [(False, True), (True, False)])
def test_without_a_road_of_our_own_silence_accuses_nobody(tmp_path: Path, road: bool, dns_road: bool) -> None:
    for number, said in enumerate(("timeout", "refused", "nodata")):
        _accuses_nobody(tmp_path / str(number), said, road, dns_road)


def _accuses_nobody(tmp_path: Path, said: str, road: bool, dns_road: bool) -> None:
    silent = (server(ipv4=said, ipv6=said),)
    six = judge_one("ipv6.delegation_answers", zone(tmp_path / "1", *silent, road=road, dns_road=dns_road))
    assert six.outcome is CANT_TELL
    both = judge_one("dns.nameservers", zone(tmp_path / "2", *silent, road=road, dns_road=dns_road))
    assert both.outcome is CANT_TELL


def test_a_network_that_answers_in_the_servers_place_accuses_nobody(tmp_path: Path) -> None:
    """Such networks answer every question to port 53 themselves, without authority."""
    builder = zone(tmp_path, dns_road=False)
    one = server()
    one["answers"] = [answer(FOUR, aa=False), answer(SIX, aa=False)]
    above = [answer("203.0.114.9", aa=False), answer("2400:3200::9", aa=False)]
    data = {"zone": "yunling-demo.gov.cn", "outcome": "found", "nameservers": [one], "above": {"answers": above}}
    builder.probe("dns.delegation", SITE.host, data, at=TAKEN_AT + timedelta(minutes=1))
    folder = builder.seal()
    for check in ("dns.nameservers", "ipv6.delegation_answers"):
        assert judge_one(check, folder).outcome is CANT_TELL


@pytest.mark.parametrize(
    ("servers", "expected", "rounds", "said"),
    [
        ((GOOD[0], server("ns2", four="nxdomain", six="nxdomain")), FAILED, 1, "ns2.test（名称没有任何地址）"),
        ((GOOD[0], server("ns2", ipv4="refused", ipv6="lame")), FAILED, 2, "ns2.test（不负责本区）"),
        ((GOOD[0], server("ns2", ipv4="timeout", ipv6="timeout")), FAILED, 2, "ns2.test（不应答）"),
        ((GOOD[0], server("ns2", ipv4="found", ipv6="timeout")), PASSED, 1, ""),
        ((GOOD[0], server("ns2", four="servfail", six="timeout")), CANT_TELL, 1, "ns2.test"),
        ((GOOD[0], server("ns2", ipv4="guarded", ipv6="guarded")), CANT_TELL, 1, "ns2.test"),
        ((), CANT_TELL, 1, ""),
    ],
)
def test_name_servers(
    tmp_path: Path, servers: tuple[dict[str, Any], ...], expected: Outcome, rounds: int, said: str
) -> None:
    found = judge_one("dns.nameservers", zone(tmp_path, *servers))
    assert (found.outcome, found.rounds) == (expected, rounds)
    assert said in found.message


def test_an_answer_without_authority_is_lame(tmp_path: Path) -> None:
    one = server("ns2", six="nodata")
    one["answers"] = [answer(FOUR, aa=False)]
    assert judge_one("dns.nameservers", zone(tmp_path, GOOD[0], one)).outcome is FAILED


def test_one_server_alone_is_a_warning(tmp_path: Path) -> None:
    found = judge_one("dns.nameservers", zone(tmp_path, GOOD[0]))
    assert found.outcome is PASSED
    assert "只有一台" in found.warning


@pytest.mark.parametrize("check", CHECKS)
def test_no_zone(tmp_path: Path, check: str) -> None:
    assert judge_one(check, SnapshotBuilder(tmp_path / "1")).outcome is CANT_TELL
    for number, (name, outcome) in enumerate([("", "servfail"), ("gov.cn", "found")], 2):
        data = {"zone": name, "outcome": outcome, "nameservers": [server()], "above": {"answers": []}}
        builder = SnapshotBuilder(tmp_path / str(number)).probe("dns.delegation", SITE.host, data)
        assert judge_one(check, builder).outcome is CANT_TELL
    literal = SnapshotBuilder(tmp_path / "9", site=Site("k", "n", "http://127.0.0.1:8080/"))
    assert judge_one(check, literal).outcome is INAPPLICABLE
