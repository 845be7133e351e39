"""What is a page's own beside its site's frame and its template's labels; and articles that only say they are gone."""

from __future__ import annotations

import pytest
from hypothesis import given

from crawler.verdicts.remains import remains_of, view
from crawler.verdicts.withdrawn import may_say, names_withdrawal, says_withdrawn
from tests.crawler.verdicts.hostile import bodies

_TOP = "<div>欢迎来到云岭</div><ul><li><a href=/a>财政公开</a></li><li><a href=/b>教育公开</a></li></ul>"
_FOOT = f"<div>主办：云岭县人民政府办公室 {'承办单位、备案编号与联系方式见页脚。' * 4}</div>"
_TEXT = "云岭县召开会议，研究部署春耕生产工作，要求各乡镇抓好落实，切实改善民生，确保粮食安全。"


def remains(main: str, home: str = "<p><a href=/n>全县工作动态</a></p>") -> tuple[tuple[str, ...], int]:
    found = remains_of(*(view(f"{_TOP}{part}{_FOOT}".encode(), "text/html; charset=utf-8") for part in (main, home)))
    return found.lines, found.empty


@pytest.mark.parametrize(
    ("main", "empty"),
    [
        ("", 0),
        (
            "<h1></h1><p>发布时间：<i></i> 来源：<i></i> 浏览次数：<em>0</em></p><div>【打印】【关闭】</div>",
            2,
        ),
        ("<table><tr><td>索引号：<td>发文机关：<tr><td>成文日期：<td>有 效 性：</table>", 4),
        ("<p>发布时间：2026-05-06 10:20　来源：县政府办　作者：张三</p><p>字体：【大 中 小】</p>", 0),
        ("<p>您现在的位置：<a href=/>首页</a> &gt; <a href=/n>要闻</a></p><p>标题：</p><p>来源：null</p>", 1),
        ("<p><a href=/>首页</a> &gt; <a href=/n>要闻</a></p><p>上一篇：<a href=/1>关于春耕的通知</a></p>", 0),
        ("<p>2026-05-06</p><p>下一篇：没有了</p><p>分享到：微信</p>", 0),
    ],
)
def test_labels_and_frame_are_taken_away(main: str, empty: int) -> None:
    assert remains(main) == ((), empty)


@pytest.mark.parametrize(
    "main",
    [
        "<p>姓名：</p>",
        "<p><a href=/1.doc>附件：名单</a></p>",
        "<p>标题：关于开展工作的通知</p>",
        "<p>序号 标题 时间</p>",
        "<p>来源：本网讯，县政府召开会议。</p>",
        "<ul><li><a href=/a>财政公开</a></li></ul>",
        "<h1>全县工作动态</h1>",
        "<p>电话：0000-1234567</p>",
    ],
)
def test_everything_else_is_the_pages_own(main: str) -> None:
    assert remains(main)[0]


def test_a_text_that_the_front_page_bears_too_is_a_text() -> None:
    assert remains(f"<p>{_TEXT}</p>", f"<p>{_TEXT}</p>")[0]


@pytest.mark.parametrize(
    ("main", "shown", "still"),
    [
        ("<p>甲</p>", False, True),
        ("<img src=/a.png>", True, True),
        ("<div style='background:url(/a.png)'></div>", True, True),
        ("<input name=q>", True, True),
        ("<my-article></my-article>", True, True),
        ("<script src=/a.js></script>", False, False),
        ("<script>$('#x').html(y)</script>", False, False),
        ("<script>var a = 1</script><script type=application/json>{}</script>", False, True),
    ],
)
def test_what_else_shows_and_what_may_come(main: str, shown: bool, still: bool) -> None:
    seen = view(main.encode(), "text/html; charset=utf-8")
    assert (bool(seen.shown), seen.still) == (shown, still)


@pytest.mark.parametrize(
    "lines",
    [("已下线",), ("【此文已被作者删除】",), ("该稿件已撤回。",), ("春耕动态", "本文已下线"), ("春耕动态", "已撤稿")],
)
def test_withdrawn_articles_say_so(lines: tuple[str, ...]) -> None:
    assert says_withdrawn(lines)
    assert may_say(lines[-1])


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("农机平台", "已下线"),
        ("平台", "状态", "已下线"),
        ("关于《春耕》一文撤稿的说明", "该稿件已撤回。"),
        ("该文件已失效",),
        ("该平台已下线",),
        ("已下线的平台名单",),
        ("全部已删除",),
    ],
)
def test_what_is_said_of_something_else(lines: tuple[str, ...]) -> None:
    assert not says_withdrawn(lines)


def test_links_to_pages_about_it() -> None:
    assert names_withdrawal("农机平台已下线")
    assert not names_withdrawal("全县工作动态")


@given(bodies, bodies)
def test_any_page_is_seen(body: bytes, home: bytes) -> None:
    remains_of(view(body, ""), view(home, ""))
