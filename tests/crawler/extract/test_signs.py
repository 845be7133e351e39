from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.signs import _PIECE, Signs

_WORDS = ("不存在".encode(), b"page", b"pager", b"age", b"{{")


def test_all_words_are_found_in_one_another_too() -> None:
    assert Signs(_WORDS).within(b"<ul id=pager>") == {b"page", b"pager", b"age"}
    assert Signs(_WORDS).within("页面不存在".encode()) == {_WORDS[0]}
    assert Signs(_WORDS).within(b"") == frozenset()


def test_a_word_is_found_where_two_pieces_meet() -> None:
    for before in range(_PIECE - len(b"pager"), _PIECE + 1):
        assert Signs((b"pager",)).within(b" " * before + b"pager") == {b"pager"}


@given(
    st.lists(st.sampled_from(b"abc"), max_size=40).map(bytes), st.sets(st.binary(min_size=1, max_size=3), min_size=1)
)
def test_what_is_found_is_what_stands_there(text: bytes, words: set[bytes]) -> None:
    assert Signs(words).within(text) == {word for word in words if word in text}
