"""Within what time a column must publish something new. Holds no check of its own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from checks.freshness.newest import months_before
from checks.interface import Params
from core.county import Column, ColumnCategory


@dataclass(frozen=True, slots=True)
class Window:
    """`first` is the earliest day that still counts as updated; `name` its words; warn at `warn_left` days or fewer."""

    first: date
    name: str
    warn_left: int

    def days_left(self, newest: date) -> int:
        """Days until the column goes stale: 0 is the last good day, negative is over."""
        return (newest - self.first).days


def window_of(column: Column, today: date, params: Params) -> Window | None:
    """The column's window, or None when nothing obliges it to publish at an interval.

    动态要闻 2 weeks, 通知公告 and 政策文件 6 calendar months (国办秘函〔2019〕19号 单项否决“栏目不更新”); those
    national windows hold whatever interval is registered. Others: the registered interval in days.
    """
    if column.category is ColumnCategory.NEWS:
        limit = int(params["news_days"])
        return Window(today - timedelta(days=limit), f"{limit} 天", limit - int(params["news_warn_days"]))
    if column.category in (ColumnCategory.NOTICES, ColumnCategory.POLICIES):
        months = int(params["policy_months"])
        return Window(months_before(today, months), f"{months} 个月", int(params["policy_warn_left"]))
    limit = column.interval_days
    if limit <= 0:
        return None
    warn_left = math.floor(limit * int(params["interval_warn_percent"]) / 100)
    return Window(today - timedelta(days=limit), f"登记的更新周期 {limit} 天", warn_left)
