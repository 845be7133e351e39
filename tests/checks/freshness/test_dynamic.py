"""What of a page may still be put in by its scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from checks.freshness.dynamic import is_dynamic
from checks.freshness.main_text import is_frame

FILE = "<script src=/js/plan.js></script>"
WORDS = "<div class=nav>首页 政务公开</div>"


def told(body: str) -> bool:
    return is_dynamic(LexborHTMLParser(f"<html><head></head><body>{body}</body></html>"), is_frame)


DYNAMIC = {
    "asks": f"{WORDS}<script>$.ajax({{url:'/list'}})</script>",
    "writes": f"{WORDS}<script>document.write(list)</script>",
    "file in the content": f"{WORDS}<div class=con>{FILE}</div>",
    "no words": f"<div id=main></div>{FILE}",
    "loading": f"{WORDS}<p>正在加载中...</p>{FILE}",
    "empty list": f"{WORDS}<div><ul></ul></div>{FILE}",
    "empty table body": f"{WORDS}<table><tbody> </tbody></table>{FILE}",
    "empty place by name": f"{WORDS}<div class=news-list></div>{FILE}",
    "empty place by its data": f"{WORDS}<div data-channel=12></div>{FILE}",
}
STATIC = {
    "no script": f"{WORDS}<ul></ul>",
    "libraries": f"{WORDS}<ul></ul><script src=/js/jquery.min.js></script>",
    "nothing to fill": f"{WORDS}<p>暂无信息</p>{FILE}",
    "a line": f"{WORDS}<p>暂无信息</p><div class=clear></div>{FILE}",
    "the menu": f"<div class=nav>首页<ul></ul></div><p>暂无信息</p>{FILE}",
    "filled": f"{WORDS}<ul><li>暂无信息</li></ul>{FILE}",
}


@pytest.mark.parametrize("name", DYNAMIC)
def test_may_be_filled(name: str) -> None:
    assert told(DYNAMIC[name])


@pytest.mark.parametrize("name", STATIC)
def test_is_as_it_stands(name: str) -> None:
    assert not told(STATIC[name])


def test_a_frameset_shows_other_pages() -> None:
    assert is_dynamic(LexborHTMLParser("<html><frameset><frame src=a.html></frameset></html>"), is_frame)


@given(st.text(alphabet="<>div script src=ul/ 加载中'list", max_size=120))
def test_never_raises(text: str) -> None:
    assert told(text) in (True, False)
