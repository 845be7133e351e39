from __future__ import annotations

import pytest

from crawler.fetch import Answer
from crawler.spider.reading import Nature, nature_of

TYPE = (("Content-Type", "text/html"),)


@pytest.mark.parametrize(
    ("body", "nature"),
    [
        (b"<html><body>page", Nature.PAGE),
        (b"no tags at all", Nature.PAGE),
        (b"<p>a\x00b\x01", Nature.PAGE),
        ("\ufeff<p>".encode("utf-16-le") + bytes(40), Nature.PAGE),
        (b"PK\x03\x04" + bytes(range(32)) * 4, Nature.FILE),
    ],
)
def test_what_calls_itself_html_is_a_page_unless_it_is_no_text(body: bytes, nature: Nature) -> None:
    assert nature_of(Answer("http://a/", "GET", "", 200, headers=TYPE, body=body), body) is nature
