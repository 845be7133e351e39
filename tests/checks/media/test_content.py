"""What posts say and link to: numbers of persons, gambling behind a link. Numbers and names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import load_registry
from checks.media.taken import updates_of
from checks.runner import run_checks
from core.outcome import BY_PERSON, Observation, Outcome
from core.personal import masked
from core.snapshot import Post, Resource, Snapshot, Verdict, Watch, open_snapshot
from tests.checks.media.judged import ACCOUNT, judge, post, taking
from tests.support.media import media_snapshot

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED
#: 530000 is a whole province and 1900 long ago: no such person.
WHOLE, CARD = "530000190001010002", "6200000000000000000"
LINK = "https://old.example.com/"
GAMBLING = "<html><title>澳门新葡京 百家乐 真人荷官</title><body>澳门新葡京、百家乐、真人荷官在线注册</body></html>"


def told(found: list[Observation]) -> str:
    return repr(found)


def test_whole_numbers_are_suspected_and_never_shown(tmp_path: Path) -> None:
    leak = post(1, id="leak", title="低保名单公示", text=f"张某某 {WHOLE}\n卡号 {CARD}")
    (found,) = judge(tmp_path, "media.personal_data", taking(), [leak])
    assert (found.outcome, found.identity, found.rounds) == (FAILED, ("leak",), BY_PERSON)
    assert "1 个身份证号码、1 个银行卡号" in found.message
    assert "530*************02" in told([found])
    assert WHOLE not in told([found])
    assert CARD not in told([found])


@pytest.mark.parametrize(
    "text",
    [
        "联系电话 13800000000，0871-63600000",
        "身份证 530***********0002",
        f"订单号 {WHOLE[:-1]}9",
        "统一社会信用代码 91530000MA00000000",
        "",
    ],
)
def test_telephones_masked_and_other_numbers_are_no_leak(tmp_path: Path, text: str) -> None:
    (found,) = judge(tmp_path, "media.personal_data", taking(), [post(1, text=text)])
    assert found.outcome is PASSED


def test_a_post_taken_down_is_shown_no_more(tmp_path: Path) -> None:
    (found,) = judge(tmp_path, "media.personal_data", taking(), [post(1, text=WHOLE, removed=True)])
    assert found.outcome is PASSED


def test_numbers_put_out_of_sight_settle_their_finding(tmp_path: Path) -> None:
    watch = Watch("media.personal_data", ACCOUNT.key, "account", ("one",))
    found = judge(tmp_path, "media.personal_data", taking(), [post(1, id="one", text="已隐去")], watches=[watch])
    assert {(item.outcome, item.identity) for item in found} == {(PASSED, ("one",)), (PASSED, ())}


def test_no_check_shows_a_number_from_a_post(tmp_path: Path) -> None:
    title = f"公示：{WHOLE}，电话 13800000000，澳门新葡京 百家乐 真人荷官"
    shown = post(30, id=f"{title}\n2026", title=title, text=CARD, links=(LINK,))
    dead = Resource(LINK, Verdict.DEAD, False, status=404, attempts=1)
    folder = media_snapshot(tmp_path / "media", [ACCOUNT], [(taking(), [shown])], resources=[dead])
    with open_snapshot(folder) as snapshot:
        observations = list(run_checks(load_registry(()), snapshot))
    failed = {item.check for item in observations if item.outcome is FAILED}
    assert {"media.stale", "media.content_risk", "media.personal_data", "media.link_dead"} <= failed
    for number in (WHOLE, CARD, "13800000000"):
        assert number not in told(observations)
    assert "138****0000" in told(observations)


@pytest.mark.parametrize("name", ["https://example.com/13800000000.html", "13800000000", "tag:e.com,2026:13800000000"])
def test_an_address_or_a_token_for_an_id_stays_as_it_is(name: str) -> None:
    assert Post(name).name == name


def test_an_id_made_of_a_title_is_masked() -> None:
    assert Post("寻人 13800000000\n2026-11-01").name == masked("寻人 13800000000\n2026-11-01") != "寻人 13800000000"


def linked(monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    monkeypatch.setattr(Snapshot, "received", lambda _self, _resource: html)


OPEN = Resource(LINK, Verdict.OK, False, status=200, final_url=LINK, content_type="text/html", attempts=1)


def test_gambling_behind_a_link_is_suspected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked(monkeypatch, GAMBLING)
    posts = [post(1, title="办事指南", links=(LINK,))]
    (found,) = judge(tmp_path, "media.content_risk", taking(), posts, resources=[OPEN])
    assert (found.outcome, found.identity, found.rounds) == (FAILED, ("link", LINK), BY_PERSON)
    assert "稿件“办事指南”中的链接" in found.message


@pytest.mark.parametrize(
    "html",
    ["<title>公安机关打击网络赌博</title>打击百家乐、真人荷官、澳门新葡京等网络赌博。", "<title>通知</title>", ""],
)
def test_other_pages_behind_links_are_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    linked(monkeypatch, html)
    (found,) = judge(tmp_path, "media.content_risk", taking(), [post(1, links=(LINK,))], resources=[OPEN])
    assert found.outcome is PASSED


def test_a_link_put_right_settles_its_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linked(monkeypatch, "<title>通知</title>")
    watch = Watch("media.content_risk", ACCOUNT.key, "account", ("link", LINK))
    found = judge(tmp_path, "media.content_risk", taking(), [post(1)], resources=[OPEN], watches=[watch])
    assert {(item.outcome, item.identity) for item in found} == {(PASSED, ("link", LINK)), (PASSED, ())}


def test_the_newest_update_is_quoted_masked(tmp_path: Path) -> None:
    folder = media_snapshot(tmp_path / "media", [ACCOUNT], [(taking(), [post(1, title=f"寻人 {WHOLE}")])])
    with open_snapshot(folder) as snapshot:
        seen = updates_of(snapshot, ACCOUNT)
    assert not isinstance(seen, str)
    assert WHOLE not in repr(seen.evidence)
