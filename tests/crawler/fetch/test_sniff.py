from __future__ import annotations

import pytest

from crawler.fetch.sniff import HEAD_BYTES, is_document, is_html


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
