"""fresh.home: the window's ends, doubts, and navigation-only homes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation, Outcome
from core.snapshot import ListItem, PageFacts, PageKind, Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

TODAY = TAKEN_AT.date()
A = HOME + "a.html"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def item(days: int | None, url: str = A) -> ListItem:
    return ListItem(url, "消息", None if days is None else ago(days), "list")


def with_home(folder: Path, *items: ListItem, **facts: Any) -> SnapshotBuilder:
    return SnapshotBuilder(folder).page(HOME, kind=PageKind.HOME, facts=PageFacts(items=items, **facts))


def run(builder: SnapshotBuilder) -> Observation:
    return judge_one("fresh.home", builder)


@pytest.mark.parametrize(
    ("days", "outcome", "warns"),
    [
        (0, Outcome.PASSED, False),
        (9, Outcome.PASSED, False),
        (10, Outcome.PASSED, True),
        (14, Outcome.PASSED, True),
        (15, Outcome.FAILED, False),
    ],
)
def test_window(tmp_path: Path, days: int, outcome: Outcome, warns: bool) -> None:
    found = run(with_home(tmp_path, item(days), item(400)).page(A, facts=PageFacts(publish_day=ago(days))))
    assert (found.outcome, bool(found.warning)) == (outcome, warns)
    assert found.facets == {"days": str(days), "days_left": str(14 - days)}


def test_message_carries_the_facts(tmp_path: Path) -> None:
    found = run(with_home(tmp_path, item(22)))
    assert found.message == "首页最新一条信息发布于 2026-11-01，距监测时间点 22 天，超过 14 天。"
    assert found.evidence[0].excerpt == "2026-11-01 " + A


def test_article_day_counts(tmp_path: Path) -> None:
    found = run(with_home(tmp_path, item(None)).page(A, facts=PageFacts(publish_day=ago(2))))
    assert (found.outcome, found.facets["days"]) == (Outcome.PASSED, "2")


def test_future_dates_hide_nothing(tmp_path: Path) -> None:
    found = run(with_home(tmp_path, item(-3), item(20)))
    assert found.outcome is Outcome.FAILED
    assert "另有 1 处日期晚于监测时间点" in found.message


def test_no_home(tmp_path: Path) -> None:
    assert run(SnapshotBuilder(tmp_path)).outcome is Outcome.CANT_TELL


def test_no_dates(tmp_path: Path) -> None:
    found = run(with_home(tmp_path, item(None)).page(A))
    assert found.outcome is Outcome.CANT_TELL
    assert "没有可识别的发布日期" in found.message


def test_scripted_home(tmp_path: Path) -> None:
    builder = with_home(tmp_path, scripted=("jpage",)).page(A, facts=PageFacts(items=(item(90),)), depth=1)
    found = run(builder)
    assert found.outcome is Outcome.CANT_TELL
    assert "脚本" in found.message


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        (None, Outcome.CANT_TELL),
        (Verdict.TIMEOUT, Outcome.CANT_TELL),
        (Verdict.NOT_CHECKED, Outcome.CANT_TELL),
        (Verdict.OK, Outcome.FAILED),
        (Verdict.DEAD, Outcome.FAILED),
    ],
)
def test_undated_article_not_seen(tmp_path: Path, verdict: Verdict | None, outcome: Outcome) -> None:
    builder = with_home(tmp_path, item(20), item(None, HOME + "b.html"))
    if verdict:
        builder.resource(HOME + "b.html", verdict)
    assert run(builder).outcome is outcome


def test_undated_links_elsewhere_are_no_doubt(tmp_path: Path) -> None:
    builder = with_home(tmp_path, item(20), item(None, "https://other-demo.gov.cn/x.html"))
    assert run(builder).outcome is Outcome.FAILED


def test_cut_home_cannot_be_stale(tmp_path: Path) -> None:
    found = run(with_home(tmp_path, item(20), truncated=True))
    assert found.outcome is Outcome.CANT_TELL
    assert "截断" in found.message


def test_navigation_only_home_looks_one_level_down(tmp_path: Path) -> None:
    builder = with_home(tmp_path).page(HOME + "news/", depth=1, facts=PageFacts(items=(item(3),)))
    found = run(builder.page(HOME + "deep/", depth=2, facts=PageFacts(items=(item(1),))))
    assert (found.outcome, found.facets["days"]) == (Outcome.PASSED, "3")
    assert "首页仅为导航" in found.message


def test_navigation_only_home_stale(tmp_path: Path) -> None:
    builder = with_home(tmp_path).page(HOME + "about/", depth=1, facts=PageFacts(publish_day=ago(40)))
    assert run(builder).outcome is Outcome.FAILED


@pytest.mark.parametrize("facts", [PageFacts(scripted=("x",)), PageFacts(truncated=True)])
def test_navigation_only_home_with_unseen_lists(tmp_path: Path, facts: PageFacts) -> None:
    builder = with_home(tmp_path).page(HOME + "about/", depth=1, facts=PageFacts(publish_day=ago(40)))
    assert run(builder.page(HOME + "news/", depth=1, facts=facts)).outcome is Outcome.CANT_TELL


def test_navigation_only_home_in_a_cut_crawl(tmp_path: Path) -> None:
    builder = with_home(tmp_path).page(HOME + "about/", depth=1, facts=PageFacts(publish_day=ago(40)))
    found = run(builder.gap("page_cap", HOME + "news/"))
    assert found.outcome is Outcome.CANT_TELL
    assert "二级页面" in found.message


def test_what_a_browser_shows_counts(tmp_path: Path) -> None:
    fed = with_home(tmp_path / "1", scripted=("ajax",))
    assert run(fed.rendered(HOME, facts=PageFacts(items=(item(2),)))).outcome is Outcome.PASSED
    old = with_home(tmp_path / "2", scripted=("ajax",)).rendered(HOME, facts=PageFacts(items=(item(90),)))
    found = run(old)
    assert found.outcome is Outcome.FAILED
    assert found.evidence[-1].shot.startswith("shots/")
    silent = with_home(tmp_path / "3", scripted=("ajax",)).rendered(HOME, facts=PageFacts())
    assert "用浏览器打开后仍没有识别出稿件" in run(silent).message


def test_second_level_lists_that_a_browser_shows_count(tmp_path: Path) -> None:
    page = HOME + "news/"
    found = with_home(tmp_path).page(page, depth=1, facts=PageFacts(scripted=("ajax",)))
    assert run(found.rendered(page, facts=PageFacts(items=(item(3),)))).facets["days"] == "3"
