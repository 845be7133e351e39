"""How a register names the way to an account's posts (数据来源): an adapter's name, and the place behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points

from core.county import Account
from core.platforms import Platform

#: Entry points of other packages' adapters: name → class.
GROUP = "xunjian.media_adapters"
FEED = "feed"
#: Adapters of programs whose register row names none.
_PROGRAMS = "app"
#: Interfaces of platforms, each for accounts of that platform alone.
OFFICIAL: Mapping[str, Platform] = {
    "official.wechat": Platform.WECHAT,
    "official.weibo": Platform.WEIBO,
    "official.douyin": Platform.DOUYIN,
    "official.kuaishou": Platform.KUAISHOU,
    "official.bilibili": Platform.BILIBILI,
}
#: The adapters that are always there.
BUILT_IN = (FEED, *OFFICIAL, "sheet", "evidence", _PROGRAMS)
#: What registers also write for an adapter's name.
_ALSO = {
    **dict.fromkeys(("rss", "atom", "jsonfeed", "订阅源"), FEED),
    **dict.fromkeys(("xlsx", "csv", "表格", "表格导入"), "sheet"),
    **dict.fromkeys(("人工", "人工取证", "人工核查"), "evidence"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What the register says of an account's source: the adapter's name, and the place behind it."""

    adapter: str
    place: str = ""


def named_source(account: Account) -> Named:
    """Which adapter an account's row in the register names.

    Programs need not name any. An empty adapter: the register names none.
    """
    named = split_source(account.source)
    return Named(_PROGRAMS) if not named.adapter and account.is_program else named


def split_source(text: str) -> Named:
    """Take 数据来源 apart: `feed https://…`, `official.weibo`, `sheet` …; an address alone is a feed's."""
    words = text.replace("\u3000", " ").split(maxsplit=1)
    if not words:
        return Named("")
    if words[0].lower().startswith(("http://", "https://")):
        return Named(FEED, text.strip())
    name, _, glued = words[0].partition("：")
    name = name.rstrip(":").lower()
    return Named(_ALSO.get(name, name), (glued or (words[1] if len(words) > 1 else "")).strip())


def adapter_names() -> tuple[str, ...]:
    """The names of all adapters, those of other installed packages too; nothing of theirs is loaded."""
    return tuple(dict.fromkeys((*BUILT_IN, *sorted(point.name for point in entry_points(group=GROUP)))))
