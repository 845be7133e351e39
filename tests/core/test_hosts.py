"""Hosts of addresses as pages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hosts import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Yunling-demo.gov.cn:8443/a", "www.yunling-demo.gov.cn"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("//cdn.example.cn/a.js", "cdn.example.cn"),
        ("http://[::1", ""),
        ("http://[x]/", ""),
        ("mailto:a@b.cn", ""),
        ("", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.text())
def test_nothing_is_too_wrong_to_be_looked_at(text: str) -> None:
    assert not set("/?#@") & set(host_of(f"http://{text}"))
