"""What the register itself says: second accounts, names, certification, consent, filing, notices of closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks import load_registry
from checks.runner import run_checks
from core.county import NO_CERTIFICATION, Account, AccountState
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Watch, open_snapshot
from indicators import load_tables, with_lists
from tests.checks.media.judged import UNIT, account_of, judge, post, taking
from tests.support.media import media_snapshot

FAILED, PASSED, CANT_TELL, ASIDE = Outcome.FAILED, Outcome.PASSED, Outcome.CANT_TELL, Outcome.INAPPLICABLE
WEIBO = account_of(opened_on=date(2019, 5, 6))
WECHAT = account_of(platform="微信公众号", account_id="gh_1", opened_on=date(2018, 5, 6))


def said(tmp_path: Path, check: str, *accounts: Account) -> dict[str, Observation]:
    folder = media_snapshot(tmp_path / "media", accounts)
    with open_snapshot(folder) as opened:
        return {item.subject: item for item in run_checks(load_registry(()), opened) if item.check == check}


def outcomes(tmp_path: Path, check: str, *accounts: Account) -> list[Outcome]:
    found = said(tmp_path, check, *accounts)
    return [found[account.key].outcome for account in accounts]


def one(tmp_path: Path, check: str, **changes: Any) -> Observation:
    (found,) = judge(tmp_path, check, None, account=account_of(**changes))
    return found


def test_the_younger_of_two_accounts_on_one_platform(tmp_path: Path) -> None:
    younger = replace(
        WEIBO, account_id="7000000002", name="云岭政务", opened_on=date(2024, 1, 1), key="微博:7000000002"
    )
    unknown = replace(WEIBO, account_id="7000000003", name="云岭在线", opened_on=None, key="微博:7000000003")
    found = said(tmp_path / "a", "media.second_account", younger, unknown, WEIBO, WECHAT)
    assert [found[item.key].outcome for item in (younger, unknown, WEIBO, WECHAT)] == [FAILED, FAILED, PASSED, PASSED]
    seen = found[younger.key]
    assert "在微博上有 3 个正常运行的账号：“云岭发布”“云岭政务”“云岭在线”" in seen.message
    assert (seen.kind, seen.facets["unit"], seen.facets["name"]) == (SubjectKind.ACCOUNT, UNIT, "云岭政务（微博）")
    assert said(tmp_path / "b", "media.second_account", WECHAT, WEIBO, unknown, younger) == found, "rows may move"


def test_whoever_is_closed_an_app_or_of_another_unit_is_no_second_account(tmp_path: Path) -> None:
    closed = replace(WEIBO, state=AccountState.CLOSED, key="a")
    school = replace(WEIBO, unit="云岭县教育局", key="b")
    nobody = replace(WEIBO, unit="", key="c")
    apps = [replace(WEIBO, platform="移动客户端", key=key) for key in "de"]
    found = outcomes(tmp_path, "media.second_account", WEIBO, closed, school, nobody, *apps)
    assert found == [PASSED, ASIDE, PASSED, CANT_TELL, ASIDE, ASIDE]


def test_names_across_platforms(tmp_path: Path) -> None:
    odd = replace(WEIBO, platform="抖音", name="云岭县政务", opened_on=date(2015, 1, 1), key="x")
    found = said(tmp_path, "media.differing_names", odd, WEIBO, replace(WECHAT, name=" 云岭 发布"))
    assert [item.outcome for item in found.values()].count(FAILED) == 1
    assert "在抖音的账号名称为“云岭县政务”，与在微信公众号的“ 云岭 发布”不一致" in found["x"].message


def test_of_two_names_the_older_is_the_unit_s(tmp_path: Path) -> None:
    odd = replace(WEIBO, name="云岭政务")
    assert outcomes(tmp_path, "media.differing_names", odd, WECHAT) == [FAILED, PASSED]


def test_a_second_account_on_the_same_platform_differs_from_nobody(tmp_path: Path) -> None:
    second = replace(WECHAT, name="云岭服务", account_id="gh_2", key="y")
    assert outcomes(tmp_path / "a", "media.differing_names", second, WECHAT, WEIBO) == [PASSED] * 3
    other = replace(WEIBO, name="教育", unit="云岭县教育局", key="z")
    program = replace(WEIBO, platform="微信小程序", name="云岭通", key="p")
    unnamed = replace(WEIBO, unit="", name="谁", key="u")
    found = outcomes(tmp_path / "b", "media.differing_names", WEIBO, other, program, unnamed)
    assert found == [PASSED, PASSED, ASIDE, ASIDE]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("", FAILED),
        (NO_CERTIFICATION, FAILED),
        (UNIT, PASSED),
        ("云岭县政府办公室", CANT_TELL),
        ("人民政府办公室", PASSED),
        ("云岭", CANT_TELL),
        ("云岭县融媒体中心", CANT_TELL),
    ],
)
def test_certified_body(tmp_path: Path, body: str, outcome: Outcome) -> None:
    assert one(tmp_path, "media.certified_body", certified_body=body).outcome is outcome


def test_certification_is_asked_of_running_accounts_only(tmp_path: Path) -> None:
    assert one(tmp_path / "a", "media.certified_body", state=AccountState.CLOSED).outcome is ASIDE
    assert one(tmp_path / "b", "media.certified_body", platform="移动客户端").outcome is ASIDE
    assert one(tmp_path / "c", "media.certified_body", unit="", certified_body="某局").outcome is CANT_TELL


@pytest.mark.parametrize(
    ("until", "outcome", "days_left"),
    [
        (date(2026, 11, 22), FAILED, None),
        (date(2026, 11, 23), PASSED, "0"),
        (date(2026, 12, 23), PASSED, "30"),
        (date(2026, 12, 24), PASSED, None),
        (None, ASIDE, None),
    ],
)
def test_authorisation(tmp_path: Path, until: date | None, outcome: Outcome, days_left: str | None) -> None:
    found = one(tmp_path, "media.authorisation", authorised_until=until)
    assert (found.outcome, found.facets.get("days_left")) == (outcome, days_left)
    assert bool(found.warning) is (days_left is not None)


def test_consent_that_a_closed_account_needs_no_more_settles_what_was_open(tmp_path: Path) -> None:
    closed = account_of(state=AccountState.CLOSED, authorised_until=date(2026, 1, 1))
    watch = Watch("media.authorisation", closed.key, "account", ())
    (found,) = judge(tmp_path, "media.authorisation", None, account=closed, watches=[watch])
    assert found.outcome is PASSED


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"opened_on": date(2026, 11, 16)}, PASSED),  # five working days, Monday to Monday
        ({"opened_on": date(2026, 11, 13)}, FAILED),
        ({"opened_on": date(2015, 1, 1)}, FAILED),
        ({"opened_on": date(2015, 1, 1), "filing_number": "备1"}, PASSED),
        ({"opened_on": date(2015, 1, 1), "filed_on": date(2026, 11, 23)}, PASSED),
        ({"opened_on": date(2015, 1, 1), "filed_on": date(2026, 11, 24)}, FAILED),
        ({"updated_on": date(2026, 10, 1)}, FAILED),
        ({}, CANT_TELL),
        ({"state": AccountState.MOVED}, ASIDE),
        ({"platform": "移动客户端"}, FAILED),
        ({"platform": "微信小程序", "app_filing": "备1A"}, PASSED),
        ({"opened_on": date(2015, 1, 1), "app_filing": "备1A"}, FAILED),
    ],
)
def test_filing(tmp_path: Path, changes: dict[str, Any], outcome: Outcome) -> None:
    assert one(tmp_path, "media.filing", **changes).outcome is outcome


def test_posts_show_that_an_account_is_older_than_the_limit(tmp_path: Path) -> None:
    (young,) = judge(tmp_path / "a", "media.filing", taking(), [post(1)])
    (old,) = judge(tmp_path / "b", "media.filing", taking(), [post(1), post(60)])
    assert (young.outcome, old.outcome) == (PASSED, FAILED)
    assert young.facets["days_left"] == "4"
    assert "最晚在该日已经开设" in old.message


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"state": AccountState.CLOSED}, FAILED),
        ({"state": AccountState.CANCELLED, "state_on": date(2026, 3, 31)}, FAILED),
        ({"state": AccountState.CANCELLED, "notice_url": "http://a.yunling-demo.gov.cn/"}, PASSED),
        ({"state": AccountState.MOVED}, CANT_TELL),
        ({"state": AccountState.MOVED, "moved_to": "云岭融媒"}, PASSED),
        ({}, ASIDE),
    ],
)
def test_closed_without_a_notice(tmp_path: Path, changes: dict[str, Any], outcome: Outcome) -> None:
    assert one(tmp_path, "media.closed_notice", **changes).outcome is outcome


def test_these_rows_list_and_decide_nothing() -> None:
    tables = load_tables()
    joined = with_lists(tables, "2019-19-media")
    listed = {check for row in tables["2018-123-media"].rows for clause in row.clauses for check in clause.checks}
    assert {row.id for row in joined.rows} >= {"N-V2", "NM-ONE", "NM-FILED"}
    assert all(row.kind.value == "list" for row in tables["2018-123-media"].rows)
    assert listed <= set(load_registry(()).checks)
    assert joined.params["media.filing"] == {"working_days": 5}
