"""Days without a year, whose year a time element states."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract
from tests.crawler.extract.article_shapes import Shape, article


def day_of(header: str) -> date | None:
    page = Shape(article(header))
    return extract(page.html, "", page.url, date(2026, 11, 23)).facts.publish_day


@pytest.mark.parametrize(
    "header",
    [
        "<p><time datetime='2024-10-28T09:30:00+08:00'>10月28日</time> · 县融媒体中心</p>",
        "<p><time datetime='2024-10-28'>10-28</time></p>",
        "<p>来源：县融媒体中心 <span><time datetime='2024-10-28 09:30'>10月28日 09:30</time></span></p>",
        "<div>发布时间：<time datetime='2024/10/28'>10/28</time></div>",
    ],
)
def test_the_year_of_an_agreeing_attribute_is_taken(header: str) -> None:
    assert day_of(header) == date(2024, 10, 28)


@pytest.mark.parametrize(
    "header",
    [
        "<p><time datetime='2024-10-29'>10月28日</time></p>",
        "<p><time datetime='2024-02-30'>02月30日</time></p>",
        "<p><time datetime='2024'>10月28日</time></p>",
        "<p><time>10月28日</time></p>",
        "<p><time datetime='2024-10-28'>最近更新</time></p>",
    ],
    ids=["another day", "no such day", "no day", "no attribute", "nothing shown"],
)
def test_no_day_is_made_up(header: str) -> None:
    assert day_of(header) is None


def test_a_whole_date_that_is_shown_stands() -> None:
    assert day_of("<p><time datetime='2024-10-28'>2026-10-28</time></p>") == date(2026, 10, 28)


@pytest.mark.parametrize(
    ("stated", "day"),
    [("2024-10-28T09:30:00+08:00", date(2024, 10, 28)), ("2024-10-27", date(2026, 10, 28)), ("", date(2026, 10, 28))],
    ids=["agrees", "another day", "nothing"],
)
def test_the_year_of_a_list_s_entry(stated: str, day: date) -> None:
    row = "<li><a href='{0}.html'>云岭县第{0}次工作会议召开</a><time datetime='{1}'>10-28</time></li>"
    page = f"<html><body><ul>{row.format(1, stated)}{row.format(2, stated)}</ul></body></html>".encode()
    items = extract(page, "text/html", "http://www.yunling-demo.gov.cn/xw/", date(2026, 11, 23)).facts.items
    assert [item.day for item in items] == [day, day]
