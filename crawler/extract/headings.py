"""What stands above a list: a year, a month or a day that its entries share, or the name of a side bar."""

from __future__ import annotations

import re
from datetime import date

from crawler.extract.blocks import Block
from crawler.extract.dates import make_day
from crawler.extract.item_dates import ordinal_inside
from crawler.extract.tree import Element, fold, words

#: Longest heading, in characters; how many levels above a list, and how many neighbours before an entry, it may stand.
_LONGEST = 30
_LEVELS, _NEIGHBOURS = 4, 60
#: Fewest and most characters of a heading that is a year or a day.
_SHORTEST, _LONGEST_DAY = 4, 20
_OUTER = frozenset({"td", "th", "body", "html", "table", "tbody"})
_SHARED = re.compile(
    r"[\s\[【(（<《·•■▪]*(20\d\d)\s*(?:年|[-/.])?(?:\s*(\d{1,2})\s*(?:月|[-/.])?(?:\s*(\d{1,2})\s*日?)?)?"
    r"(?:份|度)?[\s\])）】>》:：]*(?:共?\d+[条篇])?"
)
_SIDE = re.compile(
    r"[\s·■▪|]*(?:热点|热门|推荐|相关|排行|最新|点击|阅读|浏览|一周|本周|今日|24小时|猜你)\S{0,8}|\S{0,6}(?:排行榜?|推荐|热点|热文|热榜)"
    r"(?:更多|more|\s|[>》]){0,6}",
    re.I,
)


def heading_of(group: Element) -> str:
    """The short text nearest before a list, at most some levels up; empty when something longer stands there."""
    element = group
    for _ in range(_LEVELS):
        if element.parent is None or element.tag in _OUTER:
            return ""
        for sibling in reversed(element.parent.children[max(0, element.index - 4) : element.index]):
            text = _text(sibling)
            if text is None:
                return ""
            if text:
                return text
        element = element.parent
    return ""


def _text(node: Element | str) -> str | None:
    """A neighbour's text; None when it is too long for a heading."""
    if isinstance(node, str):
        text = fold(node)
    elif node.silent:
        return ""
    else:
        if node.size > _LONGEST:
            return None
        text = words(node, " ") if node.size else ""
    return text if len(text) <= _LONGEST * 2 else None


def is_side_heading(text: str) -> bool:
    """Whether a heading names a side bar."""
    return bool(text) and _SIDE.fullmatch(text) is not None


class Headings:
    """The headings of one page's lists, each looked for once."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def above(self, group: Element) -> str:
        """See `heading_of`."""
        if group not in self._known:
            self._known[group] = heading_of(group)
        return self._known[group]


def shared_day(block: Block, day: date | None, headings: Headings) -> date | None:
    """The day of an entry under a heading like 2026年, 2026年11月 or 2026-11-20; `day` as it was when there is none."""
    match = _shared(block, headings)
    if match is None:
        return day
    year, month, number = (int(part) if part else 0 for part in match.groups())
    if day is not None:
        return make_day(year, day.month, day.day) if not month or month == day.month else day
    if month and number:
        return make_day(year, month, number)
    own = ordinal_inside(block) if month else 0
    return make_day(year, month, own) if own else None


def _shared(block: Block, headings: Headings) -> re.Match[str] | None:
    around = block.element.parent.children if block.element.parent else []
    index = block.element.index
    for node in reversed(around[max(0, index - _NEIGHBOURS) : index]):
        if isinstance(node, str) or not _SHORTEST <= node.size <= _LONGEST_DAY:
            continue
        match = _SHARED.fullmatch(words(node))
        if match:
            return match
    return _SHARED.fullmatch(headings.above(block.group))
