"""One proposed column, with what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.county import ColumnCategory


class Shape(StrEnum):
    """What stands behind a column's name; only lists have a date by which they are stale."""

    LIST = "列表"
    DATA = "列表（数据由脚本加载）"
    CHANNEL = "频道（下设栏目）"
    EMPTY = "未见条目"
    SINGLE = "单页"
    ARCHIVE = "归档"
    LINK = "链接到其他网站"
    UNKNOWN = "未能判断"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column as it would be registered, and the reasons.

    `level` counts from 1 below the home page; `parent` is the address of the column above, or empty. `items` is how
    many entries were seen, `newest` the newest date among them that is not in the future. `why` says in Chinese where
    the name and the category come from.
    """

    name: str
    url: str
    category: ColumnCategory
    shape: Shape
    level: int = 1
    parent: str = ""
    interval_days: int = 0
    items: int = 0
    newest: date | None = None
    newest_title: str = ""
    why: str = ""

    @property
    def worth_registering(self) -> bool:
        """Whether it publishes entries, or is there to publish some: an empty column is found only once registered."""
        return self.shape in (Shape.LIST, Shape.DATA, Shape.EMPTY)
