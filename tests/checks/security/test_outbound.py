"""What stands behind links to strangers: judged by what was received, and by nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import BY_PERSON, Observation, Outcome, Source
from core.snapshot import Role, Verdict
from tests.checks.security.recording import ARTICLE, recorded
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

CHECK = "security.outbound"
TARGET = "http://www.linye-demo.example/"
GAMBLING = "<title>澳门新葡京官网_时时彩投注平台</title><body><p>首存送彩金，真人荷官，提现秒到</p>"


def linked(folder: Path, verdict: Verdict = Verdict.OK, **received: Any) -> SnapshotBuilder:
    builder = recorded(folder, {ARTICLE: "<p>一</p>"})
    builder.link(TARGET, Role.PAGE, "a", [Source(ARTICLE, "林业协会", "a"), Source(HOME, "林业协会", "a")])
    options = {"status": 200, "content_type": "text/html", **received}
    return builder.resource(TARGET, verdict, internal=False, **options)


def one(folder: Path, html: str, **received: Any) -> Observation:
    return judge_one(CHECK, linked(folder, body=html.encode(), **received))


def test_a_target_that_shows_gambling(tmp_path: Path) -> None:
    found = one(tmp_path, GAMBLING, final_url="http://am-demo.example/")
    assert (found.subject, found.outcome, found.rounds) == (TARGET, Outcome.FAILED, BY_PERSON)
    assert "已转到 am-demo.example" in found.message
    assert {source.page for source in found.sources} == {ARTICLE, HOME}
    assert found.evidence[0].record_id


def test_old_charsets_are_read(tmp_path: Path) -> None:
    assert judge_one(CHECK, linked(tmp_path, body=GAMBLING.encode("gb18030"))).outcome is Outcome.FAILED


def test_a_cut_character_at_the_end_spoils_nothing(tmp_path: Path) -> None:
    assert judge_one(CHECK, linked(tmp_path, body=(GAMBLING + "赌").encode()[:-1])).outcome is Outcome.FAILED


def test_a_domain_for_sale(tmp_path: Path) -> None:
    found = judge_one(CHECK, linked(tmp_path, Verdict.PARKED))
    assert found.outcome is Outcome.FAILED
    assert "停放或出售" in found.message


def test_a_host_without_a_site_harms_nobody(tmp_path: Path) -> None:
    closed = linked(tmp_path, Verdict.PARKED, detail="no site stands there: '站点已停用'")
    assert all(item.outcome is Outcome.PASSED for item in judge(CHECK, closed))


@pytest.mark.parametrize(
    "html",
    [
        "<title>云岭林业协会</title><p>森林防火</p>",
        "<title>警方打掉特大网络赌场</title><p>新葡京、时时彩、六合彩、真人荷官等玩法</p>",
        "<title>竞彩足球投注_中国体育彩票</title><p>足球投注、开奖公告、赔率</p>",
        "<title>百家乐超市</title><p>开业</p>",
        "<title>皇冠娱乐有限公司</title><p>歌舞</p>",
        "",
    ],
)
def test_harmless_targets(tmp_path: Path, html: str) -> None:
    found = one(tmp_path, html)
    assert (found.subject, found.outcome) == (HOME, Outcome.PASSED)


@pytest.mark.parametrize(
    ("verdict", "received"),
    [
        (Verdict.DEAD, {"status": 404}),
        (Verdict.DNS_GONE, {"status": 0}),
        (Verdict.BLOCKED, {"status": 403}),
        (Verdict.OK, {"content_type": "application/pdf"}),
        (Verdict.OK, {"recorded": False}),
    ],
)
def test_what_was_not_received_as_a_page_accuses_nobody(
    tmp_path: Path, verdict: Verdict, received: dict[str, Any]
) -> None:
    found = judge_one(CHECK, linked(tmp_path, verdict, **{"body": GAMBLING.encode(), **received}))
    assert found.outcome is Outcome.PASSED


def test_few_words_are_told_and_not_accused(tmp_path: Path) -> None:
    found = judge_one(CHECK, linked(tmp_path, body="<title>新葡京官网登录入口</title>".encode()))
    assert (found.outcome, found.rounds) == (Outcome.CANT_TELL, 1)


def test_own_pages_and_pictures_are_not_asked(tmp_path: Path) -> None:
    builder = recorded(tmp_path, {}).link(TARGET, Role.IMAGE, "img", [Source(HOME)])
    builder.resource(TARGET, status=200, internal=False, content_type="text/html", body=GAMBLING.encode())
    assert judge_one(CHECK, builder).outcome is Outcome.PASSED


def test_watched_targets(tmp_path: Path) -> None:
    builder = linked(tmp_path, body="<title>林业协会</title>".encode())
    builder.watch(CHECK, TARGET, pages=[ARTICLE]).watch(CHECK, "http://gone.example/", pages=[ARTICLE])
    builder.watch(CHECK, "http://unseen.example/", pages=[HOME + "unseen.html"])
    found = {item.subject: item.outcome for item in judge(CHECK, builder)}
    assert found == {TARGET: Outcome.PASSED, "http://gone.example/": Outcome.PASSED, HOME: Outcome.PASSED}


def test_a_watched_target_that_is_away_stays_open(tmp_path: Path) -> None:
    builder = linked(tmp_path, Verdict.TIMEOUT, status=0).watch(CHECK, TARGET, pages=[ARTICLE])
    assert [item.subject for item in judge(CHECK, builder)] == [HOME]
