"""fresh.empty_column over example pages: `pages/bad` fail, `pages/unsure` cannot be told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.freshness.main_text import main_text
from core.county import Column, ColumnCategory
from core.outcome import Observation, Outcome
from core.snapshot import ListItem, PageKind, Verdict
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder, facts_of

PAGES = Path(__file__).parent / "pages"
URL = HOME + "plan/"
COLUMNS = [Column("yunling", "规划计划", URL, ColumnCategory.OTHER)]


def run(folder: Path, html: str, kind: PageKind = PageKind.COLUMN, **facts: Any) -> Observation:
    builder = SnapshotBuilder(folder, columns=COLUMNS)
    return judge_one("fresh.empty_column", builder.page(URL, html, kind=kind, facts=facts_of(html, **facts)))


def pages(name: str) -> list[Path]:
    return sorted((PAGES / name).glob("*.html"))


@pytest.mark.parametrize("path", pages("bad"), ids=lambda path: path.stem)
def test_bad(tmp_path: Path, path: Path) -> None:
    found = run(tmp_path, path.read_text("utf-8"))
    assert found.outcome is Outcome.FAILED, found.message
    assert found.facets == {"category": "其他", "name": "规划计划"}
    assert found.evidence


@pytest.mark.parametrize("path", pages("unsure"), ids=lambda path: path.stem)
def test_unsure(tmp_path: Path, path: Path) -> None:
    found = run(tmp_path, path.read_text("utf-8"))
    assert found.outcome is Outcome.CANT_TELL, found.message


@pytest.mark.parametrize("path", pages("inapplicable"), ids=lambda path: path.stem)
def test_single_text(tmp_path: Path, path: Path) -> None:
    assert run(tmp_path, path.read_text("utf-8")).outcome is Outcome.INAPPLICABLE


def test_good(tmp_path: Path) -> None:
    (path,) = pages("good")
    items = (ListItem(URL + "1.html", "云岭县年度工作计划", date(2026, 11, 20)),)
    assert run(tmp_path, path.read_text("utf-8"), items=items).outcome is Outcome.PASSED


def test_message_quotes_the_page(tmp_path: Path) -> None:
    found = run(tmp_path, (PAGES / "bad" / "building.html").read_text("utf-8"))
    assert "页面显示“栏目建设中，敬请期待！”" in found.message


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"scripted": ("jpage",)}, Outcome.CANT_TELL),
        ({"truncated": True}, Outcome.CANT_TELL),
        ({"publish_day": date(2026, 1, 1)}, Outcome.INAPPLICABLE),
    ],
)
def test_facts_before_text(tmp_path: Path, facts: dict[str, Any], outcome: Outcome) -> None:
    assert run(tmp_path, "<p>建设中</p>", **facts).outcome is outcome


def test_article_is_no_list(tmp_path: Path) -> None:
    assert run(tmp_path, "<p>简讯</p>", PageKind.ARTICLE).outcome is Outcome.INAPPLICABLE


def test_not_recorded(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path, columns=COLUMNS).resource(URL, Verdict.TIMEOUT)
    assert judge_one("fresh.empty_column", builder).outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='/u/目录.pdf'>2026年政府信息公开目录</a></p>",
        "<p><a href='/u/catalogue.docx?v=2'>目录</a></p>",
        "<embed src='/u/catalogue.pdf' width=800 height=900>",
    ],
    ids=["a link to a PDF", "a link to a Word file", "a PDF in the page"],
)
def test_lists_in_files_are_not_read(tmp_path: Path, html: str) -> None:
    found = run(tmp_path, html)
    assert found.outcome is Outcome.CANT_TELL
    assert "文件里的列表不作读取" in found.message


def test_a_column_that_is_a_file_itself(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path, columns=COLUMNS)
    builder.resource(URL, Verdict.OK, status=200, content_type="application/pdf")
    found = judge_one("fresh.empty_column", builder)
    assert found.outcome is Outcome.CANT_TELL
    assert "栏目地址是文件（application/pdf）" in found.message


@pytest.mark.parametrize("text", ["栏目建设中", "正在建设中……", "该栏目暂无内容", "敬请期待", "内容更新中，请稍后访问"])
def test_placeholders(text: str) -> None:
    assert main_text(LexborHTMLParser(f"<p>{text}</p>")).placeholder == text


@pytest.mark.parametrize(
    "text", ["县人民医院新院区项目建设中标结果已经公布，请各单位查看", "云岭县数据局", "建设" * 30 + "中"]
)
def test_no_placeholders(text: str) -> None:
    assert main_text(LexborHTMLParser(f"<p>{text}</p>")).placeholder == ""


def test_deep_nesting_ends() -> None:
    assert main_text(LexborHTMLParser("<div>" * 3000 + "深")).length <= 1


def test_content_named_like_a_frame_part_is_kept() -> None:
    html = '<div class="content-top">正文</div><div class="page-top">页头</div><script>1</script>'
    assert main_text(LexborHTMLParser(html)).lines == ["正文"]


def test_no_body() -> None:
    assert main_text(LexborHTMLParser("<frameset></frameset>")).length == 0


OTHER = HOME + "notices/"
MENU = (
    "<div>" + "".join(f"<a href='/{name}/'>{name}</a> | " for name in ("工作动态", "政策法规", "机构设置")) + "</div>"
)
UNITS = (
    "<ul><li><a href='/jy/'>教育局</a></li><li><a href='/mz/'>民政局</a></li><li><a href='/cz/'>财政局</a></li></ul>"
)


def beside(folder: Path, html: str, other: str) -> Observation:
    """The column's page, beside the page of another column."""
    columns = [*COLUMNS, Column("yunling", "通知公告", OTHER, ColumnCategory.OTHER)]
    builder = SnapshotBuilder(folder, columns=columns).page(URL, html, kind=PageKind.COLUMN)
    entry = (ListItem(OTHER + "1.html", "云岭县公告", date(2026, 11, 20)),)
    builder.page(OTHER, other, kind=PageKind.COLUMN, facts=facts_of(other, items=entry))
    return next(found for found in judge("fresh.empty_column", builder) if found.subject == URL)


@pytest.mark.parametrize("menu", ["", MENU], ids=["bare", "with a menu"])
def test_a_list_of_short_links_is_no_empty_column(tmp_path: Path, menu: str) -> None:
    found = beside(tmp_path, f"<body>{menu}<h2>部门</h2>{UNITS}</body>", f"<body>{menu}<p>云岭县公告</p></body>")
    assert found.outcome is Outcome.CANT_TELL
    assert "但有“教育局”“民政局”“财政局”等 3 个链接" in found.message


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "<div>您的位置：<a href='/'>首页</a> &gt; <a href='/a/'>公开</a> &gt; <a href='/b/'>目录</a></div>",
        "<p><a href='#'>首页</a> <a href='#'>上一页</a> <a href='#'>下一页</a> <a href='#'>尾页</a></p>",
    ],
    ids=["menu only", "breadcrumbs", "paging links"],
)
def test_links_that_lead_elsewhere_fill_no_column(tmp_path: Path, rest: str) -> None:
    found = beside(tmp_path, f"<body>{MENU}{rest}<h2>规划计划</h2><ul></ul></body>", f"<body>{MENU}<p>公告</p></body>")
    assert found.outcome is Outcome.FAILED, found.message


def test_a_page_that_says_that_it_is_empty_is_believed_beside_links(tmp_path: Path) -> None:
    found = beside(tmp_path, f"<body>{UNITS}<p>栏目建设中</p></body>", "<body><p>公告</p></body>")
    assert found.outcome is Outcome.FAILED


def browsed(folder: Path, html: str, shown: str, **rendered: Any) -> Observation:
    builder = SnapshotBuilder(folder, columns=COLUMNS)
    builder.page(URL, html, kind=PageKind.COLUMN, facts=facts_of(html, scripted=("ajax",)))
    return judge_one("fresh.empty_column", builder.rendered(URL, shown, **rendered))


FED = "<body><div id=box></div><script>fetch('/x')</script></body>"


def test_what_a_browser_lists_is_no_empty_column(tmp_path: Path) -> None:
    items = (ListItem(URL + "1.html", "云岭县年度工作计划", date(2020, 11, 20)),)
    found = browsed(tmp_path, FED, "<p>年度工作计划</p>", facts=facts_of("", items=items))
    assert found.outcome is Outcome.PASSED
    assert found.evidence[-1].shot.startswith("shots/")


def test_a_page_that_says_in_the_browser_that_it_is_empty_is_suspected_at_first(tmp_path: Path) -> None:
    found = browsed(tmp_path, FED, "<body><div id=box><p>暂无信息</p></div></body>")
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 2)
    assert "用浏览器打开后页面显示“暂无信息”" in found.message


@pytest.mark.parametrize(
    ("shown", "rendered"),
    [
        ("<body><div id=box></div></body>", {}),
        ("<body><p>暂无信息</p></body>", {"whole": False}),
        ("<body><p>暂无信息</p></body>", {"failure": "time: too long"}),
        ("<body><p>暂无信息</p><img src=list.png></body>", {}),
        (f"<body><p>暂无信息</p><p>{'办事指南说明' * 40}</p></body>", {}),
    ],
    ids=["stays empty", "data failed", "did not open", "has pictures", "has a text"],
)
def test_what_a_browser_does_not_show_accuses_nobody(tmp_path: Path, shown: str, rendered: dict[str, Any]) -> None:
    assert browsed(tmp_path, FED, shown, **rendered).outcome is Outcome.CANT_TELL


def test_what_the_source_says_needs_no_second_look(tmp_path: Path) -> None:
    html = (PAGES / "bad" / "building.html").read_text("utf-8")
    builder = SnapshotBuilder(tmp_path, columns=COLUMNS).page(URL, html, kind=PageKind.COLUMN)
    found = judge_one("fresh.empty_column", builder.rendered(URL, html))
    assert (found.outcome, found.rounds) == (Outcome.FAILED, 1)


#: A site of nested tables in which no name tells head and foot from content.
OLD_HEAD = (
    "<table><tr><td><img src=logo.jpg></td></tr><tr><td><a href=/>首页</a><a href=/a/>县情</a><a href=/b/>公开</a>"
    "<a href=/c/>服务</a></td></tr><tr><td>2026年11月24日 星期二</td></tr></table>"
)
OLD_FOOT = (
    "<table><tr><td><p>主办单位：云岭县人民政府办公室　承办：云岭县大数据中心</p><p>网站标识码：5300990001　"
    "滇ICP备10000001号　联系电话：0870-0000000（工作日8:30-17:30）</p><p>您是第 2026 位访客　"
    "本站建议使用高分辨率浏览，以获得更好的阅读效果。</p>"
    "<p>未经授权不得转载本站内容，转载请注明出处，违者将依法追究责任，特此声明。</p></td></tr></table>"
)


@pytest.mark.parametrize("text", ["栏目建设中，敬请期待！", "暂时没有数据！", "没有找到相关信息"])
def test_an_old_page_without_names_is_empty_whatever_stands_in_head_and_foot(tmp_path: Path, text: str) -> None:
    found = run(
        tmp_path,
        f"<body>{OLD_HEAD}<table><tr><td>当前位置：重点项目</td></tr><tr><td>{text}</td></tr></table>{OLD_FOOT}",
    )
    assert found.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "main",
    [
        "<p>" + "云岭县位于省境东北部，总面积三千平方公里，辖十一个乡镇。" * 8 + "</p>",
        "<table><tr><td><img src=map.jpg></td></tr></table>",
        UNITS,
    ],
    ids=["an article", "a picture", "a list of short links"],
)
def test_an_old_page_with_content_is_not_called_empty(tmp_path: Path, main: str) -> None:
    found = beside(
        tmp_path, f"<body>{OLD_HEAD}{main}{OLD_FOOT}</body>", f"<body>{OLD_HEAD}<p>公告</p>{OLD_FOOT}</body>"
    )
    assert found.outcome is not Outcome.FAILED


def test_a_list_of_short_links_at_the_head_is_not_called_empty(tmp_path: Path) -> None:
    four = UNITS.replace("</ul>", "<li><a href='/sw/'>水务局</a></li></ul>")
    found = beside(tmp_path, f"<body>{four}<p>共四个部门</p>{OLD_FOOT}</body>", f"<body>{OLD_HEAD}<p>公告</p></body>")
    assert found.outcome is Outcome.CANT_TELL
