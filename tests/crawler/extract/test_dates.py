"""Days of which month and day may stand in either order, and those of addresses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.dates import CLOCK, TURNED, is_day_first, turned_day, url_day


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.sampled_from(["/", " / ", ".", "-", " "]), st.booleans())
def test_both_orders(day: date, apart: str, day_first: bool) -> None:
    parts = [f"{day.month:02}", f"{day.day:02}"]
    match = TURNED.search(apart.join([*(parts[::-1] if day_first else parts), str(day.year)]))
    assert match is not None
    assert turned_day(match, day_first) == day
    told = is_day_first(match)
    assert told is None or told == day_first
    assert (told is None) == (day.day <= 12)


@pytest.mark.parametrize("text", ["2026-11-19", "1/3 2026年", "11-19-26", "10.11.12.2026", "第11/19页"])
def test_other_texts_are_not_turned(text: str) -> None:
    assert TURNED.search(text) is None


ADDRESSES = {
    "/art/2026/11/23/art_1_2.html": date(2026, 11, 23),
    "/202611/t20261123_881.html": date(2026, 11, 23),
    "/2026-11/23/content_9.htm": date(2026, 11, 23),
    "/n1/2026/1123/c14-40.html": date(2026, 11, 23),
    "/2026/1323/c14.html": None,
    "/202611/9f2a.html": None,
    "/list/2026/index.html": None,
}


@pytest.mark.parametrize("path", ADDRESSES)
def test_days_of_addresses(path: str) -> None:
    assert url_day(f"http://www.yunling-demo.gov.cn{path}") == ADDRESSES[path]


@pytest.mark.parametrize("text", ["10:15", " 08:12:33", "T08:00:00+08:00", "T08:00:00.123Z", "17:19PM", " 9:05 am"])
def test_clocks(text: str) -> None:
    assert CLOCK.fullmatch(text)
