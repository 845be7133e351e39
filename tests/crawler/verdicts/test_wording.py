from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.verdicts.wording import has_trace, is_gone_title, says_gone

_GONE_TITLES = [
    "404",
    "404 Not Found",
    "404错误",
    "404错误页面",
    "404 - Page Not Found",
    "404！错误！",
    "404 页面不存在",
    "页面已删除或已失效了",
    "HTTP 404",
    "错误 404",
    "Error 404",
    "页面不存在",
    "您访问的页面不存在",
    "抱歉，您访问的页面不存在或已删除",
    "对不起，该文章已被删除",
    "页面找不到了",
    "找不到页面",
    "Page Not Found",
    "404 Not Found - 云岭县人民政府",
    "云岭县人民政府 | 页面不存在",
    "云岭县人民政府-404",
]
_GOOD_TITLES = [
    "",
    "云岭县人民政府",
    "关于网站404页面设置规范的通知",
    "如何处理页面不存在的问题",
    "云岭县公安局关于404号案件的通告",
    "云岭县道路G404线封闭施工公告",
    "云政发〔2026〕404号",
    "“页面不存在”整改情况通报",
    "暂无信息",
    "搜索结果",
    "没有找到相关结果",
    "被删除的通告如何恢复",
    "信息公开目录",
    "关于文件失效和废止的公告",
    "Lost and found office",
]
_GONE_SENTENCES = [
    "您访问的页面不存在，请返回首页。",
    "抱歉，您要查看的文章已被管理员删除。",
    "该栏目已下线",
    "找不到您要访问的页面",
    "HTTP 404",
    "404 - 错误",
    "The requested URL was not found on this server.",
    "The page you requested no longer exists.",
    "This document has been removed.",
]
_GOOD_SENTENCES = [
    "",
    "暂无信息",
    "暂无内容，敬请期待。",
    "没有找到相关结果，请更换关键词。",
    "共办理404件群众来信。",
    "拾到钱包一个，请失主到派出所认领。",
    "县政府决定废止下列文件。",
    "The lost child was found in Yunling county.",
]


@pytest.mark.parametrize("title", _GONE_TITLES)
def test_titles_that_say_gone(title: str) -> None:
    assert is_gone_title(title)


@pytest.mark.parametrize("title", _GOOD_TITLES)
def test_titles_that_say_something_else(title: str) -> None:
    assert not is_gone_title(title)


@pytest.mark.parametrize("text", _GONE_SENTENCES)
def test_sentences_that_say_gone(text: str) -> None:
    assert says_gone(text)


@pytest.mark.parametrize("text", _GOOD_SENTENCES)
def test_sentences_that_say_something_else(text: str) -> None:
    assert not says_gone(text)


@pytest.mark.parametrize("text", [*_GONE_TITLES, *_GONE_SENTENCES])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_whatever_says_gone_leaves_a_trace(text: str, charset: str) -> None:
    assert has_trace(f"<p>{text}</p>".encode(charset))


@pytest.mark.parametrize("text", ["", "<p>云岭县召开春耕生产工作会议。</p>", "<p>暂无信息</p>"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_ordinary_pages_leave_no_trace(text: str, charset: str) -> None:
    assert not has_trace(text.encode(charset))


@pytest.mark.parametrize("start", ["404", "页面不存在", "抱歉，", "http 错误 404"])
@pytest.mark.parametrize("again", ["!", " 错误", " page not found", "，已删除", "，", " ", ":", "走丢了", "页面"])
def test_a_hostile_title_does_not_take_for_ever(start: str, again: str) -> None:
    assert not is_gone_title(start + again * 200 + "x")


@given(st.text(), st.binary())
def test_any_text_is_read(text: str, body: bytes) -> None:
    has_trace(body)
    says_gone(text)
    is_gone_title(text)


@given(
    st.lists(
        st.sampled_from(["404", "页面", "不存在", "抱歉，", "的", " ", "|", "-", "not found", "您访问"]), max_size=60
    )
)
def test_words_in_any_order_are_read(pieces: list[str]) -> None:
    says_gone("".join(pieces))
    is_gone_title("".join(pieces))
