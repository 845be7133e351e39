"""Addresses as browsers read them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.county import Site
from core.errors import AddressError
from crawler.extract import is_internal, is_skipped, normalise

BASE = "http://www.yunling-demo.gov.cn/a/b.html"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../c.html#x", "http://www.yunling-demo.gov.cn/c.html"),
        (" \n?p=1 ", "http://www.yunling-demo.gov.cn/a/b.html?p=1"),
        ("//WWW.Demo.gov.cn:80/中", "http://www.demo.gov.cn/%E4%B8%AD"),
        ("http:\\\\www.demo.gov.cn\\a", "http://www.demo.gov.cn/a"),
        ("https://云岭.政务/", "https://xn--9kqv75a.xn--zfr164b/"),
        ("/jump?u=http://www.demo.gov.cn", "http://www.yunling-demo.gov.cn/jump?u=http://www.demo.gov.cn"),
        ("http:///www.demo.gov.cn/a", "http://www.demo.gov.cn/a"),
        ("a b.doc", "http://www.yunling-demo.gov.cn/a/a%20b.doc"),
    ],
)
def test_good_addresses(href: str, address: str) -> None:
    assert normalise(href, BASE) == address


@pytest.mark.parametrize(
    "href",
    [
        *("http://http://a.gov.cn/", "http://https//a.gov.cn", "http：//a.gov.cn", "http:///", "http://", "//"),
        *("file:///C:/a.doc", "C:\\a.doc", "d:/a.doc", "http://a b.gov.cn/", "http:// a.gov.cn/", "htp://a.gov.cn"),
        *("http;//a.gov.cn/", "www.a.gov.cn:8080/x", "http://a.gov.cn:99999/", "http://a.gov.cn/" + "a" * 5000),
    ],
)
def test_malformed_addresses(href: str) -> None:
    assert not is_skipped(href)
    with pytest.raises(AddressError):
        normalise(href, BASE)


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("http://a b.gov.cn/", "主机名中有空格"),
        ("http://a.gov.cn：80/", "主机名中有全角标点"),
        ("http://a.gov.cn:99999/", "端口号无效"),
        ("http:///a/b.html", "没有主机名"),
        ("localhost:8080/a", "缺少 http:// 协议头"),
        ("\\\\server\\share\\a.doc", "指向局域网共享路径"),
    ],
)
def test_reasons(href: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason):
        normalise(href, BASE)


@pytest.mark.parametrize(
    "href", ["", " ", "#a", "javascript:;", "MAILTO:a", "tel:1", "data:,a", "blob:x", "about:blank"]
)
def test_skipped(href: str) -> None:
    assert is_skipped(href)


@given(st.text(max_size=60))
def test_any_text_gives_an_address_or_its_reason(href: str) -> None:
    try:
        address = normalise(href, BASE)
    except AddressError as error:
        assert str(error)
    else:
        assert address.startswith(("http://", "https://"))
        assert "#" not in address
        assert normalise(address, BASE) == address


SITE = Site(
    "k",
    "云岭",
    "http://www.yunling-demo.gov.cn/",
    scopes=("jyj.yunling-demo.gov.cn", "http://www.demo.gov.cn/yunling"),
)


@pytest.mark.parametrize(
    ("url", "internal"),
    [
        ("https://www.yunling-demo.gov.cn/a", True),
        ("http://www.yunling-demo.gov.cn:8080/a", False),
        ("http://yunling-demo.gov.cn/", False),
        ("http://www.yunling-demo.gov.cn.evil.cn/", False),
        ("http://jyj.yunling-demo.gov.cn:81/", True),
        ("https://www.demo.gov.cn/yunling/a", True),
        ("http://www.demo.gov.cn/yunling2/", False),
        ("not an address", False),
    ],
)
def test_internal(url: str, *, internal: bool) -> None:
    assert is_internal(url, SITE) is internal


def test_a_declared_service_platform_is_crawled_as_the_sites_own() -> None:
    site = replace(SITE, platforms=("https://zwfw.yunling-demo.org/yl/",))
    assert is_internal("https://zwfw.yunling-demo.org/yl/item?id=7", site)
    assert not is_internal("https://zwfw.yunling-demo.org/other/", site)
