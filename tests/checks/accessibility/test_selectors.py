"""Selectors: their parts, their weight, and that no page makes matching them endless."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from soupsieve import select

from checks.accessibility.selectors import Matcher, names_in, specificity, split_list, steps_of


def test_lists_are_split_outside_brackets() -> None:
    assert split_list(" .a , b:not(.c, .d), [x='1,2'] ,, ") == [".a", "b:not(.c, .d)", "[x='1,2']"]
    assert split_list("") == []


def test_steps_are_compounds_with_the_combinator_before_them() -> None:
    assert steps_of(".a > b:not(.c > i)  [x='1 > 2']+u~#v") == [
        *(("", ".a"), (">", "b:not(.c > i)"), (" ", "[x='1 > 2']"), ("+", "u"), ("~", "#v")),
    ]


@pytest.mark.parametrize(
    ("selector", "weight"),
    [
        ("*", (0, 0, 0)),
        ("ul li.a", (0, 1, 2)),
        ("#x .a[y]:first-child > b", (1, 3, 1)),
        (":not(#x) .a", (1, 1, 0)),
        (":is(.a) :where(#x, .b) i", (0, 1, 1)),
        ("li:nth-child(2n+1)", (0, 1, 1)),
    ],
)
def test_weight(selector: str, weight: tuple[int, int, int]) -> None:
    assert specificity(selector) == weight


def test_names_without_which_nothing_matches() -> None:
    assert names_in("UL.a > li#b:not(.c) [d=e]:hover") == {"ul", ".a", "li", "#b"}
    assert names_in(".a\\:b") == frozenset()
    assert names_in(":is(:not(:is(.a)))") == frozenset()


HTML = (
    "<div class=a id=m><p class='b c'>甲<i></i></p>,<p class=a><i class=c><b class=b></b></i></p></div>"
    "<p class=c></p><ul class=b><li class=a><li><ul><li class='a b'><i></i></ul></ul>"
)
_COMPOUNDS = st.sampled_from(
    ["p", "i", "li", ".a", ".b", ".c", "#m", "p.a", "*", "li:nth-child(2)", "p:not(.a)", ":is(.a, .c)", "[class~=b]"]
)


@given(_COMPOUNDS, st.lists(st.tuples(st.sampled_from([" ", " > ", "+", " ~ "]), _COMPOUNDS), max_size=4))
@settings(max_examples=200)
def test_selectors_mean_the_same_as_elsewhere(first: str, others: list[tuple[str, str]]) -> None:
    selector = first + "".join(map("".join, others))
    dom = LexborHTMLParser(HTML)
    found, sure = Matcher(dom, 20).match(selector)
    order = [node.mem_id for node in dom.css("*")]
    theirs = BeautifulSoup(dom.html or "", "html.parser")
    numbers = {id(tag): number for number, tag in enumerate(theirs.find_all(True))}
    assert sure
    assert {order.index(node.mem_id) for node in found} == {numbers[id(tag)] for tag in select(selector, theirs)}


def test_deep_pages_and_long_selectors_end() -> None:
    dom = LexborHTMLParser("<div class=a>" * 500)
    assert Matcher(dom, 500).match("x " + "div " * 30 + "div") == ([], True)
    found, sure = Matcher(dom, 500).match(".a " * 30 + "div")
    assert (len(found), sure) == (470, True)
    winding, sure = Matcher(dom, 500).match("div:has(div:has(div)) .a:not(.a .a .a)")
    assert (len(winding), sure) == (499, False)


def test_too_many_for_a_page_are_left_out() -> None:
    dom = LexborHTMLParser("<p>" * 10)
    matcher = Matcher(dom, 100_000)
    assert not matcher.exhausted
    assert matcher.match("p:nth-child(2)") == ([], True)
    assert matcher.exhausted
