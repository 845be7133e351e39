"""media.stale: what is seen to be new passes, what is surely old fails, everything else cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from checks.media.taken import last_update
from core.county import AccountState
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import FetchStatus, Identity, Post, Sanity, Taking, Watch, open_snapshot
from tests.checks.media.judged import ACCOUNT, NO_COVER, UNIT, account_of, judge, post, taking
from tests.support.media import NOW, before, media_snapshot


def one(tmp_path: Path, taken: Taking | None, *posts: Post) -> Observation:
    (found,) = judge(tmp_path, "media.stale", taken, posts)
    return found


@pytest.mark.parametrize("days", [15, 20, 99])
def test_no_update_within_two_weeks_fails(tmp_path: Path, days: float) -> None:
    found = one(tmp_path, taking(), post(days))
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 1)
    assert (found.subject, found.kind, found.facets["unit"]) == (ACCOUNT.key, SubjectKind.ACCOUNT, UNIT)
    assert f"{before(days):%Y-%m-%d}" in found.message
    assert found.evidence


def test_a_window_that_surely_holds_nothing_fails(tmp_path: Path) -> None:
    assert one(tmp_path, taking(FetchStatus.OK_EMPTY)).outcome is Outcome.FAILED


@pytest.mark.parametrize("days", [0, 1, 9, 14])
def test_an_update_within_two_weeks_passes(tmp_path: Path, days: float) -> None:
    assert one(tmp_path, taking(), post(days)).outcome is Outcome.PASSED


def test_the_warning_comes_before_the_line(tmp_path: Path) -> None:
    assert not one(tmp_path / "a", taking(), post(9)).warning
    found = one(tmp_path / "b", taking(), post(10))
    assert found.outcome is Outcome.PASSED
    assert found.facets["days_left"] == "4"
    assert "还有 4 天" in found.warning


def test_no_warning_where_newer_posts_may_be_unknown(tmp_path: Path) -> None:
    assert not one(tmp_path, taking(**NO_COVER), post(12)).warning


def test_a_new_pinned_post_is_no_update_but_twice_looked_at(tmp_path: Path) -> None:
    found = one(tmp_path, taking(), post(1, id="top", pinned=True), post(20))
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 2)
    assert "置顶" in found.message


def test_an_old_pinned_post_first_hides_no_update(tmp_path: Path) -> None:
    assert one(tmp_path, taking(), post(400, pinned=True), post(1)).outcome is Outcome.PASSED


def test_a_post_from_the_future_is_no_update(tmp_path: Path) -> None:
    assert one(tmp_path, taking(**NO_COVER), post(-3), post(20)).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "status", [FetchStatus.BLOCKED, FetchStatus.AUTH_EXPIRED, FetchStatus.FAILED, FetchStatus.GONE, FetchStatus.OK]
)
def test_what_was_not_wholly_seen_cannot_be_told(tmp_path: Path, status: FetchStatus) -> None:
    found = one(tmp_path, taking(status, reason="没有取到", **NO_COVER), post(20))
    assert found.outcome is Outcome.CANT_TELL
    assert "没有取到" in found.message


def test_what_was_seen_to_be_new_passes_all_the_same(tmp_path: Path) -> None:
    assert one(tmp_path, taking(FetchStatus.FAILED, **NO_COVER), post(2)).outcome is Outcome.PASSED


def test_an_account_that_was_not_asked_cannot_be_told(tmp_path: Path) -> None:
    assert one(tmp_path, None).outcome is Outcome.CANT_TELL


def test_an_uncovered_beginning_of_the_window_cannot_be_told(tmp_path: Path) -> None:
    taken = taking(FetchStatus.OK_EMPTY, covered_from=before(10))
    assert one(tmp_path, taken).outcome is Outcome.CANT_TELL


def test_another_account_s_posts_prove_nothing(tmp_path: Path) -> None:
    for number, days in enumerate((1, 20)):
        taken = taking(identity=Identity("7000000009", "云岭发布"))
        assert one(tmp_path / str(number), taken, post(days)).outcome is Outcome.CANT_TELL


def test_data_up_to_last_midnight_must_be_seen_twice(tmp_path: Path) -> None:
    midnight = NOW.replace(hour=0)
    found = one(tmp_path / "a", taking(covered_to=midnight), post(20))
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 2)
    assert "来源只能说明到上述时间" in found.message
    late = one(tmp_path / "b", taking(covered_to=midnight - timedelta(days=2)), post(20))
    assert late.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("state", [AccountState.CLOSED, AccountState.MOVED, AccountState.CANCELLED])
def test_accounts_that_do_not_run_are_set_aside_and_open_findings_settled(tmp_path: Path, state: AccountState) -> None:
    closed = account_of(state=state)
    (found,) = judge(tmp_path / "a", "media.stale", taking(), [post(50)], closed)
    assert found.outcome is Outcome.INAPPLICABLE
    watch = Watch("media.stale", closed.key, "account", ())
    (found,) = judge(tmp_path / "b", "media.stale", taking(), [post(50)], closed, watches=[watch])
    assert found.outcome is Outcome.PASSED


def test_our_own_outage_judges_nobody(tmp_path: Path) -> None:
    (found,) = judge(tmp_path, "media.stale", taking(), [post(50)], sanity=Sanity("inconclusive", ("网络故障",)))
    assert found.outcome is Outcome.UNTESTED


def test_the_last_update_is_never_another_account_s(tmp_path: Path) -> None:
    for name, day in (("云岭发布", before(3).date()), ("云山发布", None)):
        taken = taking(identity=Identity(name=name, sure=False))
        folder = media_snapshot(tmp_path / name, [ACCOUNT], [(taken, [post(3), post(1, pinned=True)])])
        with open_snapshot(folder) as opened:
            assert last_update(opened, ACCOUNT) == day


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"authorised_until": before(1).date()}, "授权已于"),
        ({"opened_on": before(6).date()}, "不足两周"),
        ({"updated_on": before(2).date()}, "不一致"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_the_register_says_against_it_is_left_to_a_person(
    tmp_path: Path, known: dict[str, Any], said: str
) -> None:
    (found,) = judge(tmp_path / "a", "media.stale", taking(), [post(20)], account_of(**known))
    assert found.outcome is Outcome.CANT_TELL
    assert said in found.message
    long_ago = {name: before(60).date() if name != "authorised_until" else NOW.date() for name in known}
    (found,) = judge(tmp_path / "b", "media.stale", taking(), [post(20)], account_of(**long_ago))
    assert found.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("云岭发布的微博 - RSSHub", True),
        ("微博 @云岭发布", True),
        ("雲嶺發布", True),
        ("云岭县发布", True),
        (UNIT, True),
        ("最新文章", True),
        ("云岭发布厅", False),
        ("新云岭发布", False),
        ("云岭发布服务大厅的微博", False),
        ("云山发布", False),
    ],
)
def test_a_title_that_only_contains_the_name_is_another_account(tmp_path: Path, title: str, same: bool) -> None:
    found = one(tmp_path, taking(identity=Identity(name=title, sure=False)), post(20))
    assert found.outcome is (Outcome.FAILED if same else Outcome.CANT_TELL)


def test_the_moment_of_a_person_s_look_is_that_of_the_inspection(tmp_path: Path) -> None:
    look = replace(taking(covered_from=before(40), covered_to=before(0.1)), adapter="evidence")
    (found,) = judge(tmp_path / "now", "media.stale", look, [post(40)])
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 1)
    assert "人工核查所见" in found.message
    old = replace(look, covered_to=before(1.5))
    (found,) = judge(tmp_path / "old", "media.stale", old, [post(40)])
    assert found.outcome is Outcome.CANT_TELL
