from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.record.store import open_store
from crawler.series import ENOUGH, PATIENT, Doubts, Series, address_family

HOME = "http://www.yunling-demo.gov.cn/"


@pytest.fixture
def series() -> Series:
    return Series(open_store(Path(":memory:")))


def address(number: int) -> str:
    return f"{HOME}list_{number}.html"


def test_only_a_look_of_an_earlier_level_is_a_repetition(series: Series) -> None:
    assert [series.note("a", 2), series.note("a", 2), series.note("a", 4), series.note("", 6), series.note("", 8)] == [
        False, False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("likeness", "most"), [("parent", ENOUGH), ("other", PATIENT)])
def test_echoes_end_a_series_sooner_than_other_repetitions(series: Series, likeness: str, most: int) -> None:
    for number in range(most):
        assert Doubts(series).judge(address(number), "parent") is False
        series.count(address(number), "parent", likeness, repeats=True)
    assert Doubts(series).judge(address(most), "parent") is True
    assert Doubts(series).judge(f"{HOME}elsewhere.html", "another") is False


def test_what_brings_new_pages_goes_on_however_much_it_repeats(series: Series) -> None:
    for number in range(10 * PATIENT):
        series.count(address(number), "parent", "parent", repeats=bool(number % 5))
    assert Doubts(series).judge(address(0), "parent") is False


def test_paths_that_grow_are_told_by_their_look(series: Series) -> None:
    for number in range(ENOUGH):
        series.count(f"{HOME}{'ab/' * number}", "parent", "parent", repeats=True)
    assert Doubts(series).judge(f"{HOME}never/seen/", "parent") is True


def test_at_one_level_no_more_than_enough_are_tried_before_they_are_known(series: Series) -> None:
    doubts = Doubts(series)
    assert [doubts.judge(address(number), "parent") for number in range(ENOUGH + 2)] == [False] * ENOUGH + [None, None]


@given(st.text(max_size=60))
def test_any_address_has_a_family(tail: str) -> None:
    assert isinstance(address_family(f"{HOME}{tail.replace('#', '')}"), str)
