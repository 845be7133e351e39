"""What can be an address or a number, and what clearly cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.contacts import contact_slip


@pytest.mark.parametrize(
    "href",
    [
        "mailto:zfb@yunling-demo.gov.cn",
        "MAILTO:a@yunling-demo.gov.cn,b@yunling-demo.gov.cn?subject=%E5%92%A8%E8%AF%A2",
        "mailto:a@yunling-demo.gov.cn;b@yunling-demo.gov.cn",
        "mailto:zfb%40yunling-demo.gov.cn",
        "mailto:?subject=%E5%88%86%E4%BA%AB&body=x",
        "mailto:?to=a@yunling-demo.gov.cn",
        "mailto:办公室<a@yunling-demo.gov.cn>",
        "mailto:{{mail}}",
        "mailto:undefined",
        *("tel:12345", "tel:+86-000-1234567", "tel:0000-1234567转8", "tel:0000%201234567;ext=8", "tel:１２３４５"),
        *("tel:0000-1234567/7654321", "tel:{phone}", "tel:*123#", "tel://12345"),
        *("", "http://a.gov.cn/", "javascript:;", "telephone.html", "sms:", "/mailto:"),
    ],
)
def test_no_slip(href: str) -> None:
    assert contact_slip(href) == ""


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("mailto:", "没有写地址"),
        (" mailto:%20 ", "没有写地址"),
        ("mailto:zfb.yunling-demo.gov.cn", "不是邮箱地址"),
        ("mailto:zfb＠yunling-demo.gov.cn", "不是邮箱地址"),
        ("mailto:办公室", "不是邮箱地址"),
        ("tel:", "没有写号码"),
        ("tel:办公室", "不是电话号码"),
        ("tel:http://www.yunling-demo.gov.cn/1.html", "不是电话号码"),
        ("tel:zfb123@yunling-demo.gov.cn", "不是电话号码"),
    ],
)
def test_slips(href: str, reason: str) -> None:
    assert reason in contact_slip(href)


@given(st.text(max_size=80))
def test_any_text_is_judged(text: str) -> None:
    for scheme in ("mailto:", "tel:"):
        assert len(contact_slip(scheme + text)) < 150
