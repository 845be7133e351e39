"""Accounts named in words: “关注微信公众号‘云岭发布’”, 云岭发布（微博）, or an address among words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from checks.media.clues.clue import Sighting
from checks.media.clues.references import read_reference
from core.platforms import canonical_platform

#: Most characters of one text, and most mentions taken from it.
MAX_TEXT = 200_000
MAX_MENTIONS = 500

_PLATFORM = (
    r"(?P<platform>微信公众号|微信视频号|公众号|视频号|新浪微博|官方微博|政务微博|微博|抖音号|抖音|快手号|快手"
    r"|今日头条|头条号|哔哩哔哩|小红书)"
)
_NAME = r"[A-Za-z0-9一-龥·]{2,24}"
_OPEN, _CLOSE = "[“‘「《【\"']", "[”’」》】\"']"
#: A name between an invitation and its platform, so no platform itself.
_ASKED = (
    r"(?!微信|公众号|视频号|官方|政务|新浪|微博|抖音|快手|今日|头条|哔哩|小红书|我们)"
    r"(?P<asked>[A-Za-z0-9一-龥·]{2,16}?)"
)
_AROUND = re.compile(
    "|".join(
        (
            # 微信公众号“云岭发布”, 抖音号：云岭融媒
            rf"{_PLATFORM}(?:名称|账号|帐号|名|号)?(?:为|是)?[：:\s]{{0,2}}{_OPEN}(?P<quoted>{_NAME}){_CLOSE}",
            rf"{_PLATFORM.replace('platform', 'platform2')}(?:名称|账号|帐号|名)?(?:为|是)?[：:]\s?(?P<told>{_NAME})",
            # “云岭发布”微信公众号, 云岭发布（微博）
            rf"{_OPEN}(?P<before>{_NAME}){_CLOSE}的?(?:官方|政务)?{_PLATFORM.replace('platform', 'platform3')}",
            rf"(?P<bracketed>{_NAME})[（(](?:官方|政务)?{_PLATFORM.replace('platform', 'platform4')}[）)]",
            # 官方微信：云岭发布
            rf"(?:官方|政务)(?P<platform6>微信)[：:]\s?(?P<official>{_NAME})",
            # 微信公众号（云岭发布）
            rf"{_PLATFORM.replace('platform', 'platform7')}[（(](?P<inside>{_NAME})[）)]",
            # 关注云岭发布微信公众号
            rf"(?:关注|搜索|打开){_ASKED}的?(?:官方|政务)?{_PLATFORM.replace('platform', 'platform8')}",
            # 微博@云岭发布
            rf"{_PLATFORM.replace('platform', 'platform5')}[：:\s]{{0,2}}@(?P<at>{_NAME})",
        )
    )
)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]{4,500}")


def mentions(text: str, place: str) -> Iterator[Sighting]:
    """Accounts that a text names, in the order they stand."""
    text = text[:MAX_TEXT]
    for found in islice(_AROUND.finditer(text), MAX_MENTIONS):
        groups = {name: value for name, value in found.groupdict().items() if value}
        platform = next(value for name, value in groups.items() if name.startswith("platform"))
        name = next(value for key, value in groups.items() if not key.startswith("platform"))
        around = text[max(0, found.start() - 20) : found.end() + 20]
        yield Sighting(_platform(platform), name, place, " ".join(around.split()))


def addresses(text: str, place: str) -> Iterator[Sighting]:
    """Accounts that addresses among words lead to."""
    for found in list(_ADDRESS.findall(text[:MAX_TEXT]))[:MAX_MENTIONS]:
        if sighting := at_address(found, "", place):
            yield sighting


def at_address(url: str, words: str, place: str) -> Sighting | None:
    """The account that a link leads to; None when it leads to none."""
    reference = read_reference(url)
    if reference is None:
        return None
    name = reference.value if reference.named else words
    return Sighting(reference.platform, name, place, words, url)


def _platform(word: str) -> str:
    return canonical_platform(word.removeprefix("官方").removeprefix("政务"))
