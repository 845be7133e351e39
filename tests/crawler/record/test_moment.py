from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.extract.dates import resolve
from crawler.record.moment import WatchedDay
from crawler.record.readings import read

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
URL = "https://www.yunling-demo.gov.cn/tzgg/"
TYPE = "text/html; charset=utf-8"


def listing(entries: list[str]) -> bytes:
    rows = "".join(
        f'<li><a href="a{n}.html">关于第{n}件事项的通知</a><span>{day}</span></li>' for n, day in enumerate(entries)
    )
    return f"<html><body><ul>{rows}</ul></body></html>".encode()


WRITTEN = st.one_of(
    DAYS.map(lambda day: f"{day:%m-%d}"),
    DAYS.map(lambda day: f"{day:%Y-%m-%d}"),
    DAYS.map(lambda day: f"{day:%d}日 {day:%m}月"),
    st.tuples(DAYS, DAYS).map(lambda days: f"发布日期：{days[0]} 时间：{days[1]}"),
)


@given(st.lists(WRITTEN, min_size=1, max_size=6), DAYS, st.integers(0, 800))
def test_a_reading_that_has_not_expired_is_what_reading_again_would_give(
    entries: list[str], seen: date, later: int
) -> None:
    body, today = listing(entries), seen + timedelta(days=later)
    kept = read(body, TYPE, URL, seen)
    if not kept.expires or today.isoformat() < kept.expires:
        assert kept.page == extract(body, TYPE, URL, today)


def test_a_day_without_a_year_expires_when_its_next_one_comes() -> None:
    day = WatchedDay.of(date(2026, 11, 23))
    assert resolve(11, 30, day) == date(2025, 11, 30)
    # One day of grace for clocks that differ.
    assert min(day.turns) == date(2026, 11, 29)


def test_full_days_that_have_come_never_expire() -> None:
    assert read(listing(["2026-11-20", "2026-11-19"]), TYPE, URL, date(2026, 11, 23)).expires == ""


def test_anything_else_done_with_the_day_expires_at_once() -> None:
    today = date(2026, 11, 23)
    day = WatchedDay.of(today)
    assert (day - date(2026, 11, 1)).days == 22
    assert (date(2026, 12, 1) - day).days == 8
    assert day == today
    assert day.turns == [today] * 3
