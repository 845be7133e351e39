"""Forms that turn pages by POST are told and never sent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.extract.lists.post_pager import posts_pages
from crawler.extract.scripted import POSTBACK
from crawler.extract.tree import build
from tests.crawler.extract.lists.pages import URL

FIELDS = "<input type=hidden name=channelId value=12><input type=hidden name=currentPage value=1>"


def told(body: str) -> bool:
    forms = (element for element in build(f"<body>{body}</body>").elements if element.tag == "form")
    return any(map(posts_pages, forms))


POSTING = {
    "link in the form": f"<form method=post>{FIELDS}<a href='javascript:go(2)'>下一页</a></form>",
    "link beside": f"<div><form method=POST>{FIELDS}</form><a onclick=go(2)>[下页]</a></div>",
    "button": f"<form method=post>{FIELDS}<input type=button value=下一页></form>",
    "english": f"<form method=post>{FIELDS}<button>Next</button></form>",
}
OTHERS = {
    "by get": f"<form method=get>{FIELDS}<a>下一页</a></form>",
    "no page field": "<form method=post><input type=hidden name=id value=1><a>下一页</a></form>",
    "nothing leads on": f"<form method=post>{FIELDS}<a>提交</a></form>",
    "to be filled in": f"<form method=post>{FIELDS}<textarea name=words></textarea><a>下一页</a></form>",
}


@pytest.mark.parametrize("name", POSTING)
def test_a_posting_pager(name: str) -> None:
    assert told(POSTING[name])


@pytest.mark.parametrize("name", OTHERS)
def test_no_posting_pager(name: str) -> None:
    assert not told(OTHERS[name])


def test_the_page_says_so_and_leads_nowhere() -> None:
    page = f"<html><body>{POSTING['link beside']}</body></html>"
    found = extract(page.encode(), "text/html", URL, date(2026, 11, 23))
    assert POSTBACK in found.facts.scripted
    assert not [lead for lead in found.leads if not lead.reader]


@given(st.text(alphabet="<>form input name=page method=post'下一页a/", max_size=150))
def test_never_raises(text: str) -> None:
    assert told(text) in (True, False)
