from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.addresses import safe_href
from reports.plain import plain
from reports.wording import demand, rate


@given(st.text(st.characters(), max_size=400), st.integers(2, 50))
def test_plain_is_short_and_printable(text: str, longest: int) -> None:
    shown = plain(text, longest)
    assert len(shown) <= longest
    shown.encode()
    assert plain(shown, longest) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " http://a.gov.cn/", "data:text/html,x", "file:///etc/passwd",
        "//a.gov.cn/", "http://", "http://[::1", "http://a.gov.cn:99999/", "http://a.gov.cn/\u202e", "http://a b/", "",
        "http://a.gov.cn/\"onclick=", "http://a.gov.cn/" + "a" * 3000,
    ],
)  # fmt: skip
def test_other_addresses_are_no_links(url: str) -> None:
    assert safe_href(url) == ""


def test_web_addresses_are_links() -> None:
    assert safe_href("https://www.yunling-demo.gov.cn/a?b=1&c=%20") == "https://www.yunling-demo.gov.cn/a?b=1&c=%20"


def test_rate_never_rounds_up_to_all() -> None:
    assert (rate(3, 3), rate(9999, 10000), rate(1, 2)) == ("100%", "99.9%", "50.0%")


def test_a_check_without_advice_gets_a_general_request() -> None:
    assert demand("是什么：……") == "请核实并整改，整改后反馈。"
