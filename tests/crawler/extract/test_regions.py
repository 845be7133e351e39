"""Names of regions, which are looked for closely only where they can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.regions import _STEMS, _WORDS, _named


@given(st.one_of([st.from_regex(pattern) for _, pattern in _WORDS]))
def test_every_name_of_a_region_holds_a_stem(names: str) -> None:
    assert _STEMS.search(names.lower()) or not any(pattern.search(names.lower()) for _, pattern in _WORDS)


@pytest.mark.parametrize(
    ("names", "region"),
    [("page-footer ", "footer"), ("main-nav x", "nav"), ("sidebar ", "aside"), (" top2", "header"), ("content ", "")],
)
def test_names(names: str, region: str) -> None:
    assert (_named(names) or ("",))[0] == region
