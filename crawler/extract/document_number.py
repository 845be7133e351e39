"""The number of a document: 机关代字〔年份〕序号号, in whatever brackets a page shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.lines import Line

_OPEN, _CLOSE = r"[〔\[【（(﹝［〈<《]", r"[〕\]】）)﹞］〉>》]"
_YEAR = rf"\s?{_OPEN}\s?\d{{4}}\s?年?\s?{_CLOSE}\s?"
_ORDER = r"(?:第\s?)?\d{1,5}(?:\s?[-—－]\s?\d{1,5})?\s?"
#: With its organ's letters. Behind a label 号 may be missing.
_LABELLED = re.compile(rf"[\s:：]*([\u4e00-\u9fffA-Za-z][\w\s、·\-－—]{{0,40}}?{_YEAR}{_ORDER}号?)")
_ALONE = re.compile(rf"(?:[\u4e00-\u9fff]\s?){{2,16}}{_YEAR}{_ORDER}号")
_BEHIND = re.compile(rf"[（(]\s?((?:[\u4e00-\u9fff]\s?){{2,16}}{_YEAR}{_ORDER}号)\s?[)）]$")
#: Titles of what is written about another document.
_ABOUT = re.compile(r"解读|图解|问答|转发|废止|失效|修改|修订|停止执行")
#: A year in brackets, whose organ or order is not to be read: any part of such a number is a wrong value.
_BROKEN = re.compile(_YEAR)
#: Other numbers: 令第12号, 2026年第3号, 第十二号.
_OTHER = re.compile(r"\d|第.{1,12}号")
#: Lines below a title that may hold the number alone, and the longest of them, in characters.
_BELOW, _LONGEST = 8, 60


def labelled_number(text: str) -> str | None:
    """The number that a text behind a label begins with, as shown, without white space; None when none stands so."""
    match = _LABELLED.match(text)
    return "".join(match[1].split()) if match else None


def other_number(value: str, text: str) -> str:
    """`value`, what the cut `text` behind a label says, if it may be a whole number of another form; else nothing."""
    return value if _OTHER.search(value) and not _BROKEN.search(text) else ""


def number_behind(title: str) -> str:
    """The number in brackets at the end of a title; one that stands within names another document."""
    match = None if _ABOUT.search(title) else _BEHIND.search(title)
    return "".join(match[1].split()) if match else ""


def number_below(lines: Sequence[Line], index: int | None) -> str:
    """The number that stands alone in a line between the title at `index` and the first running text, if only one does.

    Others that a page names stand within its text, or behind labels.
    """
    if index is None:
        return ""
    found: set[str] = set()
    for line in lines[index + 1 : index + 1 + _BELOW]:
        if "。" in line.text or (line.text.endswith(("：", ":")) and found):
            break
        if len(line.text) <= _LONGEST and not line.linked and _ALONE.fullmatch(line.text):
            found.add("".join(line.text.split()))
    return found.pop() if len(found) == 1 else ""
