"""Notices that float or run over a page are none of its lists, where it has one."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract

URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
ROWS = "".join(f"<li><a href={n}.html>云岭县第{n}号公告发布</a><span>2026-10-{n}</span></li>" for n in (12, 11, 10))
NOTICE = "<a href=/x/9.html>关于网站升级维护的紧急通知</a> 2026-11-20"


def newest(before: str, after: str = "", rows: str = f"<ul>{ROWS}</ul>") -> date | None:
    html = f"<html><head><title>通知公告</title></head><body>{before}<div class=main>{rows}</div>{after}</body></html>"
    items = extract(html.encode(), "text/html", URL, date(2026, 11, 23)).facts.items
    return max((item.day for item in items if item.day), default=None)


FLOATING = [
    f"<div id=float style='position: fixed; left: 0'>{NOTICE}<span>关闭</span></div>",
    f"<div class=pop-window><p>{NOTICE}</p></div>",
    f"<div class='modal fade'>{NOTICE}</div>",
    f"<div id=piaofu>{NOTICE}</div>",
    f"<marquee scrollamount=3>{NOTICE}</marquee>",
    f"<table><tr><td>通知：</td><td><marquee>{NOTICE}</marquee></td></tr></table>",
]


@pytest.mark.parametrize("box", FLOATING)
def test_a_floating_notice_is_not_the_columns_newest(box: str) -> None:
    assert newest(box) == newest("", box) == date(2026, 10, 12)


@pytest.mark.parametrize("name", ["float-left", "float_r", "popular", "main-float-right"])
def test_boxes_that_are_only_placed_so_are_read(name: str) -> None:
    assert newest("", rows=f"<div class={name}><ul>{ROWS}</ul></div>") == date(2026, 10, 12)
    assert newest("", f"<div class={name}><p>{NOTICE}</p><p>{NOTICE.replace('9', '8')}</p></div>") is not None


def test_what_runs_is_the_list_where_nothing_else_is() -> None:
    assert newest("", rows=f"<marquee><ul>{ROWS}</ul></marquee>") == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("/yaowen/", date(2026, 10, 12)), ("/zwgk/tzgg/", date(2026, 11, 20)), ("", date(2026, 11, 20))],
)
def test_pictures_in_turn_count_where_they_are_the_columns_own(folder: str, expected: date) -> None:
    slides = "".join(
        f"<div class=swiper-slide><a href={folder}{n}9.html>云岭县召开第{n}次大会</a><span>2026-11-{n}</span></div>"
        for n in (20, 19)
    )
    assert newest(f"<div class='swiper-container'>{slides}</div>") == expected
