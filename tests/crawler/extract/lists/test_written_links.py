"""Pagers that a script writes into the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.lists.written_links import RECOGNISER
from tests.crawler.extract.lists.pages import URL, urls_of

BASE = URL.rpartition("/")[0]
WRITTEN = {
    "double quotes": """document.write("<a href='list_2.html'>下一页</a>");""",
    "single quotes": """document.write('<a href="list_2.html">下页</a> <a href="list_9.html">尾页</a>');""",
    "escaped": r"""document.write("<a href=\"list_2.html\">下一页<\/a>");""",
    "inner html": """pager.innerHTML='<A class="p" href="list_2.html">下一页&gt;&gt;</A>';""",
    "template": """pager.innerHTML=`<a href="list_2.html">Next</a>`;""",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_next_page(name: str) -> None:
    assert urls_of(RECOGNISER, f"<script>{WRITTEN[name]}</script>") == [f"{BASE}/list_2.html"]


NONE = {
    "put together": """document.write("<a href='list_" + next + ".html'>下一页</a>");""",
    "known only later": """pager.innerHTML=`<a href="list_${n}.html">下一页</a>`;""",
    "back": """document.write("<a href='list_1.html'>上一页</a>");""",
    "an article": """document.write("<a href='6.html'>下一步工作安排公布</a>");""",
}


@pytest.mark.parametrize("name", NONE)
def test_no_next_page(name: str) -> None:
    assert urls_of(RECOGNISER, f"<script>{NONE[name]}</script>") == []


@given(st.text(alphabet="\"'`\\<a href=list_2.html>下一页</a>+\n", max_size=200))
def test_never_raises(text: str) -> None:
    assert all(url.startswith("http") for url in urls_of(RECOGNISER, f"<script>{text}</script>"))
