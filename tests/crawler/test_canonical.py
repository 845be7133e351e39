from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.canonical import canonical_address

HOME = "http://www.yunling-demo.gov.cn/"


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("a.jsp;jsessionid=0123456789ABCDEF0123.node1?id=3", "a.jsp?id=3"),
        ("(S(abcdefghijklmnopqrstuvwx))/a.aspx", "a.aspx"),
        ("a.php?id=3&PHPSESSID=0123456789abcdef0123456789", "a.php?id=3"),
        ("a.html?from=timeline&isappinstalled=0", "a.html"),
        ("a.html?utm_source=x&id=3&spm=a1.b2", "a.html?id=3"),
        ("(X(1)S(abcdefghijklmnopqrstuvwx))/a.aspx", "a.aspx"),
        ("a.php?sid=0123456789abcdef0123&id=3", "a.php?id=3"),
        ("a.do?token=ab0123456789abcdef01&id=3", "a.do?id=3"),
        ("a.json?_=1795600000123&id=3", "a.json?id=3"),
        ("a.jsp?rnd=0.7364528190&id=3", "a.jsp?id=3"),
        ("a.jsp?b=2&a=1", "a.jsp?a=1&b=2"),
        ("a.php?t[]=2&a=1&t[]=1", "a.php?a=1&t[]=2&t[]=1"),
    ],
)
def test_session_numbers_and_tracking_make_no_other_page(written: str, same_as: str) -> None:
    assert canonical_address(HOME + written) == HOME + same_as


@pytest.mark.parametrize(
    "written",
    [
        "a.html?from=home", "a.jsp?sid=12", "a.jsp?sessionid=12", "a.jsp?t=1795600000", "a.jsp?r=3", "a.jsp?b&a=1",
        "a.jsp?token=zhengfuxinxigongkai", "index.html", "a;b=c", "(S(short))/a.aspx", "",
    ],
)  # fmt: skip
def test_anything_else_is_left_alone(written: str) -> None:
    assert canonical_address(HOME + written) == HOME + written


@given(st.text(alphabet="ab1=&?;/%()Sjsessionidutm_", max_size=60))
def test_any_address_has_one_form(tail: str) -> None:
    once = canonical_address(HOME + tail)
    assert canonical_address(once) == once or len(once) < len(HOME + tail)
