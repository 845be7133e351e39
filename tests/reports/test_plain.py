from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.addresses import safe_href
from reports.plain import plain
from reports.wording import demand, paragraphs, rate


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


def test_rate_is_rounded_but_never_to_all_or_nothing() -> None:
    assert (rate(3, 3), rate(9999, 10000), rate(1, 2), rate(2, 3)) == ("100%", "99.9%", "50.0%", "66.7%")
    assert (rate(1, 3), rate(1, 10000), rate(0, 3), rate(1, 16)) == ("33.3%", "0.1%", "0%", "6.3%")


def test_only_words_of_latin_letters_keep_a_blank_at_a_line_end() -> None:
    text = "请用 xunjian media authorise\n    重新授权，期限\n    30 天；已\n过期的，\nAPP 须更新。\n\n如何整改：改。"
    assert paragraphs(text) == [
        "请用 xunjian media authorise 重新授权，期限 30 天；已过期的，APP 须更新。",
        "如何整改：改。",
    ]


def test_a_check_without_advice_gets_a_general_request() -> None:
    assert demand("是什么：……") == "请核实并整改，整改后反馈。"
