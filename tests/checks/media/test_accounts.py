"""What else is said of an account: asleep, gone, moved, somebody else's, silent, with bad words or dead links."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.county import AccountState
from core.outcome import BY_PERSON, Outcome
from core.snapshot import FetchStatus, GoneReason, Identity, Resource, Verdict, Watch
from core.snapshot.media import BY_HAND
from tests.checks.media.judged import ACCOUNT, NO_COVER, account_of, judge, post, taking
from tests.support.media import NOW, before

FAILED, PASSED, CANT_TELL = Outcome.FAILED, Outcome.PASSED, Outcome.CANT_TELL


@pytest.mark.parametrize(("days", "outcome"), [(98, FAILED), (80, PASSED), (20, PASSED)])
def test_dormant(tmp_path: Path, days: float, outcome: Outcome) -> None:
    (found,) = judge(tmp_path, "media.dormant", taking(), [post(days)])
    assert found.outcome is outcome


def test_dormant_needs_the_whole_time(tmp_path: Path) -> None:
    (found,) = judge(tmp_path, "media.dormant", taking(covered_from=before(60)), [post(200)])
    assert found.outcome is CANT_TELL


def gone(reason: GoneReason, moved_to: str = "") -> dict[str, object]:
    return {"status": FetchStatus.GONE, "gone": reason, "reason": "页面显示", "moved_to": moved_to, **NO_COVER}


@pytest.mark.parametrize("reason", [GoneReason.CANCELLED, GoneReason.BANNED])
def test_gone_while_the_register_says_that_it_runs(tmp_path: Path, reason: GoneReason) -> None:
    (found,) = judge(tmp_path / "a", "media.gone_unreported", taking(**gone(reason)))  # type: ignore[arg-type]
    assert (found.outcome, found.rounds) == (FAILED, 2)
    closed = account_of(state=AccountState.CANCELLED)
    (found,) = judge(tmp_path / "b", "media.gone_unreported", taking(**gone(reason)), account=closed)  # type: ignore[arg-type]
    assert found.outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize("check", ["media.gone_unreported", "media.moved"])
def test_an_account_that_answers_is_there(tmp_path: Path, check: str) -> None:
    (found,) = judge(tmp_path / "a", check, taking(), [post(1)])
    assert found.outcome is PASSED
    (found,) = judge(tmp_path / "b", check, taking(FetchStatus.BLOCKED, **NO_COVER))
    assert found.outcome is CANT_TELL


def test_moved_while_the_register_says_that_it_runs(tmp_path: Path) -> None:
    told = taking(**gone(GoneReason.MOVED, "https://mp.weixin.qq.com/new"))  # type: ignore[arg-type]
    (found,) = judge(tmp_path / "a", "media.moved", told)
    assert found.outcome is FAILED
    assert "mp.weixin.qq.com/new" in found.message
    elsewhere = account_of(state=AccountState.MOVED, moved_to="云岭发布新号")
    (found,) = judge(tmp_path / "b", "media.moved", told, account=elsewhere)
    assert found.outcome is CANT_TELL


@pytest.mark.parametrize(
    ("identity", "outcome", "rounds"),
    [
        (Identity("7000000001", "改名了"), PASSED, 1),
        (Identity("7000000002", "云岭发布"), FAILED, 1),
        (Identity("", "云岭发布"), PASSED, 1),
        (Identity("", "云岭 发布"), PASSED, 1),
        (Identity("", "白水发布"), FAILED, 1),
        (Identity("", "云岭发布的微博", sure=False), PASSED, 1),
        (Identity("", "白水发布的微博", sure=False), FAILED, BY_PERSON),
        (Identity("", "最新动态", sure=False), PASSED, 1),
        (Identity("", "Example Feed", sure=False), PASSED, 1),
        (Identity("yunlingfabu", "云岭发布"), PASSED, 1),
        (Identity(), Outcome.INAPPLICABLE, 1),
    ],
)
def test_whose_posts_came(tmp_path: Path, identity: Identity, outcome: Outcome, rounds: int) -> None:
    (found,) = judge(tmp_path, "media.identity_mismatch", taking(identity=identity), [post(1)])
    assert (found.outcome, found.rounds) == (outcome, rounds)


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        ({}, CANT_TELL),
        ({"自动回复": True}, PASSED),
        ({"自动回复": False}, CANT_TELL),
        ({BY_HAND: False, "自动回复": True}, FAILED),
        ({BY_HAND: True}, PASSED),
    ],
)
def test_interaction_is_what_could_be_seen(tmp_path: Path, seen: dict[str, bool], outcome: Outcome) -> None:
    (found,) = judge(tmp_path, "media.interaction", taking(interaction=seen))
    assert found.outcome is outcome


def test_bad_words_are_suspected_post_by_post(tmp_path: Path) -> None:
    bad = post(1, id="bad", title="澳门新葡京 百家乐 真人荷官", text="")
    fights = post(
        2, id="good", title="公安机关严厉打击网络赌博", text="依法打击百家乐、真人荷官、澳门新葡京等网络赌博违法犯罪。"
    )
    (found,) = judge(tmp_path / "a", "media.content_risk", taking(), [bad, fights])
    assert (found.outcome, found.identity, found.rounds) == (FAILED, ("bad",), BY_PERSON)
    (found,) = judge(tmp_path / "b", "media.content_risk", taking(), [fights])
    assert found.outcome is PASSED


def test_a_post_that_was_put_right_settles_its_finding(tmp_path: Path) -> None:
    watch = Watch("media.content_risk", ACCOUNT.key, "account", ("one",))
    found = judge(tmp_path, "media.content_risk", taking(), [post(1, id="one")], watches=[watch])
    assert {(item.outcome, item.identity) for item in found} == {(PASSED, ("one",)), (PASSED, ())}


LINK = "https://www.example.gov.cn/gone.html"


def resource(verdict: Verdict, status: int) -> Resource:
    return Resource(LINK, verdict, False, status=status, attempts=1)


@pytest.mark.parametrize(
    ("verdict", "status", "outcomes"),
    [
        (Verdict.DEAD, 404, {(FAILED, (LINK,), 1), (PASSED, (), 1)}),
        (Verdict.TIMEOUT, 0, {(FAILED, (LINK,), 2), (PASSED, (), 1)}),
        (Verdict.BLOCKED, 403, {(CANT_TELL, (), 1)}),
        (Verdict.OK, 200, {(PASSED, (), 1)}),
    ],
)
def test_links_in_posts(tmp_path: Path, verdict: Verdict, status: int, outcomes: set[object]) -> None:
    posts = [post(1, links=(LINK,))]
    found = judge(tmp_path, "media.link_dead", taking(), posts, resources=[resource(verdict, status)])
    assert {(item.outcome, item.identity, item.rounds) for item in found} == outcomes


def test_a_watched_link_that_opens_again_passes(tmp_path: Path) -> None:
    watch = Watch("media.link_dead", ACCOUNT.key, "account", (LINK,))
    good = resource(Verdict.OK, 200)
    found = judge(tmp_path, "media.link_dead", taking(), [], resources=[good], watches=[watch])
    assert (PASSED, (LINK,)) in {(item.outcome, item.identity) for item in found}


def test_another_account_s_posts_are_not_looked_at(tmp_path: Path) -> None:
    taken = taking(identity=Identity("7000000009"))
    for check in ("media.content_risk", "media.link_dead", "media.dormant"):
        (found,) = judge(tmp_path / check, check, taken, [post(200, links=(LINK,), text="澳门新葡京 百家乐 真人荷官")])
        assert found.outcome is CANT_TELL


def test_an_account_struck_off_the_register_settles_its_findings(tmp_path: Path) -> None:
    watch = Watch("media.stale", "微博:gone", "account", ())
    found = judge(tmp_path, "media.stale", taking(), [post(1)], watches=[watch])
    assert [item.outcome for item in found if item.subject == "微博:gone"] == [PASSED]


@pytest.mark.parametrize(("minutes", "outcome"), [(1, PASSED), (59, PASSED), (90, CANT_TELL)])
def test_a_clock_a_little_ahead_is_no_future(tmp_path: Path, minutes: int, outcome: Outcome) -> None:
    later = post(1, at=NOW + timedelta(minutes=minutes))
    cover = {} if minutes < 60 else NO_COVER
    (found,) = judge(tmp_path, "media.stale", taking(**cover), [later, post(30)])
    assert found.outcome is outcome
