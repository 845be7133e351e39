from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.tls.certificate import covers
from core.outcome import Outcome
from tests.checks.tls.offers import GOOD, offered
from tests.support.judging import judge_one
from tests.support.snapshots import SnapshotBuilder

ID = "tls.certificate"


def shown(**changes: Any) -> dict[str, Any]:
    return {"certificate": GOOD | changes}


@pytest.mark.parametrize(
    ("changes", "outcome", "words"),
    [
        ({}, Outcome.PASSED, "2027年06月30日到期"),
        (shown(not_after="2026-11-22T00:00:00+00:00"), Outcome.FAILED, "已于2026年11月22日过期"),
        (shown(not_before="2026-12-01T00:00:00+00:00"), Outcome.FAILED, "才生效"),
        (shown(names=["other.gov.cn"]), Outcome.FAILED, "other.gov.cn"),
        (shown(names=[]), Outcome.FAILED, "没有写明域名"),
        (shown(names=["*.yunling-demo.gov.cn"]), Outcome.PASSED, "有效"),
        ({"verify": {"ok": False, "code": 18, "message": "self-signed"}}, Outcome.FAILED, "自己签发"),
        ({"verify": {"ok": False, "code": 20, "message": "issuer"}}, Outcome.CANT_TELL, "中级证书"),
        ({"verify": {"ok": False, "code": 19, "message": "root"}}, Outcome.CANT_TELL, "信任列表"),
        ({"verify": {"ok": False, "code": 66, "message": "EE key too small"}}, Outcome.CANT_TELL, "too small"),
        ({"certificate": {"error": "ValueError: x"}}, Outcome.CANT_TELL, "无法读取"),
        ({"state": "timeout"}, Outcome.CANT_TELL, "连接超时"),
        ({"state": "refused"}, Outcome.CANT_TELL, "拒绝连接"),
    ],
)
def test_https_site(tmp_path: Path, changes: dict[str, Any], outcome: Outcome, words: str) -> None:
    found = judge_one(ID, offered(tmp_path, **changes))
    assert (found.outcome, found.rounds) == (outcome, 2 if outcome is Outcome.FAILED else 1)
    assert words in found.message


def test_a_warning_with_days_left(tmp_path: Path) -> None:
    found = judge_one(ID, offered(tmp_path, **shown(not_after="2026-12-10T00:00:00+00:00")))
    assert (found.outcome, found.facets["days_left"]) == (Outcome.PASSED, "17")
    assert "还有 17 天" in found.warning
    assert judge_one(ID, offered(tmp_path / "far", **shown(not_after="2027-01-10T00:00:00+00:00"))).warning == ""


def test_only_tlcp_is_told_and_its_certificate_is_judged(tmp_path: Path) -> None:
    def only(**changes: Any) -> dict[str, Any]:
        own = {"certificate": GOOD | {"key": "SM2"} | changes, "spoken": True}
        return {"certificate": {}, "verify": {}, "tlcp": own}

    good = judge_one(ID, offered(tmp_path / "1", **only()))
    assert good.outcome is Outcome.PASSED
    assert "国密浏览器" in good.warning
    late = judge_one(ID, offered(tmp_path / "2", **only(not_after="2026-11-01T00:00:00+00:00")))
    assert late.outcome is Outcome.FAILED


def test_a_site_that_leads_nobody_to_https_is_not_judged(tmp_path: Path) -> None:
    bad = shown(names=["default-host.test"])
    assert judge_one(ID, offered(tmp_path / "1", plain=True, led=False, **bad)).outcome is Outcome.INAPPLICABLE
    assert judge_one(ID, offered(tmp_path / "2", plain=True, led=True, **bad)).outcome is Outcome.FAILED
    assert judge_one(ID, SnapshotBuilder(tmp_path / "3")).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("name", "host", "fits"),
    [
        ("WWW.a.gov.cn", "www.a.gov.cn", True),
        ("*.a.gov.cn", "www.a.gov.cn", True),
        ("*.a.gov.cn", "a.gov.cn", False),
        ("*.a.gov.cn", "x.www.a.gov.cn", False),
        ("192.0.2.1", "192.0.2.1", True),
        ("2001:db8::1", "[2001:db8::1]", True),
        ("*", "localhost", False),
    ],
)
def test_names(name: str, host: str, fits: bool) -> None:
    assert covers([name], host) is fits
