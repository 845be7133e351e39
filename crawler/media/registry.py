"""All adapters by name: the built-in ones and those of other packages; and which one the register names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from core.county import Account
from crawler.media.adapters import app, bilibili, douyin, evidence, feed, kuaishou, sheet, wechat, weibo
from crawler.media.interface import Adapter

GROUP = "xunjian.media_adapters"
BUILT_IN: Mapping[str, type[Adapter]] = {
    "feed": feed.Feed,
    "official.wechat": wechat.Wechat,
    "official.weibo": weibo.Weibo,
    "official.douyin": douyin.Douyin,
    "official.kuaishou": kuaishou.Kuaishou,
    "official.bilibili": bilibili.Bilibili,
    "app": app.App,
    "sheet": sheet.Sheet,
    "evidence": evidence.Evidence,
}
#: What registers also write for an adapter's name.
_ALSO = {
    **dict.fromkeys(("rss", "atom", "jsonfeed", "订阅源"), "feed"),
    **dict.fromkeys(("xlsx", "csv", "表格", "表格导入"), "sheet"),
    **dict.fromkeys(("人工", "人工取证", "人工核查"), "evidence"),
}
#: Adapters of programs whose register row names none.
_PROGRAMS = "app"


@dataclass(frozen=True, slots=True)
class Adapters:
    """All adapters by name, and the plug-ins that could not be loaded (name → what happened)."""

    known: Mapping[str, type[Adapter]]
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """What the register says of an account's source: the adapter's name, and the place behind it."""

    adapter: str
    place: str = ""


def load_adapters(plugins: Iterable[EntryPoint] | None = None) -> Adapters:
    """Collect built-in and installed adapters; an installed one cannot take a built-in one's name.

    A plug-in that cannot be imported is named in `broken` and costs only itself.
    """
    found: dict[str, type[Adapter]] = {}
    broken: dict[str, str] = {}
    points = entry_points(group=GROUP) if plugins is None else plugins
    for point in sorted(points, key=lambda item: item.name):
        try:
            found[point.name] = point.load()
        # A foreign module may even leave by sys.exit while it is imported.
        except (Exception, SystemExit) as error:
            broken[f"{point.name} ({point.value})"] = f"{type(error).__name__}: {error}"
    return Adapters({**found, **BUILT_IN}, broken)


def named_source(account: Account) -> Named:
    """Which adapter an account's row in the register names (数据来源): `feed https://…`, `official.weibo`, `sheet` …

    An address alone is a feed's. Programs need not name any. An empty adapter: the register names none.
    """
    words = account.source.replace("\u3000", " ").split(maxsplit=1)
    if not words:
        return Named(_PROGRAMS if account.is_program else "")
    if words[0].startswith(("http://", "https://")):
        return Named("feed", account.source.strip())
    name, _, glued = words[0].partition("：")
    name = name.rstrip(":").lower()
    return Named(_ALSO.get(name, name), (glued or (words[1] if len(words) > 1 else "")).strip())
