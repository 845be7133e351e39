from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.documents.registry import STANDARD

DAY = date(2026, 3, 2)
HERE = "https://www.yunling-demo.gov.cn/a/list"
PIECES = st.sampled_from(
    [
        b"<urlset>",
        b"<url><loc>",
        b"http://[",
        b"</loc>",
        b"<rss>",
        b"<item>",
        b"<link>",
        b"<feed ",
        b"xml:base='x:'>",
        b"<entry>",
        b"<!DOCTYPE a [<!ENTITY b '&b;'>]>",
        b"&b;",
        b"<sitemapindex><sitemap>",
        b'{"icons": [',
        b'{"src":',
        b"\x1f\x8b\x08",
        b"\xff\xfe",
        b"@import '",
        b"url(",
        b"\\",
        b"]}",
        b"\x00",
        b"'",
        b"1" * 5000,
    ]
)
BODIES = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=20).map(b"".join))


@pytest.mark.parametrize("name", sorted(STANDARD))
@given(body=BODIES, kind=st.sampled_from(["", "text/css", "text/plain", "text/xml; charset=gb2312", "x"]))
def test_no_bytes_make_a_reader_raise(name: str, body: bytes, kind: str) -> None:
    STANDARD[name](body, kind, HERE, DAY)
