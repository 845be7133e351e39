"""Image candidates of srcset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.srcset import candidates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x, b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        ("a,1.png 1x,b,2.png 2x", ["a,1.png", "b,2.png"]),
        (" , a.png calc(1,2) , b.png", ["a.png", "b.png"]),
        ("", []),
        (" , ", []),
    ],
)
def test_candidates(text: str, expected: list[str]) -> None:
    assert candidates(text) == expected


@given(st.text("a, ()x1", max_size=60))
def test_any_text_ends(text: str) -> None:
    assert all(address and not address.endswith(",") for address in candidates(text))
