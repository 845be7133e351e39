"""The baseline: what an intruder changes is suspected, what editors change is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checks.security.state import state_of
from core.county import Column, ColumnCategory
from core.outcome import BY_PERSON, Observation, Outcome
from core.snapshot import PageKind, open_snapshot
from tests.checks.security.recording import recorded
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

CHECK = "security.tamper"
COLUMN = Column("yunling", "通知公告", HOME + "tzgg/", ColumnCategory.NOTICES)
NAV = "".join(
    f"<li><a href='/{n}/'>{name}栏目</a></li>" for n, name in enumerate("走进新闻公开办事互动数据专题旅游招商统计")
)
FOOT = "<p>主办单位：云岭县人民政府办公室</p><p>联系电话：0000-1234567</p><p>地址：云岭县望云路</p>"
MEDIA = "<li><a href='http://www.m{0}-demo.example/a.html'>媒体看云岭：一片叶子富了一方（{0}）</a><span>2026-11-20</span></li>"
TITLE = "云岭县人民政府门户网站"


def home(news: str = "甲", title: str = TITLE, more: str = "", nav: str = NAV) -> str:
    entries = "".join(
        f"<li><a href='/zwyw/{n}.html'>{news}{n}号稿件召开工作会议</a><span>2026-11-{n:02}</span></li>"
        for n in range(1, 20)
    )
    return f"<title>{title}</title><ul>{nav}</ul><ul class='list'>{entries}</ul>{more}{FOOT}"


def state(folder: Path, pages: dict[str, str]) -> dict[str, Any]:
    with open_snapshot(recorded(folder, pages, columns=[COLUMN]).seal()) as snapshot:
        found: dict[str, Any] = json.loads(json.dumps(state_of(snapshot)))
        return found


def compared(folder: Path, before: str, now: str) -> Observation:
    builder = recorded(folder / "now", {HOME: now}).probe("baseline", HOME, state(folder / "before", {HOME: before}))
    return judge_one(CHECK, builder)


def test_without_a_baseline_nothing_is_compared(tmp_path: Path) -> None:
    found = judge_one(CHECK, recorded(tmp_path, {}))
    assert (found.outcome, found.subject) == (Outcome.INAPPLICABLE, HOME)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (home(title="澳门新葡京官网"), "标题由"),
        (home(title="Hacked by nobody"), "标题由"),
        (home(title="某某科技公司网站首页"), "标题由"),
        (home(more="<script src='http://x-demo.example/a.js'></script>"), "x-demo.example"),
        (home(more="<iframe src='//y-demo.example/'></iframe>"), "y-demo.example"),
        (home(more="<a href='http://p-demo.example/'>一</a><a href='http://q-demo.example/'>二</a>"), "q-demo.example"),
        ("<title>云岭县人民政府门户网站</title><h1>已被占领</h1><p>到此一游</p>", "只剩"),
    ],
)
def test_what_an_intruder_changes(tmp_path: Path, now: str, said: str) -> None:
    found = compared(tmp_path, home(), now)
    assert (found.outcome, found.subject, found.rounds) == (Outcome.FAILED, HOME, BY_PERSON)
    assert said in found.message
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "now",
    [
        home(),
        home(news="乙"),
        home(title="首页 - 云岭县人民政府"),
        home(title="云岭县门户网站"),
        home(title="中国·云岭"),
        home(title=""),
        home(more="<script src='/js/new.js'></script><script src='https://hm.baidu.com/h.js'></script>"),
        home(
            more="<p><a href='http://www.other.gov.cn/'>兄弟县</a><a href='https://www.xinhuanet.com/'>新华网</a></p>"
        ),
        home(nav=NAV + "<li><a href='/x/'>新栏目</a></li>"),
        home(more="<ul class='list'>" + "".join(MEDIA.format(n) for n in range(6)) + "</ul>"),
        home(news="丙", nav=NAV.replace("旅游", "文旅")),
    ],
)
def test_what_editors_change(tmp_path: Path, now: str) -> None:
    found = compared(tmp_path, home(), now)
    assert found.outcome is Outcome.PASSED
    assert not found.warning or "标题" in found.warning


def test_one_new_stranger_is_told_only(tmp_path: Path) -> None:
    found = compared(tmp_path, home(), home(more="<a href='http://p-demo.example/'>协会</a>"))
    assert found.outcome is Outcome.PASSED
    assert "p-demo.example" in found.warning


def test_small_pages_lose_no_blocks(tmp_path: Path) -> None:
    assert (
        compared(tmp_path, "<title>云岭县</title><p>一</p>", "<title>云岭县</title><p>二</p>").outcome is Outcome.PASSED
    )


def test_columns_are_compared_too_and_missing_pages_are_not(tmp_path: Path) -> None:
    before = state(tmp_path / "before", {HOME: home(), COLUMN.url: home(title="通知公告")})
    assert set(before["pages"]) == {HOME, COLUMN.url}
    builder = recorded(tmp_path / "a", {HOME: home(), COLUMN.url: home(title="六合彩特码")}, columns=[COLUMN])
    found = {item.subject: item.outcome for item in judge(CHECK, builder.probe("baseline", HOME, before))}
    assert found == {HOME: Outcome.PASSED, COLUMN.url: Outcome.FAILED}
    builder = recorded(tmp_path / "b", {HOME: home()}, columns=[COLUMN]).probe("baseline", HOME, before)
    assert [item.subject for item in judge(CHECK, builder)] == [HOME]


def test_a_few_pages_that_did_not_come_leave_the_site_s_frame_known(tmp_path: Path) -> None:
    def whole(name: str, *gaps: tuple[str, int]) -> bool:
        builder = SnapshotBuilder(tmp_path / name).page(HOME, "<p>首页</p>", kind=PageKind.HOME)
        for reason, count in gaps:
            builder.gap(reason, HOME + "x", count=count)
        with open_snapshot(builder.seal()) as snapshot:
            return bool(state_of(snapshot)["complete"])

    assert whole("1")
    assert whole("2", ("fetch_error", 4), ("robots", 9))
    assert not whole("3", ("fetch_error", 5))
    assert not whole("4", ("fetch_error", 1), ("page_cap", 1))
