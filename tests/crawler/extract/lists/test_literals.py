"""Literals of scripts are read to a bounded depth, whatever they are nested in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.lists.literals import UNKNOWN, read_arguments, read_literal

SUMS = {
    "'a_' + (n + 1) + '.html'": "a_3.html",
    "'a_' + (m + 1) + '.html'": f"a_{UNKNOWN}.html",
    "('a' + 'b')": "ab",
    "(function(){ return 1 })": UNKNOWN,
    "(a, b)": UNKNOWN,
}


@pytest.mark.parametrize("text", SUMS)
def test_sums_in_brackets(text: str) -> None:
    assert read_arguments(f"{text})", 0, {"n": 2}) == [SUMS[text]]


@pytest.mark.parametrize("opening", ["(", "[", "{a:", "new ", "JSON.stringify(", "f("])
def test_nothing_is_nested_too_deep(opening: str) -> None:
    assert read_literal(opening * 5000, 0, {})[1] > 0
    assert len(read_arguments(opening * 5000, 0, {})) <= 1


@given(st.text(alphabet="()[]{}'\",+:;=>new aJSON.stringify12\n", max_size=120))
def test_never_raises(text: str) -> None:
    assert isinstance(read_arguments(text, 0, {}), list)
    assert read_literal(text, 0, {})[1] >= 0
