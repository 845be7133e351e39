"""What stands above a list: a year, a month or a day that its entries share, or the name of a side bar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from crawler.extract.blocks import Block
from crawler.extract.dates import make_day
from crawler.extract.item_dates import ordinal_inside
from crawler.extract.tree import Element, fold, words

#: Longest heading, in characters; how many levels above a list, and how many neighbours before an entry, it may stand.
_LONGEST = 30
_LEVELS, _NEIGHBOURS, _HEADS = 4, 60, 6
#: Longest heading that is a picture.
_DRAWN = 12
#: Fewest and most characters of a heading that is a year or a day.
_SHORTEST, _LONGEST_DAY = 4, 20
_OUTER = frozenset({"body", "html"})
#: Levels of tables do not count: a box of the old kind has five of them.
_TABLE = frozenset({"table", "tbody", "tr", "td", "th"})
_SHARED = re.compile(
    r"[\s\[【(（<《·•■▪]*(20\d\d)\s*(?:年|[-/.])?(?:\s*(\d{1,2})\s*(?:月|[-/.])?(?:\s*(\d{1,2})\s*日?)?)?"
    r"(?:份|度)?[\s\])）】>》:：]*(?:共?\d+[条篇])?"
)
_SIDE = re.compile(
    r"(?:热点|热门|推荐|相关|排行|点击|阅读|浏览|猜你)\S{0,8}|\S{0,6}(?:排行榜?|推荐|热点|热文|热榜)"
    r"|\S{0,6}(?:又看|[在还]看|喜欢)",
    re.I,
)
#: Longest text of a cell that may only say "more".
_MORE_TEXT = 8
#: Also names of lists of everything new on a site, but columns are called so too.
_NEW = re.compile(r"(?:最新|一周|本周|今日|24小时)\S{0,8}")
_LEADS_ON = re.compile(r"(?:更多|more)[\s>》»+.…]*$|[>》»+]+\s*$", re.I)
_ROUND = re.compile(r"^[\s·■▪|●◆►▶]+|(?:更多|more|[\s>》»+|·.…])+$", re.I)


def heading_of(group: Element, first: Element | None = None) -> str:
    """The short text nearest before a list, at most some levels up; empty when something longer stands there.

    What stands in the list itself before its `first` entry counts too.
    """
    if first is not None and first.parent is group:
        before = [node for node in group.children[max(0, first.index - _HEADS) : first.index] if _text(node)]
        if len(before) == 1 and _is_one(before[0]):
            return _text(before[0]) or ""
    element, levels = group, 0
    while levels < _LEVELS and element.parent is not None and element.tag not in _OUTER:
        if element.tag in ("td", "th") and _has_columns(element.parent):
            return ""
        for sibling in reversed(element.parent.children[max(0, element.index - 4) : element.index]):
            text = _text(sibling)
            if text is None:
                return ""
            if text:
                return text
        levels += element.tag not in _TABLE
        element = element.parent
    return ""


def _pictured(node: Element) -> str:
    """What the only picture of a neighbour without words says: headings are drawn, too."""
    pictures = [below for below in islice(node.elements(), _HEADS) if below.tag == "img"]
    text = fold(pictures[0].attrs.get("alt", "")) if len(pictures) == 1 else ""
    return text if len(text) <= _DRAWN else ""


def _is_one(node: Element | str) -> bool:
    """Whether a row is one text: several cells name columns."""
    return isinstance(node, str) or node.tag != "tr" or not _has_columns(node)


def _has_columns(row: Element) -> bool:
    cells = (cell for cell in row.children if isinstance(cell, Element) and cell.size > 0)
    return sum(cell.size > _MORE_TEXT or bool(_ROUND.sub("", words(cell))) for cell in cells) > 1


def _text(node: Element | str) -> str | None:
    """A neighbour's text; None when it is too long for a heading."""
    if isinstance(node, str):
        text = fold(node)
    elif node.silent:
        return ""
    else:
        if node.size > _LONGEST:
            return None
        text = words(node, " ") if node.size else _pictured(node)
    return text if len(text) <= _LONGEST * 2 else None


def heading_name(text: str) -> str:
    """A heading's words alone, without bullets before and "更多" behind them."""
    return _ROUND.sub("", _ROUND.sub("", text))


def is_side_heading(name: str) -> bool:
    """Whether a heading's words name a side bar."""
    return _SIDE.fullmatch(name) is not None


def is_new_heading(name: str) -> bool:
    """Whether a heading's words say that its list shows what is new."""
    return _NEW.fullmatch(name) is not None


def is_day_heading(name: str) -> bool:
    """Whether a heading is a year, a month or a day."""
    return _SHARED.fullmatch(name) is not None


class Headings:
    """The headings of one page's lists, each looked for once."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._known: dict[Element, str] = {}
        self._first: dict[Element, Element] = {}
        self._days: dict[Element, list[tuple[int, re.Match[str]]]] = {}
        self._shared: dict[Element, re.Match[str] | None] = {}
        for block in blocks:
            self._first.setdefault(block.group, block.element)

    def above(self, group: Element) -> str:
        """See `heading_of`."""
        if group not in self._known:
            self._known[group] = heading_of(group, self._first.get(group))
        return self._known[group]

    def day_above(self, group: Element) -> re.Match[str] | None:
        """The heading of a list when it is a year, a month or a day."""
        if group not in self._shared:
            self._shared[group] = _SHARED.fullmatch(self.above(group))
        return self._shared[group]

    def leads_on(self, group: Element) -> bool:
        """Whether the heading says that there is more of the list elsewhere."""
        return _LEADS_ON.search(self.above(group)) is not None

    def names_year(self, block: Block) -> bool:
        """Whether a heading like 2026年 stands above an entry."""
        return _shared(block, self) is not None

    def day_before(self, element: Element) -> re.Match[str] | None:
        """The nearest neighbour before an element that is a year, a month or a day; some neighbours are looked at."""
        parent, index = element.parent, element.index
        if parent is None:
            return None
        if parent not in self._days:
            self._days[parent] = list(_days_among(parent.children))
        days = self._days[parent]
        # Nearly all lists have none.
        near = (match for place, match in reversed(days) if index - _NEIGHBOURS <= place < index) if days else iter(())
        return next(near, None)


def _days_among(nodes: list[Element | str]) -> Iterator[tuple[int, re.Match[str]]]:
    for place, node in enumerate(nodes):
        if not isinstance(node, Element):
            continue
        # A year may stand in a cell beside all the rows that share it.
        for home in (node, *_spanning(node)):
            match = _SHARED.fullmatch(words(home)) if _SHORTEST <= home.size <= _LONGEST_DAY else None
            if match:
                yield place, match


def _spanning(row: Element) -> Iterator[Element]:
    if row.tag == "tr":
        yield from (cell for cell in row.children if isinstance(cell, Element) and "rowspan" in cell.attrs)


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
    return headings.day_before(block.element) or headings.day_above(block.group)
