"""Pagers of numbers alone: which number is at hand, and what is no pager."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.lists.numbers import RECOGNISER
from tests.crawler.extract.lists.pages import URL, urls_of

BASE = URL.rpartition("/")[0]


def links(*numbers: int, shown: str = "{}") -> str:
    return " ".join(f"<a href='list_{number}.html'>{shown.format(number)}</a>" for number in numbers)


@pytest.mark.parametrize("shown", ["{}", "[{}]", "【{}】", "第{}页", "({})"])
def test_the_number_behind_the_plain_one(shown: str) -> None:
    pager = f"<div><span>3</span> {links(1, 2, 4, 5, shown=shown)}</div>"
    assert urls_of(RECOGNISER, pager) == [f"{BASE}/list_4.html"]


MARKED = {
    "class": "<p><a class='current' href='list_1.html'>1</a> {}</p>",
    "class of its row": "<ul><li class='active'><a href='list_1.html'>1</a></li>{}</ul>",
    "no address": "<p><a href='#'>1</a> {}</p>",
}


@pytest.mark.parametrize("name", MARKED)
def test_the_marked_number_is_at_hand(name: str) -> None:
    assert urls_of(RECOGNISER, MARKED[name].format(links(2, 3))) == [f"{BASE}/list_2.html"]


def test_the_address_tells_the_number_at_hand() -> None:
    pager = f"<p>{links(1, 2, 3, 4)}</p>"
    assert urls_of(RECOGNISER, pager, f"{BASE}/list_2.html") == [f"{BASE}/list_3.html"]
    assert urls_of(RECOGNISER, pager, f"{BASE}/list.asp?page=3") == [f"{BASE}/list_4.html"]


NONE = {
    "last page": f"<p>{links(1, 2)} <b>3</b></p>",
    "ranks": "<ol>" + "".join(f"<li><a href='/n/{n}.html'>{n}</a></li>" for n in (1, 5, 9)) + "</ol>",
    "long text": "<div>" + "各乡镇人民政府，县直各单位。" * 30 + links(1, 2, 3) + "</div>",
    "no links": "<p>1 2 3</p>",
}


@pytest.mark.parametrize("name", NONE)
def test_no_next_page(name: str) -> None:
    assert urls_of(RECOGNISER, NONE[name]) == []


@given(st.integers(1, 60), st.integers(0, 20))
def test_any_page_leads_to_the_next_one_or_nowhere(current: int, left: int) -> None:
    last = current + left
    numbers = [n for n in range(max(1, current - 4), min(last, current + 5) + 1) if n != current]
    pager = "<p>" + links(*[n for n in numbers if n < current]) + f" <b>{current}</b> "
    pager += links(*[n for n in numbers if n > current]) + "</p>"
    expected = [f"{BASE}/list_{current + 1}.html"] if current < last else []
    assert urls_of(RECOGNISER, pager) == expected


@given(st.text(alphabet="<>a/ href='1234567890#.li_current[]第页\"", max_size=120))
def test_never_raises(text: str) -> None:
    assert all(url.startswith("http") for url in urls_of(RECOGNISER, text))
