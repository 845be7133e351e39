"""fresh.column: windows by category, both ends of each, and every way not to know."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.freshness.newest import months_before
from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import ListItem, PageFacts, PageKind, Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

TODAY = TAKEN_AT.date()
URL = HOME + "news/"
A = HOME + "news/a.html"


def column(category: ColumnCategory = ColumnCategory.NEWS, interval: int = 0) -> Column:
    return Column("yunling", "政务动态", URL, category, interval)


def run(
    folder: Path, day: date | None, registered: Column | None = None, *, facts: PageFacts | None = None
) -> Observation:
    listed = facts or PageFacts(items=(ListItem(A, "消息", day),))
    builder = SnapshotBuilder(folder, columns=[registered or column()]).page(URL, kind=PageKind.COLUMN, facts=listed)
    return judge_one("fresh.column", builder.page(A))


@pytest.mark.parametrize(
    ("category", "interval", "day", "outcome", "left"),
    [
        (ColumnCategory.NEWS, 0, TODAY, Outcome.PASSED, "14"),
        (ColumnCategory.NEWS, 0, TODAY - timedelta(days=14), Outcome.PASSED, "0"),
        (ColumnCategory.NEWS, 0, TODAY - timedelta(days=15), Outcome.FAILED, "-1"),
        (ColumnCategory.NEWS, 90, TODAY - timedelta(days=15), Outcome.FAILED, "-1"),
        (ColumnCategory.NOTICES, 0, date(2026, 5, 23), Outcome.PASSED, "0"),
        (ColumnCategory.NOTICES, 0, date(2026, 5, 22), Outcome.FAILED, "-1"),
        (ColumnCategory.POLICIES, 0, date(2026, 5, 22), Outcome.FAILED, "-1"),
        (ColumnCategory.OTHER, 30, TODAY - timedelta(days=30), Outcome.PASSED, "0"),
        (ColumnCategory.OTHER, 30, TODAY - timedelta(days=31), Outcome.FAILED, "-1"),
    ],
)
def test_windows(
    tmp_path: Path, category: ColumnCategory, interval: int, day: date, outcome: Outcome, left: str
) -> None:
    found = run(tmp_path, day, column(category, interval))
    assert (found.outcome, found.facets["days_left"], found.facets["category"]) == (outcome, left, category.value)
    assert found.facets["days"] == str((TODAY - day).days)
    assert (found.subject, found.kind) == (URL, SubjectKind.COLUMN)


@pytest.mark.parametrize(
    ("category", "interval", "days", "warns"),
    [
        (ColumnCategory.NEWS, 0, 9, False),
        (ColumnCategory.NEWS, 0, 10, True),
        (ColumnCategory.POLICIES, 0, 153, False),
        (ColumnCategory.POLICIES, 0, 154, True),
        (ColumnCategory.SERVICES, 30, 21, False),
        (ColumnCategory.SERVICES, 30, 22, True),
    ],
)
def test_warning_line(tmp_path: Path, category: ColumnCategory, interval: int, days: int, warns: bool) -> None:
    found = run(tmp_path, TODAY - timedelta(days=days), column(category, interval))
    assert (found.outcome, bool(found.warning)) == (Outcome.PASSED, warns)


def test_messages(tmp_path: Path) -> None:
    fact = "栏目“政务动态”最新一条 2026-11-01，距监测时间点 22 天，"
    assert run(tmp_path / "1", date(2026, 11, 1)).message == fact + "超过 14 天。"
    registered = column(ColumnCategory.OTHER, 7)
    assert run(tmp_path / "2", date(2026, 11, 1), registered).message == fact + "超过登记的更新周期 7 天。"


def test_no_window(tmp_path: Path) -> None:
    assert run(tmp_path, date(2001, 1, 1), column(ColumnCategory.OTHER)).outcome is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (PageFacts(), Outcome.INAPPLICABLE),
        (PageFacts(scripted=("jpage",)), Outcome.CANT_TELL),
        (PageFacts(truncated=True), Outcome.CANT_TELL),
        (PageFacts(items=(ListItem(A, "消息"),)), Outcome.CANT_TELL),
        (PageFacts(items=(ListItem(A, "消息", date(2020, 1, 1)),), truncated=True), Outcome.CANT_TELL),
    ],
)
def test_could_not_tell(tmp_path: Path, facts: PageFacts, outcome: Outcome) -> None:
    assert run(tmp_path, None, facts=facts).outcome is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<h2>政务动态</h2><iframe src='/list.html'></iframe>", Outcome.CANT_TELL),
        ("<div class='footer'><iframe src='/count.html'></iframe></div>", Outcome.INAPPLICABLE),
        ("<h2>政务动态</h2><p><img src='/a.png'></p>", Outcome.INAPPLICABLE),
    ],
    ids=["in the column", "in the footer", "no page within"],
)
def test_a_list_may_be_in_a_page_within(tmp_path: Path, html: str, outcome: Outcome) -> None:
    builder = SnapshotBuilder(tmp_path, columns=[column()]).page(URL, html, kind=PageKind.COLUMN)
    found = judge_one("fresh.column", builder)
    assert found.outcome is outcome
    assert ("内嵌页面" in found.message) == (outcome is Outcome.CANT_TELL)


def test_a_list_may_be_in_a_file(tmp_path: Path) -> None:
    html = "<h2>政务动态</h2><p><a href='/u/2026.pdf'>2026年政务动态目录</a></p>"
    found = judge_one(
        "fresh.column", SnapshotBuilder(tmp_path, columns=[column()]).page(URL, html, kind=PageKind.COLUMN)
    )
    assert found.outcome is Outcome.CANT_TELL
    assert "文件里的列表不作读取" in found.message


@pytest.mark.parametrize(("source", "outcome"), [("", Outcome.FAILED), ("script", Outcome.CANT_TELL)])
def test_an_article_whose_date_a_script_puts_in_is_not_dateless(tmp_path: Path, source: str, outcome: Outcome) -> None:
    listed = tuple(ListItem(f"{URL}{n}.html", "消息") for n in (1, 2))
    builder = SnapshotBuilder(tmp_path, columns=[column()])
    builder.page(URL, "", kind=PageKind.COLUMN, facts=PageFacts(items=listed))
    for item in listed:
        builder.page(item.url, "", kind=PageKind.ARTICLE, facts=PageFacts(text_length=900, publish_source=source))
    assert judge_one("fresh.column", builder).outcome is outcome


@pytest.mark.parametrize("day", ["二〇二六年十一月", "26.11.20。"])
def test_days_that_could_not_be_matched_are_not_denied(tmp_path: Path, day: str) -> None:
    listed = tuple(ListItem(f"{URL}{n}.html", "消息") for n in (1, 2))
    html = "".join(f"<p><a href={item.url}>关于消息的通知公告</a>{day}</p>" for item in listed)
    builder = SnapshotBuilder(tmp_path, columns=[column()])
    builder.page(URL, html, kind=PageKind.COLUMN, facts=PageFacts(items=listed))
    for item in listed:
        builder.page(item.url, "", kind=PageKind.ARTICLE, facts=PageFacts(text_length=900))
    found = judge_one("fresh.column", builder)
    assert found.outcome is Outcome.CANT_TELL
    assert "页面上有日期" in found.message


def test_pinned_old_item_is_not_the_newest(tmp_path: Path) -> None:
    items = (ListItem(A, "置顶", date(2020, 1, 1)), ListItem(A, "新", TODAY))
    assert run(tmp_path, None, facts=PageFacts(items=items)).outcome is Outcome.PASSED


def test_page_not_recorded(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path / "1", columns=[column()])
    assert judge_one("fresh.column", builder).outcome is Outcome.CANT_TELL
    builder = SnapshotBuilder(tmp_path / "2", columns=[column()]).resource(URL, Verdict.DEAD, status=404)
    assert "HTTP 404" in judge_one("fresh.column", builder).message


def test_column_redirected_to_home(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path, columns=[column()]).resource(URL, Verdict.OK, status=200, final_url=HOME)
    found = judge_one("fresh.column", builder.page(HOME, kind=PageKind.HOME))
    assert found.outcome is Outcome.CANT_TELL
    assert "跳转到了首页" in found.message


def test_months_are_calendar_months() -> None:
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 6) == date(2025, 7, 15)
    assert months_before(date(2024, 12, 31), 12) == date(2023, 12, 31)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 36))
def test_months_before_is_never_later_than_the_same_day(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year * 12 + day.month) - (found.year * 12 + found.month) == months
    assert found.day <= day.day
