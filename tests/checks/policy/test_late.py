"""policy.late: working days between a document and what explains it, and every way not to know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.policy.naming import document_name, quoted_name
from core.calendar import WorkingCalendar
from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome
from core.snapshot import ArticleFacts, PageFacts, PageKind
from tests.support.judging import judge
from tests.support.snapshots import HOME, SnapshotBuilder

COLUMNS = (
    Column("yunling", "政策文件", HOME + "zcwj/", ColumnCategory.POLICIES),
    Column("yunling", "政策解读", HOME + "zcjd/", ColumnCategory.INTERPRETATION),
)
NAME = "云岭县秸秆禁烧管理办法"
#: A Friday.
ISSUED = date(2026, 11, 6)


def run(
    folder: Path,
    explained: date | None,
    *,
    number: str = "岭政发〔2026〕7号",
    publisher: str = "云岭县人民政府",
    copies: int = 1,
    quoted: str = f"《{NAME}》政策解读",
    name: str = f"云岭县人民政府关于印发《{NAME}》的通知",
    gap: bool = False,
    html: str = "",
    calendar: WorkingCalendar | None = None,
) -> list[Observation]:
    builder = SnapshotBuilder(folder, columns=COLUMNS, calendar=calendar)
    builder.page(COLUMNS[1].url, kind=PageKind.COLUMN)
    article = ArticleFacts(title=name, document_number=number, publisher=publisher)
    for copy in range(copies):
        facts = PageFacts(publish_day=ISSUED, publish_source="label", article=article)
        builder.page(f"{HOME}zcwj/{copy}.html", html, kind=PageKind.ARTICLE, facts=facts)
    facts = PageFacts(publish_day=explained, publish_source="header", article=ArticleFacts(title=quoted))
    builder.page(HOME + "zcjd/1.html", kind=PageKind.ARTICLE, facts=facts)
    if gap:
        builder.gap("page_cap", HOME + "x.html")
    return judge("policy.late", builder)


@pytest.mark.parametrize(
    ("explained", "outcome"),
    [
        (ISSUED, Outcome.PASSED),
        (date(2026, 11, 2), Outcome.PASSED),
        (date(2026, 11, 11), Outcome.PASSED),
        (date(2026, 11, 12), Outcome.FAILED),
        (None, Outcome.CANT_TELL),
    ],
)
def test_working_days(tmp_path: Path, explained: date | None, outcome: Outcome) -> None:
    (found,) = run(tmp_path, explained)
    assert found.outcome is outcome
    assert len(found.evidence) == 2


def test_days_are_counted_by_the_calendar_that_was_sealed(tmp_path: Path) -> None:
    days = frozenset(date(2026, 11, day) for day in range(9, 20))
    assert (
        run(tmp_path, date(2026, 11, 19), calendar=WorkingCalendar(days, frozenset(), {2026: "县里的安排"}))[0].outcome
        is Outcome.PASSED
    )


@pytest.mark.parametrize(("explained", "outcome"), [(date(2026, 11, 19), "cantTell"), (date(2026, 12, 31), "failed")])
def test_a_year_without_a_table_counts_its_fewest_working_days(tmp_path: Path, explained: date, outcome: str) -> None:
    nothing = WorkingCalendar(frozenset(), frozenset(), {})
    assert run(tmp_path, explained, calendar=nothing)[0].outcome == outcome


@pytest.mark.parametrize(
    "title",
    [
        f"一图读懂：{NAME}",
        f"{NAME}政策解读（二）",
        f"一图读懂《{NAME}》",
        f"《云岭县人民政府关于印发〈{NAME}〉的通知》解读",
        "图解“岭政发〔2026〕7号”文件",
    ],
)
def test_pairs_by_name_and_number(tmp_path: Path, title: str) -> None:
    assert [item.outcome for item in run(tmp_path, date(2026, 11, 20), quoted=title)] == [Outcome.FAILED]


def test_pairs_by_a_link_that_says_so(tmp_path: Path) -> None:
    html = '<html><body><p>政策解读：<a href="/zcjd/1.html">县农业农村局负责人谈禁烧</a></p></body></html>'
    assert [item.outcome for item in run(tmp_path, date(2026, 11, 20), quoted="局长谈禁烧", html=html)] == ["failed"]


def test_incomplete_crawl_accuses_nobody(tmp_path: Path) -> None:
    assert run(tmp_path, date(2026, 11, 20), gap=True)[0].outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    ("href", "outcome"),
    [
        ("../zcjd/1.html#top", Outcome.FAILED),
        ("/zcjd/", Outcome.FAILED),
        ("/sp/9.mp4", Outcome.CANT_TELL),
        ("http://[x", Outcome.CANT_TELL),
    ],
)
def test_another_interpretation_may_be_earlier(tmp_path: Path, href: str, outcome: Outcome) -> None:
    html = f'<html><body><a href="{href}">政策解读</a></body></html>'
    assert run(tmp_path, date(2026, 11, 20), html=html)[0].outcome is outcome


@pytest.mark.parametrize(
    "change",
    [
        {"number": "国办发〔2026〕7号"},
        {"number": "云政发〔2026〕7号"},
        {"number": "", "publisher": "国务院办公厅", "name": "国务院办公厅关于印发《云岭县秸秆禁烧管理办法》的通知"},
        {"copies": 2},
        {"quoted": f"《{NAME}》"},
        {"quoted": f"《{NAME}》《云岭县养犬管理办法》政策解读"},
    ],
)
def test_not_plainly_a_pair(tmp_path: Path, change: dict[str, str]) -> None:
    assert run(tmp_path, date(2026, 11, 20), **change) == []  # type: ignore[arg-type]


@given(st.text(alphabet="云岭县秸秆禁烧管理办法", min_size=6, max_size=30))
def test_issued_document_and_its_interpretation_meet(name: str) -> None:
    assert document_name(f"云岭县人民政府关于印发《{name}》的通知") == name == quoted_name(f"《{name}》解读")
