"""Which pages are yearly reports and whose; when they are due; tables of any shape."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.disclosure.annual_tables import _applications, _lawsuits
from checks.disclosure.reports import due_day, is_sites_own, report_year
from checks.disclosure.tables import Line
from core.clock import BEIJING
from core.county import Site
from core.outcome import Outcome
from core.snapshot import ArticleFacts, Page, PageFacts, PageKind, PageRow, RecordRef
from tests.support.examples import read_example, record_example
from tests.support.judging import judge
from tests.support.snapshots import HOME, SITE

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("云岭县人民政府2025年政府信息公开工作年度报告", 2025),
        ("2025年度政府信息公开工作报告", 2025),
        ("云岭县教育局 2025 年政府信息公开年报", 2025),
        ("政府信息公开工作年度报告", 0),
        ("关于报送2025年政府信息公开工作年度报告的通知", 0),
        ("2025年政府工作报告", 0),
    ],
)
def test_years_of_reports(title: str, year: int) -> None:
    assert report_year(title) == year


def named(title: str) -> Page:
    facts = PageFacts(article=ArticleFacts(title=title))
    row = PageRow(HOME + "nb.html", PageKind.ARTICLE, 1, 200, "text/html", "", facts, RecordRef("", 0, ""))
    return Page(row, lambda: "")


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("云岭县人民政府2025年政府信息公开工作年度报告", True),
        ("云岭县2025年政府信息公开工作年度报告", True),
        ("2025年政府信息公开工作年度报告", True),
        ("云岭县人民政府办公室2025年政府信息公开工作年度报告", True),
        ("云岭县教育局2025年政府信息公开工作年度报告", False),
        ("云溪镇2025年政府信息公开工作年度报告", False),
    ],
)
def test_whose_report(title: str, own: bool) -> None:
    assert is_sites_own(named(title), SITE) is own


@pytest.mark.parametrize(("month", "day"), [(1, date(2026, 1, 31)), (2, date(2026, 2, 28)), (12, date(2026, 12, 31))])
def test_due(month: int, day: date) -> None:

    assert due_day(2025, month) == day


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        (datetime(2026, 3, 31, 9, tzinfo=BEIJING), Outcome.INAPPLICABLE),
        (datetime(2026, 4, 1, 9, tzinfo=BEIJING), Outcome.FAILED),
    ],
)
def test_a_report_is_missed_from_the_day_after_it_was_due(tmp_path: Path, moment: datetime, outcome: Outcome) -> None:
    pages = read_example(HERE / "good" / "platform")
    (found,) = judge("disclosure.annual_report", record_example(tmp_path, pages, taken_at=moment))
    assert found.outcome is outcome


@pytest.mark.parametrize("check", ["disclosure.annual_report", "disclosure.platform", "disclosure.site_report"])
def test_an_incomplete_crawl_calls_nothing_missing(tmp_path: Path, check: str) -> None:
    pages = {"index.html": read_example(HERE / "good" / "platform")["index.html"].replace("政府信息公开", "走进云岭")}
    assert Outcome.FAILED in {item.outcome for item in judge(check, record_example(tmp_path / "whole", pages))}
    builder = record_example(tmp_path / "cut", pages).gap("page_cap", HOME + "x.html")
    assert Outcome.FAILED not in {item.outcome for item in judge(check, builder)}


def test_a_department_may_publish_in_the_portal(tmp_path: Path) -> None:
    site = Site("jyj", "云岭县教育局", HOME, unit="云岭县教育局")
    pages = {"index.html": "<html><title>云岭县教育局</title><body><p>首页</p></body></html>"}
    found = judge("disclosure.platform", record_example(tmp_path, pages, site=site))
    assert [item.outcome for item in found] == [Outcome.CANT_TELL]


lines = st.builds(
    Line,
    st.sampled_from(["一、本年新收", "二、上年结转", "（一）予以公开", "（七）总计", "四、结转下年度", "结果维持"]),
    st.lists(st.integers(0, 50), max_size=15).map(tuple),
    st.integers(0, 1),
)


@given(st.lists(st.lists(lines, max_size=8), max_size=3))
def test_any_tables_are_read(tables: list[list[Line]]) -> None:
    for told in (_applications(tables), _lawsuits(tables)):
        assert told is None or all("为" in sentence for sentence in told)


def test_a_report_without_its_year_may_be_the_one(tmp_path: Path) -> None:
    pages = read_example(HERE / "good" / "annual_report")
    nameless = {path: html.replace("2025年", "") for path, html in pages.items()}
    outcomes = {
        item.identity: item.outcome for item in judge("disclosure.annual_report", record_example(tmp_path, nameless))
    }
    assert outcomes == {("published",): Outcome.CANT_TELL}
