"""The day of signing at the foot of a document: the organ's name, and below or behind it a day written in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crawler.extract.date_words import spelled
from crawler.extract.dates import FULL, full_day
from crawler.extract.lines import Line

#: How documents write it (GB/T 9704-2012, 7.3.5), and old ones in Chinese numerals.
_DAY = re.compile(r"(?:[12\d]\d{3}|[一二１２][\d〇零○O０-９一二三四五六七八九]{3})\s?年\s?\S{1,3}\s?月\s?\S{1,3}\s?日")
_ORGAN = re.compile(
    r"[^\s，。；：:！？]{2,40}(?:政府|[局厅部委办处院署会所站校社馆队团]|中心|公司|小组|指挥部|办公室|管委会|街道|银行)[)）]?"
)
#: Longest line of a signature, in characters; fewest lines of text above it.
_LONGEST, _ABOVE = 60, 1


def signed_day(lines: Sequence[Line], index: int | None) -> date | None:
    """The day of the only signature below the title at `index`; None when there is none, or several that differ.

    A document that passes another one on carries the other's signature too.
    """
    if index is None:
        return None
    days = set()
    running = 0
    for number in range(index + 1, len(lines)):
        text = lines[number].text
        if running >= _ABOVE and len(text) <= _LONGEST and not lines[number].linked:
            day = _signed(text, lines[number - 1].text)
            if day:
                days.add(day)
        running += "。" in text
    return days.pop() if len(days) == 1 else None


def _signed(text: str, above: str) -> date | None:
    match = _DAY.search(text)
    if match is None or text[match.end() :].strip(" 。)）"):
        return None
    organ = text[: match.start()].strip(" (（") or (above if len(above) <= _LONGEST else "")
    # Several organs sign side by side.
    if not all(map(_ORGAN.fullmatch, organ.split())) or not organ:
        return None
    full = FULL.search(spelled(match[0]))
    return full_day(full) if full else None
