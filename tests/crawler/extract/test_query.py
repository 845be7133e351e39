"""Queries in the page's own encoding, by the examples that follow from WHATWG URL "percent-encode after encoding"."""

from datetime import date
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract

URL = "http://www.yunling-demo.gov.cn/p/"


def addresses(html: str, charset: str, content_type: str = "text/html") -> list[str]:
    found = extract(html.encode(charset), content_type, URL, date(2026, 11, 23))
    return [link.url.removeprefix("http://www.yunling-demo.gov.cn") for link in found.links]


@pytest.mark.parametrize(
    ("html", "charset", "content_type", "address"),
    [
        ("<meta charset=gb2312><a href='/x?k=政策'>", "gbk", "text/html", "/x?k=%D5%FE%B2%DF"),
        ("<a href='/x?k=政策'>", "gbk", "text/html; charset=GBK", "/x?k=%D5%FE%B2%DF"),
        ("<meta charset=gb2312><a href='/政策.html?k=政#政'>", "gbk", "text/html", "/%E6%94%BF%E7%AD%96.html?k=%D5%FE"),
        ("<meta charset=gb2312><a href='?a=&#128512;'>政", "gbk", "text/html", "/p/?a=%26%23128512%3B"),
        ("<meta charset=gb18030><a href='?a=&#128512;'>政", "gbk", "text/html", "/p/?a=%949%FC6"),
        ("<meta charset=gb2312><a href='/x?k=&#25919;'>", "ascii", "text/html", "/x?k=%D5%FE"),
        ("<meta charset=gb2312><a href='/x?k=&#25919;'>", "ascii", "text/html; charset=utf-8", "/x?k=%E6%94%BF"),
        ("<meta charset=utf-8><a href='/x?k=政'>", "utf-8", "text/html", "/x?k=%E6%94%BF"),
        ("<meta charset=gb2312><a href='/x?k=政'>", "utf-8", "text/html", "/x?k=%E6%94%BF"),
        ("<meta charset=utf-16><a href='/x?k=政'>", "utf-16", "text/html", "/x?k=%E6%94%BF"),
        ("<meta charset=big5><a href='/x?k=功'>", "big5", "text/html", "/x?k=%A5\\"),
        ("<meta charset=gb2312><a href='/x?k=%E6%94%BF'>政", "gbk", "text/html", "/x?k=%E6%94%BF"),
        ("<meta charset=gb2312><a onclick=\"window.open('/y?t=策')\">", "gbk", "text/html", "/y?t=%B2%DF"),
        ("<meta charset=gb2312><img alt='好?好' src='/图.png'>", "gbk", "text/html", "/%E5%9B%BE.png"),
        ("<meta charset=no-such><a href='/x?k=&#25919;'>", "ascii", "text/html", "/x?k=%E6%94%BF"),
    ],
)
def test_queries(html: str, charset: str, content_type: str, address: str) -> None:
    assert addresses(html, charset, content_type) == [address]


def test_entries_of_lists_and_links_have_the_same_address() -> None:
    rows = "".join(
        f"<li><a href='/x?k=政{n}'>云岭县第{n}号通知公告</a><span>2026-11-0{n}</span></li>" for n in range(1, 6)
    )
    page = extract(f"<meta charset=gb2312><ul>{rows}</ul>".encode("gbk"), "text/html", URL, date(2026, 11, 23))
    assert len(page.facts.items) == 5
    assert {item.url for item in page.facts.items} == {link.url for link in page.links}


#: Without what ends an address or is a hole that a template fills.
_QUERY = st.characters(exclude_characters="#\"'<>&\0\r\n\t \\{}$%[]", exclude_categories=["Cs", "Cc"])


@given(st.text(_QUERY, max_size=20))
def test_a_query_of_its_encoding_alone_comes_back(text: str) -> None:
    gbk = text.encode("gbk", "ignore").decode("gbk")
    (address,) = addresses(f"<meta charset=gbk><a href='/x?k=政{gbk}'>", "gbk")
    assert unquote_to_bytes(address.partition("?k=")[2]).decode("gbk").startswith("政")
