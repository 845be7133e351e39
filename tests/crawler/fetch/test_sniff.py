from __future__ import annotations

import pytest

from crawler.fetch import Answer
from crawler.fetch.sniff import HEAD_BYTES, is_document, is_html, shows_text


@pytest.mark.parametrize("head", [b"<!-- a --> <!-- b -->\n<!DOCTYPE html>", b"\xef\xbb\xbf <html lang=zh>"])
def test_a_document_begins_as_one(head: bytes) -> None:
    assert is_document(head)
    assert is_html(head)


def test_a_piece_of_html_is_html_and_no_document() -> None:
    assert is_html(b"<!-- a --><div>")
    assert not is_document(b"<!-- a --><div>")


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- -->\n", b"<!--", b" "])
def test_comments_without_anything_behind_are_read_once(piece: bytes) -> None:
    head = piece * (HEAD_BYTES // len(piece))
    assert not is_document(head)
    assert not is_html(head)


@pytest.mark.parametrize(
    ("arrived", "shown"),
    [(b"<html><head><title>x</title><script>var a", False), (b"<html><!-- x --><body><p", False), (b"<p>hello", True)],
)
def test_a_page_shows_something_when_words_have_come(arrived: bytes, shown: bool) -> None:
    assert shows_text(Answer("http://www.yunling-demo.gov.cn/", "GET", "", 200, body=arrived)) is shown
