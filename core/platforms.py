"""Media platforms (政务新媒体平台): one name for each, whatever the register calls it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum


class Platform(StrEnum):
    """Platforms known by name. A register may hold others: those are kept as they are written."""

    WECHAT = "微信公众号"
    CHANNELS = "微信视频号"
    MINI_PROGRAM = "微信小程序"
    WEIBO = "微博"
    DOUYIN = "抖音"
    KUAISHOU = "快手"
    BILIBILI = "哔哩哔哩"
    TOUTIAO = "今日头条"
    XIAOHONGSHU = "小红书"
    PEOPLE = "人民号"
    XUEXI = "学习强国号"
    APP = "移动客户端"


#: 政务应用程序 (国办函〔2026〕12号): programs, not accounts on somebody else's platform.
PROGRAMS = frozenset({Platform.APP, Platform.MINI_PROGRAM})

_SYNONYMS: Mapping[Platform, tuple[str, ...]] = {
    Platform.WECHAT: (
        "微信",
        "公众号",
        "订阅号",
        "服务号",
        "微信订阅号",
        "微信服务号",
        "政务微信",
        "微信公众平台",
        "wechat",
    ),
    Platform.CHANNELS: ("视频号",),
    Platform.MINI_PROGRAM: ("小程序",),
    Platform.WEIBO: ("新浪微博", "政务微博", "新浪", "weibo"),
    Platform.DOUYIN: ("抖音号", "抖音短视频", "政务抖音", "抖音政务号", "douyin"),
    Platform.KUAISHOU: ("快手号", "快手短视频", "政务快手", "kuaishou"),
    Platform.BILIBILI: ("b站", "bilibili", "哔哩哔哩弹幕网"),
    Platform.TOUTIAO: ("头条", "头条号", "今日头条号", "政务头条", "政务头条号"),
    Platform.XIAOHONGSHU: ("小红书号",),
    Platform.PEOPLE: ("人民日报客户端人民号", "人民日报人民号"),
    Platform.XUEXI: ("学习强国", "强国号", "学习强国平台"),
    Platform.APP: ("app", "手机app", "政务app", "客户端", "手机客户端", "新闻客户端", "移动应用", "移动应用程序"),
}

_BY_NAME = {
    **{platform.value: platform for platform in Platform},
    **{name: platform for platform, names in _SYNONYMS.items() for name in names},
}


def canonical_platform(text: str) -> str:
    """The platform's one name; what is not known stays as it is, trimmed."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    return _BY_NAME.get(folded, text.strip())
