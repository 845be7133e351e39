"""Dates in words, in parts, and counted back from today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.date_words import days_ago, plain_box, spelled

SEEN = date(2026, 11, 23)
BOXES = {
    "十一月": "11月",
    "元月": "1月",
    "九月": "9月",
    "十七日": "17日",
    "廿三日": "23日",
    "十一月十八日": "11月18日",
    "Nov": "11月",
    "sept.": "9月",
    "December": "12月",
}


@pytest.mark.parametrize("text", BOXES)
def test_parts_of_dates(text: str) -> None:
    assert plain_box(text) == BOXES[text]


@pytest.mark.parametrize("text", ["", "11月", "初九", "农历十月", "每月", "今日", "news", "十一月份工作安排公布"])
def test_what_is_no_part_of_a_date(text: str) -> None:
    assert plain_box(text) == text


AGO = {
    "今天": 0,
    "昨天": 1,
    "前天 09:30": 2,
    "3天前": 3,
    "2 周前": 14,
    "刚刚": 0,
    "5分钟前": 0,
    "22小时前": 0,
    "50小时前": 2,
}


@pytest.mark.parametrize("text", AGO)
def test_days_counted_back(text: str) -> None:
    assert days_ago(text, SEEN) == SEEN - timedelta(days=AGO[text])


@pytest.mark.parametrize("text", ["", "以前", "3个月前", "两天", "会前", "2026-11-20", "三年前", "提前3天前往"])
def test_what_counts_nothing_back(text: str) -> None:
    assert days_ago(text, SEEN) is None


@given(st.integers(0, 999))
def test_any_number_of_days(number: int) -> None:
    assert days_ago(f"{number}天前", SEEN) == SEEN - timedelta(days=number)


@given(st.text(alphabet="一二三四五六七八九十年月日天前昨今小时Nov0123456789-. ", max_size=16))
def test_never_raises(text: str) -> None:
    assert isinstance(plain_box(text), str)
    assert isinstance(spelled(text), str)
    found = days_ago(text, SEEN)
    assert found is None or found <= SEEN
