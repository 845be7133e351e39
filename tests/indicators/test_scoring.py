"""Scoring: vetoes decide, unverified rows list, and doubt never counts against a site."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outcome import Observation, Outcome, SubjectKind
from indicators import load_tables, score
from indicators.model import Assessment, Clause, Conclusion, Row, RowKind, RowResult, RowState, Table, Verified

WEBSITE = load_tables()["2019-19-website"]


def seen(check: str, subject: str, outcome: Outcome = Outcome.FAILED, warning: str = "", **facets: str) -> Observation:
    return Observation(check, subject, SubjectKind.COLUMN, outcome, "…", warning=warning, facets=facets)


def columns(count: int, outcome: Outcome = Outcome.FAILED, category: str = "动态要闻") -> list[Observation]:
    return [
        seen("fresh.column", f"http://x/{category}/{outcome}/{n}/", outcome, category=category) for n in range(count)
    ]


def row(assessment: Assessment, row_id: str) -> RowResult:
    return next(result for result in assessment.results if result.row.id == row_id)


@pytest.mark.parametrize(
    ("stale", "state", "conclusion"),
    [
        (5, RowState.TRIGGERED, Conclusion.UNQUALIFIED),
        (4, RowState.WARNING, Conclusion.QUALIFIED),
        (3, RowState.WARNING, Conclusion.QUALIFIED),
        (2, RowState.CLEAR, Conclusion.QUALIFIED),
    ],
)
def test_five_stale_columns_veto(stale: int, state: RowState, conclusion: Conclusion) -> None:
    filled = seen("fresh.empty_column", "http://x/full/", Outcome.PASSED)
    assessment = score(WEBSITE, [*columns(stale), *columns(9, Outcome.PASSED), filled], sane=True)
    assert (row(assessment, "W-V4").state, assessment.conclusion) == (state, conclusion)


def test_the_columns_that_count_are_named() -> None:
    empty = [seen("fresh.empty_column", f"http://x/{n}/", name=f"栏目{n}") for n in range(5)]
    near = seen("fresh.column", "http://x/n/", Outcome.PASSED, "…", category="动态要闻", name="要闻", days_left="3")
    found = row(score(WEBSITE, [*empty, near], sane=True), "W-V4")
    assert "空白栏目 5 个（否决线 5 个）：栏目0、栏目1、栏目2、栏目3、栏目4" in found.explanation
    assert "1 项临近期限（要闻还有 3 天）" in found.explanation


def test_of_many_columns_the_first_twenty_are_named() -> None:
    many = [seen("fresh.empty_column", f"http://x/{n}/", name=f"栏目{n}") for n in range(30)]
    assert "栏目19等" in row(score(WEBSITE, many, sane=True), "W-V4").explanation


def test_on_how_many_pages_a_fault_of_a_template_stands_is_said_beside_the_count() -> None:
    logo = Observation("a11y.image_alt", "http://x/", SubjectKind.SITE, Outcome.FAILED, "…", ("img",), source_count=135)
    other = Observation(
        "a11y.image_alt", "http://x/", SubjectKind.SITE, Outcome.FAILED, "…", ("p img",), source_count=1
    )
    found = row(score(WEBSITE, [logo, other], sane=True), "W-A11Y")
    assert "2 个（最多的一个共135个页面）" in found.explanation
    assert "页面）" not in row(score(WEBSITE, [other], sane=True), "W-A11Y").explanation


def test_other_categories_need_ten() -> None:
    nine = score(WEBSITE, columns(9, category="其他"), sane=True)
    ten = score(WEBSITE, columns(10, category="其他"), sane=True)
    assert nine.conclusion is not Conclusion.UNQUALIFIED
    assert ten.conclusion is Conclusion.UNQUALIFIED
    assert "W-V4" in ten.reasons[0]


def test_excluded_fingerprints_do_not_count() -> None:
    stale = columns(5)
    assessment = score(WEBSITE, stale, sane=True, excluded={stale[0].fingerprint})
    assert row(assessment, "W-V4").state is RowState.WARNING
    assert len(row(assessment, "W-V4").subjects) == 4


def test_unsound_crawl_concludes_nothing() -> None:
    assert score(WEBSITE, columns(20), sane=False).conclusion is Conclusion.CANT_TELL


def test_what_was_gathered_apart_decides_even_then() -> None:
    down = [*columns(20), seen("avail.home", "http://x/")]
    assessment = score(WEBSITE, down, sane=False, apart={"avail.home"})
    assert assessment.conclusion is Conclusion.UNQUALIFIED
    assert [result.row.id for result in assessment.vetoes] == ["W-V2"]
    well = [*columns(20), seen("avail.home", "http://x/", Outcome.PASSED)]
    assert score(WEBSITE, well, sane=False, apart={"avail.home"}).conclusion is Conclusion.CANT_TELL


def test_what_was_not_tested_is_no_doubt() -> None:
    assert row(score(WEBSITE, [seen("avail.home", "http://x/", Outcome.UNTESTED)], sane=True), "W-V2").state is (
        RowState.UNTESTED
    )
    assert row(score(WEBSITE, [seen("avail.home", "http://x/", Outcome.CANT_TELL)], sane=True), "W-V2").state is (
        RowState.CANT_TELL
    )


def test_nothing_measured_concludes_nothing() -> None:
    assessment = score(WEBSITE, [], sane=True)
    assert assessment.conclusion is Conclusion.CANT_TELL
    assert {result.state for result in assessment.results} == {RowState.UNTESTED}


def test_doubt_that_could_cross_the_line_is_told() -> None:
    assessment = score(WEBSITE, columns(3) + columns(2, Outcome.CANT_TELL), sane=True)
    result = row(assessment, "W-V4")
    assert assessment.conclusion is not Conclusion.UNQUALIFIED
    assert "未能判定" in result.explanation


def test_unverified_rows_list() -> None:
    assessment = score(WEBSITE, [seen("link.dead", f"http://x/{n}") for n in range(500)], sane=True)
    result = row(assessment, "W-D22")
    assert (result.state, result.count, result.points) == (RowState.LISTED, 500, 0.0)
    assert assessment.conclusion is not Conclusion.UNQUALIFIED


def test_early_warning_on_home() -> None:
    fresh = seen("fresh.home", "http://x/", Outcome.PASSED, warning="还剩2天")
    assert row(score(WEBSITE, [fresh], sane=True), "W-V3").state is RowState.WARNING
    stale = seen("fresh.home", "http://x/")
    assert score(WEBSITE, [stale], sane=True).conclusion is Conclusion.UNQUALIFIED


def test_only_doubt_is_cant_tell() -> None:
    unclear = seen("fresh.home", "http://x/", Outcome.CANT_TELL)
    assert row(score(WEBSITE, [unclear], sane=True), "W-V3").state is RowState.CANT_TELL


def deducting(verified: Verified) -> Table:
    clause = Clause("X-1.1", "死链", 1, verified, ("link.dead",))
    line = Row("X-1", "死链", RowKind.DEDUCT, "", "", verified, (clause,), points=0.5, max_points=2)
    return Table("own", "", "", date(2026, 1, 1), 1, "website", (line,))


@given(st.integers(min_value=1, max_value=30))
def test_deductions_are_capped(count: int) -> None:
    found = [seen("link.dead", str(n)) for n in range(count)]
    assert score(deducting(Verified.V1), found, sane=True).points == min(count * 0.5, 2)
    assert score(deducting(Verified.M), found, sane=True).points == 0


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    one = st.builds(
        seen,
        st.sampled_from(["fresh.column", "fresh.empty_column", "fresh.home", "link.dead", "no.such"]),
        st.text(max_size=3),
        st.sampled_from(list(Outcome)),
        category=st.sampled_from(["动态要闻", "其他", "政策文件"]),
    )
    return draw(st.lists(one, max_size=25))


@given(observations())
def test_no_failure_no_veto(items: Iterable[Observation]) -> None:
    harmless = [item for item in items if item.outcome is not Outcome.FAILED]
    assert score(WEBSITE, harmless, sane=True).conclusion is not Conclusion.UNQUALIFIED


@given(observations())
def test_order_does_not_matter(items: list[Observation]) -> None:
    assert score(WEBSITE, items, sane=True) == score(WEBSITE, list(reversed(items)), sane=True)
