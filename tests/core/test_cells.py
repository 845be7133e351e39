"""Cells that no spreadsheet program evaluates, and their way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import LONGEST_CELL, plain_cell, safe_cell

clean = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=50)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_would_be_evaluated_gets_an_apostrophe(first: str) -> None:
    assert safe_cell(f'{first}HYPERLINK("x")').startswith("'" + first)
    assert safe_cell(f"  {first}1").startswith("' ")


@pytest.mark.parametrize("text", ["", "云岭县政府", "'引号开头", "1+1=2", "http://www.yunling-demo.gov.cn/?a=b"])
def test_harmless_text_stays(text: str) -> None:
    assert safe_cell(text) == text


def test_control_characters_and_surrogates_are_dropped() -> None:
    assert safe_cell("a\x00b\x1bc\ud800d") == "abcd"
    assert safe_cell("\x00=1") == "'=1"


def test_a_cell_is_cut_to_what_excel_keeps() -> None:
    assert len(safe_cell("=" + "长" * 40000)) == LONGEST_CELL


@given(clean)
def test_reading_back_gives_the_text(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


@given(clean)
def test_no_cell_begins_with_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" \u3000").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
