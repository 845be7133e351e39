"""Working days: the shipped years against their notices, the arithmetic, and broken tables."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import WorkingCalendar, load_calendar
from core.errors import CalendarError

CALENDAR = load_calendar()
days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
counts = st.integers(0, 60)


def test_2025_has_the_days_of_its_notice() -> None:
    off = {day for day in CALENDAR.holidays if day.year == 2025}
    assert len(off) == 1 + 8 + 3 + 5 + 3 + 8
    assert date(2025, 1, 28) in off
    assert date(2025, 10, 8) in off
    assert CALENDAR.is_working_day(date(2025, 9, 28))
    assert "〔2024〕12号" in CALENDAR.documents[2025]


def test_2026_has_the_days_of_its_notice() -> None:
    off = {day for day in CALENDAR.holidays if day.year == 2026}
    assert len(off) == 3 + 9 + 3 + 5 + 3 + 3 + 7
    weekdays_off = {f"{day:%m-%d}" for day in off if day.weekday() < 5}
    assert weekdays_off == {
        *("01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "02-23", "04-06", "05-01", "05-04", "05-05"),
        *("06-19", "09-25", "10-01", "10-02", "10-05", "10-06", "10-07"),
    }
    working = sorted(f"{day:%m-%d}" for day in CALENDAR.working_weekends if day.year == 2026)
    assert working == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def test_a_deadline_over_the_national_day_holiday() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CALENDAR.working_days_between(date(2026, 9, 30), date(2026, 10, 8)) == 1


def test_no_days_is_the_day_itself() -> None:
    assert CALENDAR.add_working_days(date(2026, 10, 1), 0) == date(2026, 10, 1)


def test_going_back_is_refused() -> None:
    with pytest.raises(ValueError, match="back 2"):
        CALENDAR.add_working_days(date(2026, 10, 1), -2)


@given(days, counts)
def test_adding_then_counting_gives_the_same_number(day: date, count: int) -> None:
    later = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days_between(day, later) == count
    assert count == 0 or CALENDAR.is_working_day(later)


@given(days, counts, counts)
def test_adding_in_two_steps_is_adding_at_once(day: date, first: int, second: int) -> None:
    stepped = CALENDAR.add_working_days(CALENDAR.add_working_days(day, first), second)
    assert stepped == CALENDAR.add_working_days(day, first + second)


@given(days, st.integers(0, 400))
def test_counting_backwards_is_the_negative(day: date, span: int) -> None:
    later = day + timedelta(days=span)
    assert CALENDAR.working_days_between(later, day) == -CALENDAR.working_days_between(day, later)


@given(st.dates(date(2030, 1, 1), date(2099, 12, 31)))
def test_past_the_table_only_weekdays_count_and_a_warning_says_so(day: date) -> None:
    assert CALENDAR.is_working_day(day) == (day.weekday() < 5)
    assert f"{day.year}年" in CALENDAR.warning([day])


def test_a_covered_year_has_no_warning() -> None:
    assert CALENDAR.warning([date(2025, 1, 1), date(2026, 12, 31)]) == ""


def test_the_warning_names_each_missing_year_once() -> None:
    text = CALENDAR.warning([date(2031, 1, 1), date(2030, 2, 1), date(2030, 1, 1), date(2026, 1, 1)])
    assert "未包含2030年、2031年的" in text


GOOD = 'document = "某通知"\nholidays = []\nworking_weekends = []\n'

BROKEN = [
    ("[2026\n", "TOML"),
    ("[spring]\n" + GOOD, r"\[spring\]"),
    ("2026 = 1\n", r"\[2026\]"),
    ("[2026]\nholidays = []\nworking_weekends = []\n", "2026.document"),
    ('[2026]\ndocument = "某通知"\nworking_weekends = []\n', "2026.holidays"),
    ('[2026]\ndocument = "某通知"\nholidays = [1]\nworking_weekends = []\n', r"2026.holidays\[0\]"),
    ('[2026]\ndocument = "某通知"\nholidays = [{from = 2026-01-01}]\nworking_weekends = []\n', r"holidays\[0\].to"),
    (
        '[2026]\ndocument = "某通知"\nholidays = [{from = 2026-01-03, to = 2026-01-01}]\nworking_weekends = []\n',
        "起止日期不合理",
    ),
    ('[2026]\ndocument = "某通知"\nholidays = []\nworking_weekends = [2025-01-04]\n', "不属于 2026 年"),
    ('[2026]\ndocument = "某通知"\nholidays = []\nworking_weekends = [2026-01-05]\n', "不是周六或周日"),
    ('[2026]\ndocument = "某通知"\nholidays = []\nworking_weekends = [2026-01-04T00:00:00]\n', "应为日期"),
    (
        '[2026]\ndocument = "某"\nholidays = [{from = 2026-01-01, to = 2026-01-04}]\nworking_weekends = [2026-01-04]\n',
        "既列为放假日又列为上班日",
    ),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_a_broken_table_names_file_and_key(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CalendarError, match=expected) as caught:
        load_calendar(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CalendarError, match="无法打开"):
        load_calendar(tmp_path / "none.toml")


def test_a_table_may_begin_in_december_before(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(
        '[2023]\ndocument = "某通知"\nholidays = [{name = "元旦", from = 2022-12-31, to = 2023-01-02}]\n'
        "working_weekends = []\n",
        "utf-8",
    )
    calendar = load_calendar(path)
    assert isinstance(calendar, WorkingCalendar)
    assert not calendar.is_working_day(date(2023, 1, 2))
    assert calendar.is_working_day(date(2023, 1, 3))
