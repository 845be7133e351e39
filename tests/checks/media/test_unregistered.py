"""Only what a person confirmed is told, and what is registered since is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.county import Account
from core.outcome import Outcome
from core.snapshot import Probe, Watch
from tests.checks.media.judged import account_of, judge
from tests.support.media import NOW

CLUE = {
    "key": "0123456789ab",
    "platform": "微博",
    "name": "云岭司法",
    "address": "",
    "number": "",
    "unit": "云岭县司法局",
    "place": "https://www.yunling-demo.gov.cn/",
    "verdict": "未登记",
    "note": "电话核实",
    "at": NOW.isoformat(),
    "actor": "张三",
}


def probe(**changes: str) -> Probe:
    return Probe("clue", CLUE["key"], NOW.isoformat(), {**CLUE, **changes})


def test_a_confirmed_clue_is_a_finding_of_its_unit(tmp_path: Path) -> None:
    (found,) = judge(tmp_path, "media.unregistered", None, probes=[probe()])
    assert (found.outcome, found.subject, found.facets["unit"]) == (Outcome.FAILED, CLUE["key"], "云岭县司法局")
    assert "“云岭司法（微博）”经人工核定" in found.message
    assert "张三 2026-11-23 电话核实" in found.evidence[0].excerpt


@pytest.mark.parametrize(
    ("clue", "account"),
    [
        ({}, account_of(name="云岭司法", account_id="")),
        ({"number": "99"}, account_of(name="改名", account_id="99")),
        ({"address": "https://weibo.com/u/1234567"}, account_of(name="改名", account_id="1234567")),
        ({"platform": ""}, account_of(name="云岭司法", account_id="1")),
        ({"platform": "", "number": "99"}, account_of(name="改名", account_id="99")),
        ({"name": "雲嶺 司法"}, account_of(name="云岭司法", account_id="1")),
        ({"address": "https://weibo.com/u/1234567"}, account_of(name="云岭司法", account_id="")),
    ],
)
def test_one_that_was_registered_since_is_settled(tmp_path: Path, clue: dict[str, str], account: Account) -> None:
    (found,) = judge(tmp_path / "a", "media.unregistered", None, account=account, probes=[probe(**clue)])
    assert found.outcome is Outcome.PASSED
    other = account_of(name="别的", account_id="1")
    (found,) = judge(tmp_path / "b", "media.unregistered", None, account=other, probes=[probe(**clue)])
    assert found.outcome is Outcome.FAILED


def test_a_code_proves_nothing_against_a_name(tmp_path: Path) -> None:
    clue = {"platform": "微信公众号", "address": "http://weixin.qq.com/r/abcdefghij0123456789"}
    account = account_of(platform="微信公众号", name="云岭司法", account_id="gh_0a1b2c3d4e5f")
    (found,) = judge(tmp_path, "media.unregistered", None, account=account, probes=[probe(**clue)])
    assert found.outcome is Outcome.PASSED


def test_the_same_name_with_another_id_is_another_account(tmp_path: Path) -> None:
    account = account_of(name="云岭司法", account_id="7654321")
    (found,) = judge(tmp_path, "media.unregistered", None, account=account, probes=[probe(number="1234567")])
    assert found.outcome is Outcome.FAILED


def test_a_word_taken_back_settles_it(tmp_path: Path) -> None:
    watch = Watch("media.unregistered", CLUE["key"], "account", ())
    (found,) = judge(tmp_path / "a", "media.unregistered", None, watches=[watch])
    assert (found.subject, found.outcome) == (CLUE["key"], Outcome.PASSED)
    (found,) = judge(tmp_path / "b", "media.unregistered", None, watches=[watch], probes=[probe()])
    assert found.outcome is Outcome.FAILED, "silence of the register clears nothing that a person confirmed"


def test_nothing_confirmed_nothing_said(tmp_path: Path) -> None:
    assert judge(tmp_path, "media.unregistered", None) == []
