from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract

HOME = "http://www.yunling-demo.gov.cn/"
DAY = date(2026, 11, 23)


def likeness(body: str, path: str = "a.html", title: str = "云岭县人民政府") -> str:
    return extract(f"<title>{title}</title>{body}".encode(), "text/html", HOME + path, DAY).facts.likeness


def entry(number: int, day: int) -> str:
    return f"<li><a href={number}>空气质量日报</a><span>2026-11-{day}</span></li>"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>第3页，共9页，请稍候再试</p>", "<p>第12页，共9页，请稍候再试</p>"),
        ("<p>五月的活动安排如下所列</p>", "<p>十二月的活动安排如下所列</p>"),
        ("<p>今天是2026年11月23日 星期一</p><p>暂无会议</p>", "<p>今天是2026年11月24日 星期二</p><p>暂无会议</p>"),
        ("<p>请选择下级目录</p><a href='kpq/'>kpq</a>", "<p>请选择下级目录</p><a href='wrt/'>wrt</a>"),
        ("<p>浏览次数</p><b>8</b><i>云岭县人民政府</i>", "<p>浏览次数</p><b>9</b><i>云岭县人民政府</i>"),
        ("<ul><li>水务局的职责<li>农业局的职责</ul>", "<ul><li>农业局的职责<li>水务局的职责</ul>"),
        ("<ul>" + entry(1, 24) + entry(2, 25) + "</ul>", "<ul>" + entry(3, 26) + entry(4, 27) + "</ul>"),
    ],
)
def test_numbers_days_addresses_and_order_make_no_difference(one: str, other: str) -> None:
    assert likeness(one) == likeness(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>张建国同志任前公示，公示期五天</p>", "<p>李秀英同志任前公示，公示期五天</p>"),
        ("<ul>" + entry(1, 20) + entry(2, 19) + "</ul>", "<ul>" + entry(3, 18) + entry(4, 17) + "</ul>"),
        ("<img src=1.jpg>", "<img src=2.jpg>"),
    ],
)
def test_names_dated_entries_and_pictures_do(one: str, other: str) -> None:
    assert likeness(one) != likeness(other)


def test_a_page_that_shows_next_to_nothing_looks_like_no_other() -> None:
    assert likeness("<p>下一页</p>", title="") == ""


@given(st.text(max_size=80), st.integers(0, 10**6), st.integers(0, 10**6))
def test_any_text_looks_the_same_whatever_its_number(text: str, one: int, other: int) -> None:
    first, second = (likeness(f"<p>{text.replace('<', '')} 云岭县人民政府公报 {n}", f"{n}.html") for n in (one, other))
    assert first == second


@given(st.binary(max_size=300))
def test_any_bytes(body: bytes) -> None:
    assert len(extract(body, "text/html", HOME, DAY).facts.likeness) in (0, 16)
