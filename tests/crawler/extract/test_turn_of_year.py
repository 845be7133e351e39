"""Lists without years over the turn of a year: a turn is believed where everything falls into place with it."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract

URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
SEEN = date(2026, 11, 23)


def newest(
    *days: str, row: str = "<li><a href={n}.html>云岭县第{n}号公告发布</a><span>{day}</span></li>", head: str = ""
) -> date:
    rows = "".join(row.format(n=number, day=day) for number, day in enumerate(days, 10))
    html = f"<html><head><title>通知公告</title></head><body>{head}<ul>{rows}</ul></body></html>"
    items = extract(html.encode(), "text/html", URL, SEEN).facts.items
    return max(item.day for item in items if item.day)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("02-10", "01-20", "01-06", "12-22", "12-08", "11-28", "11-10"), date(2026, 2, 10)),
        (("03-02", "02-11", "01-09", "11-20", "10-30", "05-12"), date(2026, 3, 2)),
        (("3月2日", "2月11日", "1月9日", "11月20日"), date(2026, 3, 2)),
        # Two years back: December before last year's is seen as last year's otherwise.
        (("01-20", "01-06", "12-22", "11-10", "10-05", "12-20"), date(2026, 1, 20)),
    ],
)
def test_what_stands_below_last_year_is_no_newer(days: tuple[str, ...], expected: date) -> None:
    assert newest(*days) == expected


@pytest.mark.parametrize(
    "days",
    [
        ("08-20", "11-20", "11-02", "10-30", "10-11"),
        ("08-20", "06-20", "11-20", "11-02", "10-30"),
        ("08-20", "07-20", "06-20", "11-20", "11-21", "11-02"),
        ("11-20", "11-02", "10-30", "10-11", "12-28"),
    ],
    ids=["one pinned", "two pinned", "not in order behind", "a natural turn"],
)
def test_pinned_entries_are_no_turn(days: tuple[str, ...]) -> None:
    assert newest(*days) >= date(2026, 11, 20)


def test_entries_marked_as_pinned_are_no_turn() -> None:
    row = "<li><em>置顶</em><a href={n}.html>云岭县第{n}号公告发布</a><span>{day}</span></li>"
    days = ("08-20", "07-20", "06-20", "11-20", "11-02")
    assert newest(*days, row=row) == date(2026, 11, 20)


def test_a_year_above_the_list_stands() -> None:
    days = ("03-02", "02-11", "01-09", "11-20", "10-30")
    assert newest(*days, head="<h3>2025年</h3>") == date(2025, 11, 20)


def test_days_with_years_stand_as_they_are() -> None:
    assert newest("2026-03-02", "2026-02-11", "2026-01-09", "2026-11-20") == date(2026, 11, 20)


def test_a_list_cut_into_pieces_is_one() -> None:
    days = ("02-10", "01-20", "01-06", "12-22", "</ul><ul>", "11-28", "11-10")
    row = "<li><a href={n}.html>云岭县第{n}号公告发布</a><span>{day}</span></li>"
    rows = "".join(day if "ul" in day else row.format(n=number, day=day) for number, day in enumerate(days, 10))
    html = f"<html><head><title>通知公告</title></head><body><div><ul>{rows}</ul></div></body></html>"
    items = extract(html.encode(), "text/html", URL, SEEN).facts.items
    assert max(item.day for item in items if item.day) == date(2026, 2, 10)
