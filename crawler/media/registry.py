"""All adapters by name: the built-in ones and those of other packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from core.media_sources import GROUP
from crawler.media.adapters import app, bilibili, douyin, evidence, feed, kuaishou, sheet, wechat, weibo
from crawler.media.interface import Adapter

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


@dataclass(frozen=True, slots=True)
class Adapters:
    """All adapters by name, and the plug-ins that could not be loaded (name → what happened)."""

    known: Mapping[str, type[Adapter]]
    broken: Mapping[str, str] = field(default_factory=dict)


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
