from __future__ import annotations

import pytest

from checks.media.clues.references import Reference, read_reference, references_of
from core.county import Account


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://weibo.com/u/1234567890", Reference("微博", "1234567890")),
        ("https://weibo.com/1234567890?is_hot=1", Reference("微博", "1234567890")),
        ("http://m.weibo.cn/u/1234567890", Reference("微博", "1234567890")),
        ("https://weibo.com/yunlingfabu", Reference("微博", "yunlingfabu")),
        ("https://weibo.com/n/%E4%BA%91%E5%B2%AD%E5%8F%91%E5%B8%83", Reference("微博", "云岭发布", named=True)),
        ("https://www.douyin.com/user/MS4wLjABAAAAx_y-z", Reference("抖音", "ms4wljabaaaax_y-z")),
        ("https://www.kuaishou.com/profile/3xabc", Reference("快手", "3xabc")),
        ("https://space.bilibili.com/12345/video", Reference("哔哩哔哩", "12345")),
        ("https://www.toutiao.com/c/user/token/MS4w/", Reference("今日头条", "ms4w")),
        ("https://www.xiaohongshu.com/user/profile/5f00aa", Reference("小红书", "5f00aa")),
        ("https://open.weixin.qq.com/qr/code?username=gh_0123456789ab", Reference("微信公众号", "gh_0123456789ab")),
        (
            "https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA4NTcwMTE1Nw==",
            Reference("微信公众号", "biz:3085701157"),
        ),
        ("http://weixin.qq.com/r/AbCdEf012345", Reference("微信公众号", "weixin.qq.com/r/AbCdEf012345", sealed=True)),
        ("http://weixin.qq.com/r/mp/AbCdEf01", Reference("微信公众号", "weixin.qq.com/r/mp/AbCdEf01", sealed=True)),
        ("https://v.douyin.com/iAbCd/", Reference("抖音", "v.douyin.com/iAbCd", sealed=True)),
    ],
)
def test_accounts(address: str, expected: Reference) -> None:
    assert read_reference(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://weibo.com/1234567890/AbCdEf012",
        "https://service.weibo.com/share/share.php?url=x",
        "https://weibo.com/login.php",
        "https://mp.weixin.qq.com/s/abcdefg",
        "https://mp.weixin.qq.com/s?__biz=MzA4NTcwMTE1Nw==&mid=1",
        "https://www.bilibili.com/video/BV1xx",
        "https://www.toutiao.com/i7012345678/",
        "https://notweibo.com/u/1234567890",
        "https://weibo.com.evil.example/u/1234567890",
        "https://open.weixin.qq.com/qr/code?username=<script>",
        "https://mp.weixin.qq.com/mp/home?__biz=%%%",
        "javascript:alert(1)",
        "http://[",
        "云岭发布",
        "https://weibo.com/u/" + "1" * 3000,
    ],
)
def test_what_names_no_account(address: str) -> None:
    assert read_reference(address) is None


def test_everything_a_registered_account_is_known_by() -> None:
    account = Account(
        "新浪微博", "云岭发布", "123456", "https://weibo.com/u/654321", qr="http://weixin.qq.com/r/AbCdEf012345"
    )
    assert references_of(account) == {
        Reference("微博", "123456"),
        Reference("微博", "654321"),
        Reference("微信公众号", "weixin.qq.com/r/AbCdEf012345", sealed=True),
    }
    assert references_of(Account("微博", "云岭发布", url="https://weibo.com/n/x")) == frozenset()
