"""Scripts in links that no browser runs, and others that only look odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.code import code_slip
from crawler.extract.links import find_links
from crawler.extract.parsed import parse


@pytest.mark.parametrize(
    "href",
    [
        "javascript:window.open(“/ggfw/a.html”)",
        " JavaScript:void(0);alert(‘请登录’)",
        "javascript:open(%E2%80%9C/a.html%E2%80%9D)",
        "javascript:open('/a.html', ”_blank”)",
    ],
)
def test_quotation_marks_of_typography_are_no_script(href: str) -> None:
    assert "中文引号" in code_slip(href)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert('请点击“确定”按钮')",
        'javascript:alert("it\\"s “so”")',
        "javascript:/* “旧” */open('/a.html')",
        "javascript:x.replace(/“/g, '')",
        "javascript:alert(`“`)",
        "javascript:void(0)",
        "javascript:",
        *("/a“b”.html", "", "“javascript:x”"),
    ],
)
def test_what_may_run_is_left_alone(href: str) -> None:
    assert code_slip(href) == ""


def test_such_a_link_is_named_unless_something_else_answers_the_click() -> None:
    page = "<a href='javascript:go(“/a”)'>甲</a><a href='javascript:go(“/b”)' onclick='go()'>乙</a>"
    found = find_links(parse(page.encode(), "text/html; charset=utf-8").tree, "http://a.cn/", "http://a.cn/").links
    assert [(link.url, link.text, bool(link.malformed)) for link in found] == [("", "甲", True)]


@given(st.text(max_size=80))
def test_any_text_is_judged(text: str) -> None:
    assert len(code_slip(f"javascript:{text}")) < 150
