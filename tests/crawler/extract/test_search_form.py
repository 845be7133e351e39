"""Search boxes of several makes: which a plain GET can try, and with what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.search_form import find_search

HOME = "https://www.yunling-demo.gov.cn/"
WORD = "%E9%80%9A%E7%9F%A5"
SEARCH = '<form action="/search/" class="search"><input name="q"><button>搜索</button></form>'
FULL = (
    '<form action="s.html?old=1" method="GET" id=ss><input type=search name=kw><input type=hidden name=site value=8>'
    "<select name=area><option value=1>标题<option value=2 selected>正文</select></form>"
)


def found(html: str, charset: str = "utf-8") -> tuple[str, str]:
    box = find_search(LexborHTMLParser(html), HOME, charset)
    return box.how, box.url


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (SEARCH, f"{HOME}search/?q={WORD}"),
        (
            FULL,
            f"{HOME}s.html?kw={WORD}&site=8&area=2",
        ),
        (
            '<form action="/x" method="post"><input name=q placeholder=请输入搜索词></form>' + SEARCH,
            f"{HOME}search/?q={WORD}",
        ),
    ],
)
def test_get(html: str, url: str) -> None:
    assert found(html) == ("get", url)


def test_the_word_is_written_in_the_pages_own_characters() -> None:
    assert found(SEARCH, "gb18030") == ("get", f"{HOME}search/?q=%CD%A8%D6%AA")


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ('<form action="/search" method="post"><input name=q></form>', "post"),
        ('<form action="javascript:go()" id="search"><input name=q></form>', "script"),
        ('<form action="" class="search"><input name=q></form>', "script"),
        ('<form action="/search"><input id=q></form>', "script"),
        ('<form action="/login" id=search><input name=user><input type=password name=p></form>', "none"),
        ('<form action="/mail/save" class=search><input name=a><textarea name=t></textarea></form>', "none"),
        ('<form action="/reg" class=search><input name=a><input name=b></form>', "none"),
        ('<form action="/subscribe"><input name=mail><button>订阅</button></form>', "none"),
        ("<p>搜索</p>", "none"),
    ],
)
def test_what_is_never_asked(html: str, how: str) -> None:
    assert found(html) == (how, "")


@given(st.text(alphabet='<>form input="searchqn a搜/:?&#\n', max_size=300))
def test_anything_is_read_without_error(html: str) -> None:
    how, url = found(html)
    assert (how == "get") == url.startswith("http")
