"""dns.dnssec, dns.caa and dns.dangling_cname over every state that their probes can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.dns.dnssec import REASONS
from core.county import Site
from core.outcome import Observation, Outcome
from crawler.probes.dns.signatures import REASONS as SIGNATURE_REASONS
from tests.support.judging import judge, judge_one
from tests.support.snapshots import SITE, SnapshotBuilder

PASSED, FAILED, CANT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL


def dnssec(folder: Path, status: str, reason: str = "") -> Observation:
    data = {"status": status, "reason": reason, "name": SITE.host, "zone": "gov.cn", "detail": "A"}
    return judge_one("dns.dnssec", SnapshotBuilder(folder).probe("dns.dnssec", SITE.host, data))


@pytest.mark.parametrize(
    ("status", "reason", "expected", "said"),
    [
        ("secure", "", PASSED, "签名完好"),
        ("insecure", "unsigned", PASSED, "不作为问题"),
        ("insecure", "unsupported", PASSED, "本系统不能验证"),
        ("bogus", "expired", FAILED, "签名已过期"),
        ("bogus", "ds-mismatch", FAILED, "与区内密钥不符"),
        ("indeterminate", "unproven", CANT_TELL, "没有给出"),
        ("indeterminate", "anchor-unsigned", CANT_TELL, "本系统的解析服务器"),
        ("indeterminate", "timeout", CANT_TELL, "超时"),
    ],
)
def test_dnssec(tmp_path: Path, status: str, reason: str, expected: Outcome, said: str) -> None:
    found = dnssec(tmp_path, status, reason)
    assert (found.outcome, found.rounds) == (expected, 2 if expected is FAILED else 1)
    assert said in found.message
    assert found.evidence


def test_an_alias_into_an_unsigned_zone_is_told(tmp_path: Path) -> None:
    alias = {"status": "insecure", "reason": "unsigned", "name": "cdn.test", "zone": "test", "detail": ""}
    data = {"status": "secure", "reason": "", "name": SITE.host, "zone": "gov.cn", "detail": "", "alias": alias}
    found = judge_one("dns.dnssec", SnapshotBuilder(tmp_path).probe("dns.dnssec", SITE.host, data))
    assert found.outcome is PASSED
    assert "cdn.test" in found.message


def test_every_reason_has_words() -> None:
    assert set(SIGNATURE_REASONS) <= REASONS.keys()


def caa(folder: Path, *records: tuple[int, str, str], outcome: str = "") -> Observation:
    shown = [{"flags": flags, "tag": tag, "value": value} for flags, tag, value in records]
    said = outcome or ("found" if records else "nodata")
    data = {"outcome": said, "at": "yunling-demo.gov.cn" if records else "", "records": shown}
    return judge_one("dns.caa", SnapshotBuilder(folder).probe("dns.caa", SITE.host, data))


@pytest.mark.parametrize(
    "records",
    [
        [],
        [(0, "issue", "ca.example.com")],
        [(0, "issue", "ca.example.com; account=7"), (0, "iodef", "mailto:a@b.cn"), (0, "newer", "x")],
        [(0, "issue", "ca.example.com"), (0, "issuewild", ";")],
    ],
)
def test_good_caa(tmp_path: Path, records: list[tuple[int, str, str]]) -> None:
    found = caa(tmp_path, *records)
    assert (found.outcome, found.warning) == (PASSED, "")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ((0, "issue", "Some CA Ltd."), "不是域名"),
        ((0, "issue", "https://ca.example.com"), "不是域名"),
        ((128, "tbs", "unknown"), "必须识别"),
    ],
)
def test_bad_caa(tmp_path: Path, record: tuple[int, str, str], said: str) -> None:
    found = caa(tmp_path, (0, "issue", "ca.example.com"), record)
    assert found.outcome is FAILED
    assert said in found.message


def test_caa_that_forbids_everybody_is_a_warning(tmp_path: Path) -> None:
    found = caa(tmp_path, (0, "issue", ";"))
    assert found.outcome is PASSED
    assert "禁止任何机构" in found.warning


@pytest.mark.parametrize("outcome", ["servfail", "timeout", "refused"])
def test_caa_unknown(tmp_path: Path, outcome: str) -> None:
    assert caa(tmp_path, outcome=outcome).outcome is CANT_TELL


def host(name: str, *aliases: str, outcome: str = "found", loop: bool = False) -> dict[str, Any]:
    return {"host": name, "aliases": list(aliases), "loop": loop, "outcome": outcome}


def test_dangling_aliases(tmp_path: Path) -> None:
    hosts = [
        host(SITE.host),
        host("cdn.test", "x.cloud.example", "y.cloud.example"),
        host("old.test", "gone.cloud.example", outcome="nxdomain"),
        host("round.test", "a.test", "round.test", outcome="cname-loop", loop=True),
        host("empty.test", "empty.cloud.example", outcome="nodata"),
        host("gone.test", outcome="nxdomain"),
        host("ill.test", "x.cloud.example", outcome="servfail"),
    ]
    data = {"hosts": hosts, "left_out": 0, "invented": "nxdomain"}
    found = judge("dns.dangling_cname", SnapshotBuilder(tmp_path).probe("dns.aliases", SITE.host, data))
    assert {item.subject: item.outcome for item in found} == {
        SITE.host: PASSED,
        "cdn.test": PASSED,
        "old.test": FAILED,
        "round.test": FAILED,
        "empty.test": PASSED,
        "gone.test": PASSED,
        "ill.test": CANT_TELL,
    }
    dangling = next(item for item in found if item.subject == "old.test")
    assert "old.test → gone.cloud.example" in dangling.message
    assert dangling.rounds == 2
    assert dangling.evidence


@pytest.mark.parametrize("check", ["dns.dnssec", "dns.caa", "dns.dangling_cname"])
def test_not_asked_and_no_name(tmp_path: Path, check: str) -> None:
    assert judge_one(check, SnapshotBuilder(tmp_path / "1")).outcome is CANT_TELL
    literal = SnapshotBuilder(tmp_path / "2", site=Site("k", "n", "http://127.0.0.1:8080/"))
    assert judge_one(check, literal).outcome is Outcome.INAPPLICABLE
