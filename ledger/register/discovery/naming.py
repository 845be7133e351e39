"""A column's name, and what its name and entries say of its category."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from core.county import ColumnCategory
from core.snapshot import ListItem, PageFacts

#: Longest name; anything longer is a sentence.
MAX_NAME = 30
#: Longest link text looked at, with the marks and brackets around the name.
_MAX_TEXT = 100
#: Link texts that name no column.
_NO_NAME = re.compile(
    r"(?:更多|查看|详[情细]|more|进入|点击|返回|首页|主页|上一?[页条篇]|下一?[页条篇]|尾页|末页|第?\d+页?|[><»›+＋…\s.·]+)",
    re.I,
)
_PLACEHOLDER = re.compile(r"[{}$<>]|^(?:null|undefined|columnname|栏目名称)$", re.I)
_SEPARATORS = re.compile(r"\s*[-_|—–>›»]+\s*|\s{2,}")
_MARKS = re.compile(r"^[\s·•|<>»›]+|[\s<>·•|»›:：]+$")
_OPENING, _CLOSING = "[【(（《", "]】)）》"

#: Words of a name → category, in the order in which they decide: 政策解读 is no 政策文件, 政策动态 no 动态要闻.
_NAMES: tuple[tuple[ColumnCategory, re.Pattern[str]], ...] = (
    (ColumnCategory.INTERPRETATION, re.compile("解读|图解|一图读懂")),
    (
        ColumnCategory.INTERACTION,
        re.compile("互动|信箱|咨询|留言|征集|调查|访谈|投诉|建言|问政|信访|举报|意见反馈|我要问|常见问题"),
    ),
    (ColumnCategory.POLICIES, re.compile("政策|文件|法规|规章|规范性|县政府令|政办发|政发")),
    (ColumnCategory.NOTICES, re.compile("通知|公告|公示|通告")),
    (ColumnCategory.NEWS, re.compile("动态|要闻|新闻|时政|资讯|快讯|信息速递|工作信息")),
    (ColumnCategory.SERVICES, re.compile("办事|服务|指南|审批|事项|证照|下载中心|表格")),
)
_TITLES: tuple[tuple[ColumnCategory, re.Pattern[str]], ...] = (
    (ColumnCategory.INTERPRETATION, re.compile("解读|一图读懂|图解")),
    (
        ColumnCategory.POLICIES,
        re.compile(r"关于印发|办法》?$|规定》?$|条例》?$|实施(?:细则|意见|方案)|〔20\d\d〕\d+号"),
    ),
    (ColumnCategory.NOTICES, re.compile(r"(?:公告|公示|通告|通知)(?:[（(].*[)）])?$")),
)
#: Fewest entries, and the share of them, from which titles may speak for a column whose name says nothing.
_ENTRIES, _SHARE = 5, 0.6


def name_of(facts: PageFacts, link_texts: Iterable[str], site_name: str) -> tuple[str, str]:
    """The column's name and where it comes from: its tag, the texts of links to it, or its title."""
    for value in facts.meta.get("columnname", ()):
        name = _clean(value)
        if name and not _PLACEHOLDER.search(name):
            return name, "栏目标签"
    counted = Counter(names_in(link_texts))
    if counted:
        # The most frequent; of equals the shortest: others add a number or a date to it.
        return min(counted, key=lambda name: (-counted[name], len(name), name)), "导航链接"
    parts = [part for part in map(_clean, _SEPARATORS.split(facts.title)) if part and part != site_name]
    return (parts[0], "页面标题") if parts else ("", "")


def names_in(link_texts: Iterable[str]) -> list[str]:
    """Those link texts, cleaned, that may be a column's name."""
    cleaned = (_clean(text) for text in link_texts)
    return [name for name in cleaned if name and not _NO_NAME.fullmatch(name)]


def category_of(name: str, items: Sequence[ListItem]) -> tuple[ColumnCategory, str]:
    """The category by the name's words, else by what most entries are called; and which of both decided."""
    for category, words in _NAMES:
        found = words.search(name)
        if found:
            return category, f"名称含“{found[0]}”"
    for category, words in _TITLES:
        matching = sum(words.search(item.title) is not None for item in items)
        if len(items) >= _ENTRIES and matching >= _SHARE * len(items):
            return category, f"{len(items)} 条中 {matching} 条标题属于此类"
    return ColumnCategory.OTHER, "名称和内容没有明确特征"


def _clean(text: str) -> str:
    name = " ".join(text.split())
    name = _unwrapped(name) if len(name) <= _MAX_TEXT else ""
    return name if len(name) <= MAX_NAME else ""


def _unwrapped(text: str) -> str:
    """Without marks, nor brackets around the whole ([通知公告]) or without a partner: 农业农村（二） keeps its own."""
    name = _MARKS.sub("", text)
    if name[:1] and name[0] in _OPENING:
        end = _partner(name)
        return name if 0 < end < len(name) - 1 else _unwrapped(name[1 : end if end > 0 else len(name)])
    lonely = sum(c in _CLOSING for c in name) > sum(c in _OPENING for c in name)
    return _unwrapped(name[:-1]) if lonely and name[-1] in _CLOSING else name


def _partner(name: str) -> int:
    """Where the bracket that a name begins with is closed; 0 when it is not. The widths of both may differ."""
    depth = 0
    for place, letter in enumerate(name):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if not depth:
            return place
    return 0
