"""Places closed to visitors, and networks that the operator named."""

import pytest

from crawler.spider.visitors import Visitors


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://localhost/a", "指向本机地址"),
        ("http://127.0.0.1:8080/a", "指向本机地址"),
        ("http://[::1]/", "指向本机地址"),
        ("http://192.168.1.9/a.doc", "指向内网地址"),
        ("http://[::ffff:10.0.0.1]/", "指向内网地址"),
        ("http://www.example.com/", "指向测试域名"),
        ("http://oa.local/", "指向测试域名"),
    ],
)
def test_closed(url: str, reason: str) -> None:
    assert Visitors(()).kept_out(url) == f"{reason}：{url}"


@pytest.mark.parametrize("url", ["http://8.8.8.8/", "http://www.test-demo.gov.cn/", "http://localhost.gov.cn/"])
def test_open(url: str) -> None:
    assert Visitors(()).kept_out(url) == ""


@pytest.mark.parametrize(
    ("url", "allow", "open_"),
    [
        ("http://10.1.2.3/oa/", "10.0.0.0/8", True),
        ("http://[::ffff:10.0.0.1]/", "10.0.0.0/8", True),
        ("http://192.168.1.9/", "10.0.0.0/8", False),
        ("http://oa.local/", "10.0.0.0/8", True),
        ("http://oa.home.arpa./", "10.0.0.0/8", True),
        ("http://localhost/", "10.0.0.0/8", False),
        ("http://localhost/", "127.0.0.0/8", True),
        ("http://www.example.com/", "10.0.0.0/8", False),
        ("http://a.invalid/", "10.0.0.0/8", False),
    ],
)
def test_allowed_networks(url: str, allow: str, *, open_: bool) -> None:
    assert (Visitors((allow,)).kept_out(url) == "") is open_
