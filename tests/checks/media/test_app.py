"""media.app_…: what the probes of an app's download and domains come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from core.snapshot import Probe
from tests.checks.media.judged import judge
from tests.support.media import NOW

FAILED, PASSED, CANT_TELL = Outcome.FAILED, Outcome.PASSED, Outcome.CANT_TELL
AT = NOW.isoformat()
URL = "https://d.example/y.apk"
HOST = "api.yunling-demo.gov.cn"


def app(**changes: Any) -> Account:
    given = {"platform": "移动客户端", "name": "云岭通", "unit": "县政务局", "download_url": URL}
    return Account(**{**given, **changes})


def download(**changes: Any) -> Probe:
    data = {
        "url": URL, "kind": "apk", "verdict": "ok", "detail": "", "status": 200, "final": URL, "zip": True,
        "content_type": "application/octet-stream", "html": False, "filing": "", "gone": False,
    }  # fmt: skip
    return Probe("app.download", app().key, AT, {**data, **changes})


def one(tmp_path: Path, check: str, account: Account, *probes: Probe) -> Observation:
    (found,) = judge(tmp_path, check, None, (), account, probes=probes)
    return found


@pytest.mark.parametrize(
    ("changes", "outcome", "rounds"),
    [
        ({}, PASSED, 1),
        ({"zip": False, "html": True}, FAILED, 1),
        ({"zip": False}, CANT_TELL, 1),
        ({"verdict": "dead", "status": 404}, FAILED, 1),
        ({"verdict": "timeout", "status": 0}, FAILED, 2),
        ({"verdict": "blocked", "status": 403}, CANT_TELL, 1),
        ({"kind": "page", "zip": False, "html": True}, PASSED, 1),
        ({"kind": "page", "zip": False, "html": True, "gone": True}, FAILED, 2),
    ],
)
def test_download(tmp_path: Path, changes: Mapping[str, Any], outcome: Outcome, rounds: int) -> None:
    found = one(tmp_path, "media.app_download", app(), download(**changes))
    assert (found.outcome, found.rounds) == (outcome, rounds)
    assert found.facets["unit"] == "县政务局"


def test_what_has_no_download(tmp_path: Path) -> None:
    assert one(tmp_path / "a", "media.app_download", app(download_url="")).outcome is CANT_TELL
    mini = app(platform="微信小程序", download_url="")
    assert one(tmp_path / "b", "media.app_download", mini).outcome is Outcome.INAPPLICABLE
    closed = app(state=AccountState.CLOSED)
    assert one(tmp_path / "c", "media.app_download", closed, download(zip=False)).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("registered", "shown", "outcome"),
    [
        ("", "", Outcome.INAPPLICABLE),
        ("滇ICP备12345678号-3A", "滇ICP备12345678号-3A", PASSED),
        ("滇ICP备12345678号-3A", "滇ICP备99999999号-1A", CANT_TELL),
        ("滇ICP备12345678号-3A", "", CANT_TELL),
    ],
)
def test_filing(tmp_path: Path, registered: str, shown: str, outcome: Outcome) -> None:
    assert one(tmp_path, "media.app_filing", app(app_filing=registered), download(filing=shown)).outcome is outcome


def names(outcome: str, *addresses: str) -> Probe:
    data = {
        "A": {"outcome": "found", "addresses": ["203.0.113.7"]},
        "AAAA": {"outcome": outcome, "addresses": addresses},
    }
    return Probe("dns", HOST, AT, data)


def vantage(ok: bool) -> Probe:
    six = {"controls": [{"ok": ok, "lookup": "found"}], "kind": "global", "source": "2001:db8::1"}
    return Probe("vantage", "", AT, {"ipv4": {"controls": []}, "ipv6": six})


def tries(six: int, four: int) -> Probe:
    def attempt(address: str, status: int) -> dict[str, object]:
        error = "" if status else "timeout"
        return {"round": 0, "at": AT, "address": address, "port": 443, "status": status, "error": error, "hops": []}

    data = {"wanted": 2, "attempts": [attempt("2001:db8::7", six)], "ipv4": [attempt("203.0.113.7", four)]}
    return Probe("ipv6.home", f"https://{HOST}/", AT, data)


@pytest.mark.parametrize(
    ("probes", "outcome", "rounds"),
    [
        ([names("nodata"), vantage(ok=True)], FAILED, 1),
        ([names("servfail"), vantage(ok=True)], CANT_TELL, 1),
        ([names("found", "2001:db8::7"), vantage(ok=False)], CANT_TELL, 1),
        ([names("found", "2001:db8::7")], CANT_TELL, 1),
        ([names("found", "2001:db8::7"), vantage(ok=True), tries(404, 200)], PASSED, 1),
        ([names("found", "2001:db8::7"), vantage(ok=True), tries(0, 200)], FAILED, 2),
        ([names("found", "2001:db8::7"), vantage(ok=True), tries(0, 0)], CANT_TELL, 1),
        ([], CANT_TELL, 1),
    ],
)
def test_ipv6_of_domains(tmp_path: Path, probes: Sequence[Probe], outcome: Outcome, rounds: int) -> None:
    found = one(tmp_path, "media.app_ipv6", app(domains=(HOST,)), *probes)
    assert (found.outcome, found.rounds, found.identity) == (outcome, rounds, (HOST,))


def test_without_domains_nothing_can_be_told(tmp_path: Path) -> None:
    assert one(tmp_path, "media.app_ipv6", app()).outcome is CANT_TELL


def test_accounts_that_are_no_programs_are_left_alone(tmp_path: Path) -> None:
    for check in ("media.app_download", "media.app_filing", "media.app_ipv6"):
        assert judge(tmp_path / check, check, None) == []
