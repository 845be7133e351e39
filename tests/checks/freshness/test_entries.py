"""Lists whose entries come as data or stand on further pages, and lists without any date."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome
from core.snapshot import ArticleFacts, ListItem, PageFacts, PageKind
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

TODAY = TAKEN_AT.date()
OLD = date(2025, 1, 1)
URL = HOME + "news/"
DATA = HOME + "api/list?page=1"
A, B = HOME + "news/a.html", HOME + "news/b.html"
COLUMNS = [Column("yunling", "政务动态", URL, ColumnCategory.NEWS)]
HTML = "<div class=crumb></div><ul id=list></ul><script>$.ajax({url: '/api/list'})</script>"


def builder(folder: Path, *items: ListItem, scripted: tuple[str, ...] = (), html: str = HTML) -> SnapshotBuilder:
    facts = PageFacts(items=items, scripted=scripted, text_length=200)
    return SnapshotBuilder(folder, columns=COLUMNS).page(URL, html, kind=PageKind.COLUMN, facts=facts)


def stale(found: SnapshotBuilder) -> Observation:
    return judge_one("fresh.column", found)


def empty(found: SnapshotBuilder) -> Observation:
    return judge_one("fresh.empty_column", found)


def test_data_decides_whether_a_column_is_updated(tmp_path: Path) -> None:
    fresh = builder(tmp_path / "1", ListItem(A, "旧", OLD), scripted=("ajax",))
    fresh.resource(DATA, content_type="application/json").document(DATA, "ajax", [ListItem(B, "新", TODAY)], page=URL)
    found = stale(fresh)
    assert found.outcome is Outcome.PASSED
    assert DATA in [proof.url for proof in found.evidence]
    old = builder(tmp_path / "2", scripted=("ajax",)).document(DATA, "ajax", [ListItem(B, "旧", OLD)], page=URL)
    assert stale(old).outcome is Outcome.FAILED


def test_the_day_of_the_data_counts_where_the_page_shows_none(tmp_path: Path) -> None:
    found = builder(tmp_path, ListItem(B, "新")).document(DATA, "ajax", [ListItem(B, "新", TODAY)], page=URL)
    assert stale(found).outcome is Outcome.PASSED


def test_a_further_page_counts(tmp_path: Path) -> None:
    further = PageFacts(items=(ListItem(B, "新", TODAY),))
    found = builder(tmp_path, ListItem(A, "置顶", OLD)).lead(URL, URL + "index_2.html")
    assert stale(found.page(URL + "index_2.html", facts=further)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("marks", "entries", "outcome"),
    [
        (("jpaas",), 9, Outcome.CANT_TELL),
        (("ajax",), 2, Outcome.CANT_TELL),
        (("ajax",), 5, Outcome.FAILED),
        (("createPageHTML",), 1, Outcome.FAILED),
        (("vsb",), 1, Outcome.FAILED),
    ],
)
def test_a_list_that_may_not_have_been_read(
    tmp_path: Path, marks: tuple[str, ...], entries: int, outcome: Outcome
) -> None:
    items = [ListItem(f"{URL}{n}.html", "旧闻", OLD - timedelta(days=n)) for n in range(entries)]
    assert stale(builder(tmp_path, *items, scripted=marks)).outcome is outcome


def undated(folder: Path, facts: PageFacts) -> Observation:
    found = builder(folder, ListItem(A, "消息一"), ListItem(B, "消息二"))
    return stale(found.page(A, facts=facts).page(B, facts=facts))


def test_no_date_anywhere_counts_as_not_updated(tmp_path: Path) -> None:
    found = undated(tmp_path, PageFacts(text_length=300))
    assert found.outcome is Outcome.FAILED
    assert "列有稿件 2 条，列表和各稿件页面均未见日期，按未更新计" in found.message


@pytest.mark.parametrize(
    "facts",
    [
        PageFacts(text_length=30),
        PageFacts(text_length=300, truncated=True),
        PageFacts(text_length=300, scripted=("template",)),
        PageFacts(text_length=300, article=ArticleFacts(tag_day=OLD)),
        PageFacts(text_length=300, article=ArticleFacts(url_day=OLD)),
        PageFacts(text_length=300, article=ArticleFacts(signed_day=OLD)),
    ],
)
def test_no_date_is_not_said_of_pages_that_may_have_one(tmp_path: Path, facts: PageFacts) -> None:
    assert undated(tmp_path, facts).outcome is Outcome.CANT_TELL


def test_undated_entries_not_all_seen_or_only_one(tmp_path: Path) -> None:
    read = PageFacts(text_length=300)
    two = builder(tmp_path / "1", ListItem(A, "消息一"), ListItem(B, "消息二")).page(A, facts=read)
    assert stale(two).outcome is Outcome.CANT_TELL
    assert stale(builder(tmp_path / "2", ListItem(A, "消息一")).page(A, facts=read)).outcome is Outcome.CANT_TELL


def test_data_fills_a_column(tmp_path: Path) -> None:
    found = builder(tmp_path, scripted=("ajax",)).document(DATA, "ajax", [ListItem(B, "新", OLD)], page=URL)
    assert empty(found).outcome is Outcome.PASSED


@pytest.mark.parametrize(("total", "outcome"), [(0, Outcome.FAILED), (-1, Outcome.CANT_TELL)])
def test_data_that_says_that_nothing_is_there(tmp_path: Path, total: int, outcome: Outcome) -> None:
    found = builder(tmp_path, scripted=("ajax",)).document(DATA, "ajax", page=URL, total=total)
    assert empty(found).outcome is outcome


def test_one_source_of_several_says_nothing(tmp_path: Path) -> None:
    found = builder(tmp_path, scripted=("ajax",)).document(DATA, "ajax", page=URL, total=0)
    assert empty(found.document(DATA + "1", "ajax", page=URL)).outcome is Outcome.CANT_TELL


def test_pictures_beside_empty_data(tmp_path: Path) -> None:
    html = f"<div class=con><img src=/a.png>{HTML}</div>"
    found = builder(tmp_path, scripted=("ajax",), html=html).document(DATA, "ajax", page=URL, total=0)
    assert empty(found).outcome is Outcome.CANT_TELL


def test_data_of_the_home_page(tmp_path: Path) -> None:
    home = SnapshotBuilder(tmp_path).page(HOME, kind=PageKind.HOME, facts=PageFacts(scripted=("ajax",)))
    found = judge_one("fresh.home", home.document(DATA, "ajax", [ListItem(A, "新", TODAY)], page=HOME))
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("day", "shown", "outcome"),
    [
        (TODAY, {}, Outcome.PASSED),
        (OLD, {}, Outcome.FAILED),
        (OLD, {"whole": False}, Outcome.CANT_TELL),
        (OLD, {"scripted": ("ajax",)}, Outcome.CANT_TELL),
        (None, {}, Outcome.CANT_TELL),
    ],
    ids=["fresh", "stale", "data failed", "a holder stayed empty", "no date"],
)
def test_a_list_that_only_a_browser_shows(
    tmp_path: Path, day: date | None, shown: dict[str, Any], outcome: Outcome
) -> None:
    facts = PageFacts(items=(ListItem(B, "稿件", day),), scripted=shown.get("scripted", ()), text_length=200)
    found = builder(tmp_path, scripted=("ajax",)).rendered(URL, "<p>", facts=facts, whole=shown.get("whole", True))
    judged = stale(found)
    assert judged.outcome is outcome, judged.message
    assert judged.evidence[-1].shot.startswith("shots/")


def test_what_stays_empty_in_a_browser_is_told(tmp_path: Path) -> None:
    judged = stale(builder(tmp_path, scripted=("ajax",)).rendered(URL, "<p>", facts=PageFacts()))
    assert judged.outcome is Outcome.CANT_TELL
    assert "用浏览器打开后仍没有识别出稿件" in judged.message


def test_entries_that_data_tells_without_dates_are_not_dateless(tmp_path: Path) -> None:
    def told(folder: Path, *shown: ListItem) -> SnapshotBuilder:
        found = builder(folder, *shown, scripted=("ajax",))
        for url in (A, B):
            found.page(url, "", kind=PageKind.ARTICLE, facts=PageFacts(text_length=900))
        return found.document(DATA, "ajax", [ListItem(A, "甲"), ListItem(B, "乙")], page=URL)

    assert stale(told(tmp_path / "1")).outcome is Outcome.CANT_TELL
    # What the page itself shows without a date is.
    assert stale(told(tmp_path / "2", ListItem(A, "甲"), ListItem(B, "乙"))).outcome is Outcome.FAILED


def test_old_entries_beside_undated_ones_of_data_are_not_the_newest_for_sure(tmp_path: Path) -> None:
    found = builder(tmp_path, ListItem(A, "旧", OLD), scripted=("ajax",))
    found.page(B, "", kind=PageKind.ARTICLE, facts=PageFacts(text_length=900))
    assert stale(found.document(DATA, "ajax", [ListItem(B, "乙")], page=URL)).outcome is Outcome.CANT_TELL
