"""Declared charsets lie; the bytes decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.charset import decode

TEXT = "云岭县人民政府关于印发工作方案的通知"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">' if charset else ""


@pytest.mark.parametrize(
    ("actual", "declared", "header", "used"),
    [
        ("utf-8", "utf-8", "", "utf-8"),
        ("utf-8", "gb2312", "", "utf-8"),
        ("utf-8", "", "text/html; charset=GBK", "utf-8"),
        ("gbk", "utf-8", "text/html; charset=utf-8", "gb18030"),
        ("gbk", "", "", "gb18030"),
        ("gb18030", "gb2312", "", "gb18030"),
        ("gbk", "iso-8859-1", "", "gb18030"),
        ("utf-8-sig", "gb2312", "", "utf-8"),
        ("utf-16", "", "", "utf-16-le"),
        ("gbk", "no-such-thing", "", "gb18030"),
    ],
)
def test_liars(actual: str, declared: str, header: str, used: str) -> None:
    found = decode((meta(declared) + TEXT).encode(actual), header)
    assert TEXT in found.text
    assert found.used == used


def test_big5_when_declared() -> None:
    assert "政府" in decode((meta("big5") + "縣政府").encode("big5")).text


def test_one_bad_byte_does_not_change_the_charset() -> None:
    found = decode((meta("gb2312") + TEXT * 20).encode("gbk") + b"\xff\xff")
    assert found.used == "gb18030"
    assert TEXT in found.text


def test_the_page_s_own_declaration_is_reported_first() -> None:
    assert decode(meta("GB2312").encode(), "text/html; charset=utf-8").declared == "gb2312"


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes(body: bytes, header: str) -> None:
    assert isinstance(decode(body, header).text, str)
