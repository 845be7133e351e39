"""Whether a short text tells a day or a part of one; which day it is, is read elsewhere."""

from __future__ import annotations

import re

from crawler.extract.date_labels import COMPANY
from crawler.extract.date_words import plain_box, spelled
from crawler.extract.dates import FULL

#: A text that is a date and nothing else.
DATE_ONLY = re.compile(
    r"[\[(（【〔\s]*(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】〕\s]*"
)
#: A part of a date that stands in a box of its own: 11月, 17, 2026-11.
BOX = re.compile(r"\d{1,2}[月日]?|20\d\d年?(?:[-/.]?\d{1,2}月?)?|\d{1,2}[-/.]\d{1,2}|[-/.]")
_SHORT_FORMS = re.compile(r"[\[(（]?(?:20\d{6}|\d\d([-/.])\d\d\1\d\d)[\])）]?")
#: Sign of a day in any writing.
_HAS_DAY = re.compile(
    r"\d\s*[-/.年月]\s*\d|^\d{1,2}日?$|[\d一二三四五六七八九十]月|[天时钟周]前$|^[昨前今]天|[A-Z][a-z]{2,8}\.?\s+\d"
    r"|(?<!\d)20\d{6}(?!\d)"
)
#: Without one of these there is none.
_DAY_MARK = re.compile(r"[\d月前天]")
#: Longest line of facts about an entry, longest label, and what a label of a day or of a source ends in.
_LINE, _LABEL, _COLON = 40, 12, (":", "：")


def has_day(text: str) -> bool:
    """Whether a text speaks of a day in any writing."""
    return _DAY_MARK.search(text) is not None and _HAS_DAY.search(text) is not None


def tells_day(text: str) -> bool:
    """Whether a text of a link is no part of its title: a day, a part of one, or a line that begins with its label."""
    if len(text) > _LINE:
        return False
    if DATE_ONLY.fullmatch(text) or BOX.fullmatch(plain_box(text)) or _SHORT_FORMS.fullmatch(text):
        return True
    if COMPANY.match(text) or (len(text) <= _LABEL and text.endswith(_COLON)):
        return True
    match = FULL.search(spelled(text))
    return match is not None and (match.start() <= 1 or any(mark in text[: match.start()] for mark in _COLON))
