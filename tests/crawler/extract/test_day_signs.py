"""What of a link's texts is no part of its title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.day_signs import _HAS_DAY, has_day, tells_day

DAYS = (
    *(
        "2026-11-20",
        "[2026/11/20]",
        "11-20",
        "20",
        "2026年11月",
        "11月",
        "十一月",
        "Nov",
        "20261120",
        "26-11-20",
        "/",
        "-",
    ),
    *(
        "2026-11-20 10:15:00.0",
        "2026年11月20日（星期五）",
        "发布时间：2026-11-20",
        "时间: 2026年11月20日",
        "发布日期：",
        "来源：县融媒体中心",
    ),
    *("浏览：123次", "November 20, 2026", "二〇二六年十一月二十日"),
)
TITLES = ("关于开展冬季安全生产大检查的通知", "云岭县2026年招生公告", "截至2026年11月20日的抽检结果", "5G基站建设", "")


@pytest.mark.parametrize("text", DAYS)
def test_days_and_their_labels(text: str) -> None:
    assert tells_day(text)


@pytest.mark.parametrize("text", TITLES)
def test_titles(text: str) -> None:
    assert not tells_day(text)


@given(st.dates())
def test_any_day(day: object) -> None:
    assert tells_day(str(day)) == (str(day)[:2] in ("19", "20"))


@given(st.text(alphabet="0123456789-/.年月日：一二三十Nov 来源", max_size=60))
def test_never_raises(text: str) -> None:
    assert tells_day(text) in (True, False)


@given(st.from_regex(_HAS_DAY))
def test_whatever_speaks_of_a_day_is_looked_at(text: str) -> None:
    assert has_day(text)


@pytest.mark.parametrize(
    ("text", "told"), [("2026-11-20", True), ("三天前", True), ("十一月", True), ("通知公告", False)]
)
def test_speaking_of_a_day(text: str, told: bool) -> None:
    assert has_day(text) is told
