"""ipv6.aaaa and ipv6.home over every kind of answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.ipv6.answers import has_no_name, join, probe_evidence
from core.county import Site
from core.outcome import Outcome
from core.snapshot import Probe
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SITE, TAKEN_AT, SnapshotBuilder

ONE, TWO = "2400:3200::1", "2400:3200::2"


def builder(folder: Path, outcome: str = "found", addresses: tuple[str, ...] = (ONE,)) -> SnapshotBuilder:
    data = {"A": {"outcome": "found", "addresses": ["192.0.2.1"]}, "AAAA": {"outcome": outcome, "addresses": addresses}}
    return SnapshotBuilder(folder).probe("dns", SITE.host, data)


def with_attempts(folder: Path, *attempts: tuple[str, int, str], control: bool = True) -> SnapshotBuilder:
    data = {"ipv6": {"route": control, "source": None, "controls": [{"url": "x", "ok": control, "detail": ""}]}}
    tried = [{"address": a, "port": 443, "status": s, "error": e, "elapsed_ms": 5} for a, s, e in attempts]
    return builder(folder).probe("vantage", "", data).probe("ipv6.home", HOME, {"attempts": tried})


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("found", Outcome.PASSED),
        ("nodata", Outcome.FAILED),
        *(
            (name, Outcome.CANT_TELL)
            for name in (
                "nxdomain",
                "servfail",
                "timeout",
                "refused",
                "cname-loop",
                "lame",
                "malformed",
                "error",
                "odd",
            )
        ),
    ],
)
def test_aaaa(tmp_path: Path, outcome: str, expected: Outcome) -> None:
    found = judge_one("ipv6.aaaa", builder(tmp_path, outcome))
    assert (found.outcome, found.subject, found.warning) == (expected, SITE.host, "")
    assert found.evidence[0].url == SITE.host


@pytest.mark.parametrize(
    ("lookups", "expected"),
    [
        (["nodata", "nodata"], Outcome.CANT_TELL),
        (["nodata", ""], Outcome.CANT_TELL),
        (["nodata", "found"], Outcome.FAILED),
        (["timeout", "nodata"], Outcome.FAILED),
        (["", ""], Outcome.FAILED),
        ([], Outcome.FAILED),
    ],
)
def test_a_resolver_that_hides_aaaa_accuses_nobody(tmp_path: Path, lookups: list[str], expected: Outcome) -> None:
    """The controls are known to have AAAA records, so a resolver that tells none of them tells none of anybody."""
    controls = [{"url": "x", "ok": False, "lookup": lookup, "detail": ""} for lookup in lookups]
    snapshot = builder(tmp_path, "nodata").probe("vantage", "", {"ipv6": {"controls": controls}})
    folder = snapshot.seal()
    found = judge_one("ipv6.aaaa", folder)
    assert found.outcome is expected
    assert ("连用于核对的网站也查不到" in found.message) == (expected is Outcome.CANT_TELL)


def test_aaaa_latest_answer_counts(tmp_path: Path) -> None:
    later = {"AAAA": {"outcome": "nodata", "addresses": []}}
    snapshot = builder(tmp_path).probe("dns", SITE.host, later, at=TAKEN_AT + timedelta(minutes=1))
    assert judge_one("ipv6.aaaa", snapshot).outcome is Outcome.FAILED


def test_aaaa_not_asked(tmp_path: Path) -> None:
    assert judge_one("ipv6.aaaa", SnapshotBuilder(tmp_path / "1")).outcome is Outcome.CANT_TELL
    snapshot = SnapshotBuilder(tmp_path / "2").probe("dns", SITE.host, {"A": {}})
    assert judge_one("ipv6.aaaa", snapshot).outcome is Outcome.CANT_TELL


def test_aaaa_found_without_address(tmp_path: Path) -> None:
    assert judge_one("ipv6.aaaa", builder(tmp_path, addresses=())).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("home", ["http://127.0.0.1:8080/", "http://[::1]/", "http://localhost/"])
@pytest.mark.parametrize("check_id", ["ipv6.aaaa", "ipv6.bogus_aaaa", "ipv6.home"])
def test_no_name(tmp_path: Path, home: str, check_id: str) -> None:
    snapshot = SnapshotBuilder(tmp_path, site=Site("k", "n", home))
    assert judge_one(check_id, snapshot).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("attempts", "outcome", "warns"),
    [
        ([(ONE, 200, "")], Outcome.PASSED, False),
        ([(ONE, 200, ""), (TWO, 0, "timeout")], Outcome.PASSED, True),
        ([(ONE, 0, "timeout"), (ONE, 200, "")], Outcome.PASSED, False),
        ([(ONE, 0, "timeout"), (TWO, 502, "")], Outcome.FAILED, False),
        ([(ONE, 200, "body cut")], Outcome.FAILED, False),
        ([(ONE, 403, ""), (TWO, 0, "refused")], Outcome.CANT_TELL, False),
        ([], Outcome.CANT_TELL, False),
    ],
)
def test_home(tmp_path: Path, attempts: list[tuple[str, int, str]], outcome: Outcome, warns: bool) -> None:
    found = judge_one("ipv6.home", with_attempts(tmp_path, *attempts))
    assert (found.outcome, bool(found.warning), found.subject) == (outcome, warns, HOME)
    assert found.rounds == (2 if outcome is Outcome.FAILED else 1)


def test_no_route_here_accuses_nobody(tmp_path: Path) -> None:
    found = judge_one("ipv6.home", with_attempts(tmp_path / "1", (ONE, 0, "unreachable"), control=False))
    assert found.outcome is Outcome.CANT_TELL
    assert "本系统所在网络" in found.message
    assert judge_one("ipv6.home", builder(tmp_path / "2")).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(("outcome", "expected"), [("nodata", Outcome.INAPPLICABLE), ("servfail", Outcome.CANT_TELL)])
def test_home_without_aaaa(tmp_path: Path, outcome: str, expected: Outcome) -> None:
    data: dict[str, Any] = {"ipv6": {"controls": [{"ok": True}]}}
    assert judge_one("ipv6.home", builder(tmp_path, outcome).probe("vantage", "", data)).outcome is expected


def test_home_never_tried(tmp_path: Path) -> None:
    snapshot = builder(tmp_path).probe("vantage", "", {"ipv6": {"controls": [{"ok": True}]}})
    assert judge_one("ipv6.home", snapshot).outcome is Outcome.CANT_TELL


def test_addresses() -> None:
    assert has_no_name("a.localhost") and not has_no_name("www.yunling-demo.gov.cn")
    assert join([ONE] * 6).endswith("等 6 个")


def test_probe_without_record() -> None:
    assert probe_evidence(Probe("dns", "host", "", {}), "x")[0].excerpt == "x"
