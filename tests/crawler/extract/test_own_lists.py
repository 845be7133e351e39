"""Which lists of a page are the column's own."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract import extract

URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
OWN, OTHER = "关于开展冬季安全生产大检查的通知", "全县重点项目建设推进会召开"
CRUMBS = "<div class=dqwz>当前位置：<a href=/>首页</a> &gt; <a href=/zwgk/>政务公开</a> &gt; 通知公告</div>"


def rows(title: str, number: int, place: str) -> str:
    return "".join(
        f"<li><a href='/{place}/{n}.html'>{title}第{n}号</a><span>2026-11-{n + 10}</span></li>" for n in range(number)
    )


def box(heading: str, title: str, number: int, place: str = "b") -> str:
    return f"<div class=box><h3>{heading}</h3><ul>{rows(title, number, place)}</ul></div>"


def titles(body: str, title: str = "通知公告_云岭县人民政府", url: str = URL) -> set[str]:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    items = extract(page.encode(), "text/html", url, date(2026, 11, 23)).facts.items
    return {item.title[: -len("第0号")] for item in items}


SIDES = ("热点新闻", "一周排行榜", "推荐阅读", "点击排行 更多>>", "相关信息", "· 热门信息")


@pytest.mark.parametrize("heading", SIDES)
def test_a_side_bar_is_no_list_of_the_column(heading: str) -> None:
    assert titles(f"<ul>{rows(OWN, 3, 'a')}</ul>{box(heading, OTHER, 8)}") == {OWN}


@pytest.mark.parametrize("heading", SIDES)
def test_a_side_bar_alone_does_not_fill_the_column(heading: str) -> None:
    assert titles(f"<div>暂无信息</div>{box(heading, OTHER, 8)}") == set()


def test_a_column_may_be_called_like_a_side_bar() -> None:
    assert titles(box("热点回应", OWN, 3), "热点回应_云岭县人民政府") == {OWN}
    crumbs = CRUMBS.replace("通知公告", "热点回应")
    assert titles(crumbs + box("热点回应", OWN, 3), "云岭县人民政府") == {OWN}


def test_the_list_under_the_pages_name_is_its_own() -> None:
    body = box("通知公告", OWN, 3, "a") + box("图片新闻", OTHER, 8)
    assert titles(body) == {OWN}
    assert titles(CRUMBS + body, "云岭县人民政府") == {OWN}
    assert titles(f"<meta name=ColumnName content=通知公告>{body}", "云岭县人民政府") == {OWN}


def test_without_a_name_all_boxes_are_the_columns() -> None:
    assert titles(box("县政府文件", OWN, 3, "a") + box("部门文件", OTHER, 3), "政策_云岭县人民政府") == {OWN, OTHER}


def test_what_is_new_may_be_the_columns_own_list() -> None:
    assert titles(box("最新公告", OWN, 3)) == {OWN}
    assert titles(box("最新公告", OWN, 5, "a") + box("图片新闻", OTHER, 2)) == {OWN, OTHER}
    assert titles(f"<ul>{rows(OWN, 3, 'a')}</ul>{box('最新发布', OTHER, 8)}") == {OWN}


def test_years_above_lists_are_no_other_columns() -> None:
    body = box("通知公告", OWN, 3, "a") + box("2025年", OTHER, 3)
    assert titles(body) == {OWN, OTHER}


def test_a_home_page_shows_all_its_boxes() -> None:
    body = box("热点新闻", OWN, 3, "a") + box("通知公告", OTHER, 3)
    assert titles(body, url="http://www.yunling-demo.gov.cn/") == {OWN, OTHER}


def test_tables_of_the_old_kind_have_their_heading_in_the_first_row() -> None:
    cells = rows(OTHER, 8, "b").replace("<li>", "<tr><td>").replace("</li>", "</td></tr>")
    side = f"<td><table><tr><td><b>热点新闻</b></td></tr>{cells}</table></td>"
    own = f"<td><ul>{rows(OWN, 3, 'a')}</ul></td>"
    assert titles(f"<table><tr>{side}{own}</tr></table>") == {OWN}


def test_boxes_that_lead_on_stand_beside_a_list_with_pages() -> None:
    boxes = box("政策解读 <a href=/jd/>更多</a>", OTHER, 8)
    pager = "<a href=index_2.html>下一页</a>"
    assert titles(f"<ul>{rows(OWN, 5, 'a')}</ul>{pager}{boxes}") == {OWN}
    assert titles(f"<ul>{rows(OWN, 5, 'a')}</ul><script>createPageHTML(9,0,'index','html')</script>{boxes}") == {OWN}
    assert titles(f"<ul>{rows(OWN, 5, 'a')}</ul>{boxes}") == {OWN, OTHER}


def test_lines_that_run_over_the_page_are_no_list_of_the_column() -> None:
    running = f"<marquee><ul>{rows(OTHER, 5, 'b')}</ul></marquee>"
    assert titles(f"{running}<ul>{rows(OWN, 3, 'a')}</ul>") == {OWN}
    assert titles(running) == {OTHER}


def test_a_box_named_as_a_side_bar_is_none_of_the_column() -> None:
    side = f"<div class='hot-list'><ul>{rows(OTHER, 8, 'b')}</ul></div>"
    assert titles(f"<ul>{rows(OWN, 3, 'a')}</ul>{side}") == {OWN}
    assert titles(side) == {OTHER}


def test_a_heading_may_be_a_picture() -> None:
    side = f"<div><h2><img src=t.png alt=热点关注></h2><ul>{rows(OTHER, 8, 'b')}</ul></div>"
    assert titles(f"<ul>{rows(OWN, 3, 'a')}</ul>{side}") == {OWN}
