"""Pagers that are forms sent by GET."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.lists.forms import RECOGNISER
from tests.crawler.extract.lists.pages import URL, urls_of

SITE = "http://www.yunling-demo.gov.cn"
FIELDS = "<input type=hidden name=cid value=12><input type=hidden name=pageNo value={}>"


def test_the_fields_make_the_next_address() -> None:
    form = f"<form action='/list.do' method=get>{FIELDS.format(1)}</form>"
    assert urls_of(RECOGNISER, form) == [f"{SITE}/list.do?cid=12&pageNo=2"]


def test_without_action_the_page_itself_is_asked() -> None:
    form = f"<form>{FIELDS.format(3)}<input type=submit value=转></form>"
    assert urls_of(RECOGNISER, form, f"{SITE}/list.asp?cid=12") == [f"{SITE}/list.asp?cid=12&pageNo=4"]


NONE = {
    "posted": f"<form action='/list.do' method=post>{FIELDS.format(1)}</form>",
    "search": "<form action='/s'><input type=text name=keyword><input type=hidden name=page value=1></form>",
    "filled in": f"<form action='/list.do'>{FIELDS.format(1)}<textarea name=words></textarea></form>",
    "no number": "<form action='/list.do'><input type=hidden name=page value=x></form>",
    "no page": "<form action='/list.do'><input type=hidden name=cid value=12></form>",
    "last page": f"<form action='/list.do'>第3页/共3页{FIELDS.format(3)}</form>",
    "last of counted": f"<form action='/list.do'>页数：7/7{FIELDS.format(7)}</form>",
}


@pytest.mark.parametrize("name", NONE)
def test_no_next_page(name: str) -> None:
    assert urls_of(RECOGNISER, NONE[name]) == []


@given(st.integers(0, 99_998), st.dictionaries(st.sampled_from("abcdef"), st.text(max_size=8), max_size=4))
def test_all_fields_are_kept_and_only_the_page_turns(number: int, fields: dict[str, str]) -> None:
    fields = {name: "".join(value.split()) for name, value in fields.items()}
    hidden = "".join(f"<input type=hidden name={name} value='{_quoted(value)}'>" for name, value in fields.items())
    found = urls_of(RECOGNISER, f"<form action='/list.do'>{hidden}<input type=hidden name=page value={number}></form>")
    assert len(found) == 1
    asked = dict(parse_qsl(urlsplit(found[0]).query, keep_blank_values=True))
    assert asked.pop("page") == str(number + 1)
    assert asked.keys() == fields.keys()


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace("'", "&#39;")


@given(st.text(alphabet="<>form input name=page value'12/ method=get\"共页", max_size=150))
def test_never_raises(text: str) -> None:
    assert all(url.startswith("http") for url in urls_of(RECOGNISER, text, URL))
