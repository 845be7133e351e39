"""The day that stands with a list entry. Only a date on its own counts: summaries are full of other days."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from crawler.extract.blocks import Block
from crawler.extract.date_labels import COMPANY, EVENTS
from crawler.extract.date_words import DAYS_AGO_END, days_ago, plain_box, spelled
from crawler.extract.dates import (
    CLOCK,
    FULL,
    TURNED,
    boxed_day,
    full_day,
    is_day_first,
    resolve,
    short_day,
    turned_day,
)
from crawler.extract.tree import Element, words

#: Longest text that may hold a date and still not be a sentence, in characters.
_SHORT = 60
#: Longest box with a part of a date.
_BOX = 16
#: Longest box with a date and a time of day.
_CLOCKED = 30
#: Most entries of a list asked for the order of their dates' parts.
_AROUND = 12
_MONTH_DAY = r"(\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?)"
#: Month and day at either end of a title, in brackets or apart from it.
_SHORT_ENDS = (
    re.compile(rf"\s?[\[(（【]\s?{_MONTH_DAY}\s?[\])）】]$"),
    re.compile(rf"^[\[(（【]\s?{_MONTH_DAY}\s?[\])）】]\s?"),
    re.compile(rf"\s{_MONTH_DAY}$"),
)
#: What parts a day from what stands before it, and the name of a unit that stands there without.
_PARTING = frozenset(" \u3000:：[(（【|｜/·•,，、;；-–—")
_UNIT = re.compile(r"(?:[局委办院会府部厅处室站所校馆社队团司县区市镇乡村网报台行]|中心|街道)$")
#: Two numbers with a stroke between them, alone and among other words.
_STROKE, _STROKES = re.compile(r"(\d{1,2})/(\d{1,2})"), re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/.-])")
_MONTHS = 12
_TWO_DIGITS = re.compile(r"\D?\d\d([-/.])\d\d\1\d\d")
_OPENING = "[(（【〔《「『 \u3000|·:：-—.…~～_'‘’"
_CLOSING = "])）】〕》」』 \u3000|·"
#: Days of something else than publication, and headers that tell today's date.
_OTHER_DAY = re.compile(
    r"成\s*文|生\s*成|印\s*发|生\s*效|废\s*止|施\s*行|实\s*施|截\s*[止至]|起\s*止|到\s*期|开\s*始|结\s*束|签\s*[发署]|更\s*新"
    rf"|有\s*效|失\s*效|{EVENTS}|今天是|现在是|星期|礼拜|天气|周[一二三四五六日]"
)
_LABEL = re.compile(r"^(?:发\s*布|公\s*开|上\s*传)?(?:时\s*间|日\s*期|于)\s*[:：]?\s*")
#: Without one of these no text holds a day in whatever writing.
_NUMBERED = re.compile(r"[\d年月日号]")
#: Two numbers, as many digits as a day run together has, a month by its name, or Chinese words for parts of a day.
_DAY_SIGN = re.compile(r"\d\D{1,20}\d|\d{6}|[年月]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)
_WEEKDAY = re.compile(r"[\s(（]*(?:星期|周|礼拜)[一二三四五六日天][)）]?")
#: What a date may be followed by without being part of a sentence.
_BEHIND = re.compile(r"^(?:发布|发表|上传|刊发|公布|更新)(?=[\s\])）】〕|,，]|$)")
#: The time of day in words, and somebody's name in brackets.
_WORDED_CLOCK = re.compile(r"^\s?\d{1,2}\s?[时点]\s?(?:\d{1,2}\s?分?)?")
_NAME_BEHIND = re.compile(r"\s?[（(][\u4e00-\u9fff]{2,8}[)）]\s?")
_WEEKDAY_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?[\s,，]{0,3}$")
_WEEKDAY_TEXT = 10
_PUBLISH = re.compile(r"(?:发\s*布|公\s*开|发\s*表|上\s*传|上\s*载|公\s*布|时\s*间|日\s*期|发\s*文)[^\d]{0,8}$")
_ORDINAL = re.compile(r"[\[(（【]?(\d{1,2})\s*日?[\])）】]?")
#: A label that is a text of its own, before its value.
_LABEL_ALONE = re.compile(
    r"[【\[(（]?[\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{1,10}[】\])）]?\s*[:：]|(?:成文|发布|公开|公布|生成|印发|生效|施行|实施|截[止至]|更新|废止|失效|有效期?至?|到期|结束|开始)(?:日期|时间)?"
)
_OPENING_LABEL = re.compile(r"征\s*[集求]|公\s*[示告]|挂\s*网|反\s*馈|征询")
#: What stands before the last day of a range.
_RANGE_BEFORE = re.compile(r"\d\s*日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\s*(?:至|到|~|～|—{1,2}|－|-|–)\s*$")
_RANGE = re.compile(r"^[\s日]*(?:至|到|~|～|—{1,2}|-)\s*\d")


def may_be_dated(block: Block) -> bool:
    """Whether the texts of an entry hold enough for a day at all; most links' do not."""
    text = " ".join((*block.beside, *block.inside))
    return _NUMBERED.search(text) is not None and _DAY_SIGN.search(text) is not None


def day_beside(block: Block, seen_on: date) -> date | None:
    """The day in the entry's text outside its link."""
    return _day_or_turned(block, block.beside, seen_on)


def day_inside(block: Block, seen_on: date) -> date | None:
    """The day in the link itself: an own element of it, or numerals at either end of its text."""
    if len(block.inside) > 1:
        found = _day_or_turned(block, block.inside, seen_on)
        if found:
            return found
    text = " ".join(block.inside)
    for match in FULL.finditer(text):
        # "2026年11月23日空气质量日报" is a title; "… 2026-11-23" is a title and its date.
        ends = not text[: match.start()].strip(_OPENING) or not CLOCK.sub("", text[match.end() :]).strip(_CLOSING)
        bracketed = text[: match.start()][-1:] in tuple("[(（【") and text[match.end() :][:1] in tuple("])）】")
        if (ends and "年" not in match[0]) or (bracketed and ends):
            return full_day(match)
    return _short_at_end(block, text, seen_on)


def without_month_day(title: str) -> str:
    """A title without the month and day at either end of it."""
    for pattern in _SHORT_ENDS:
        title = pattern.sub("", title)
    return title


def _short_at_end(block: Block, text: str, seen_on: date) -> date | None:
    """Month and day at one end of the title, where all entries around have them there: elsewhere these are numbers."""
    for pattern in _SHORT_ENDS:
        match = pattern.search(text)
        day = short_day(match[1].strip(), seen_on) if match else None
        if day is None:
            continue
        around = [child for child in islice(block.group.children, _AROUND) if isinstance(child, Element) and child.size]
        ends = (pattern.search(words(child)) for child in around)
        if len(around) > 1 and all(end and short_day(end[1].strip(), seen_on) for end in ends):
            return day
    return None


def _day_or_turned(block: Block, pieces: tuple[str, ...], seen_on: date) -> date | None:
    turned = _turned(block, pieces) or _short_turned(block, pieces, seen_on)
    return (turned and turned[0]) or _day_of(pieces, seen_on) or (turned and turned[1]) or None


def _turned(block: Block, pieces: tuple[str, ...]) -> tuple[date | None, date | None] | None:
    """The day of texts like 11/17/2026, or of 17, 11 and 2026 in boxes, as the whole list shows the order; else as
    it is usual.
    """
    text = " ".join(_without_clock(piece) for piece in pieces if len(piece) <= _CLOCKED)
    match = TURNED.search(text)
    if match is None:
        return None
    around = (child for child in islice(block.group.children, _AROUND) if isinstance(child, Element) and child.size)
    orders = (is_day_first(found) for child in around for found in TURNED.finditer(words(child)))
    told = next((order for order in orders if order is not None), None)
    # Boxes begin with the day, which is shown large; numbers with strokes come from servers set up for America.
    if told is None:
        return None, turned_day(match, not match["apart"].strip())
    return turned_day(match, told), None


def _short_turned(block: Block, pieces: tuple[str, ...], seen_on: date) -> tuple[date | None, None] | None:
    """The day of 17/11, where the list shows that the month stands last: a number beyond twelve first, none behind."""
    match = next(filter(None, (_STROKE.fullmatch(piece.strip(_OPENING + _CLOSING)) for piece in pieces)), None)
    if match is None:
        return None
    around = (child for child in islice(block.group.children, _AROUND) if isinstance(child, Element) and child.size)
    pairs = [(int(found[1]), int(found[2])) for child in around for found in _STROKES.finditer(words(child))]
    if not any(first > _MONTHS for first, _ in pairs) or any(second > _MONTHS for _, second in pairs):
        return None
    return resolve(int(match[2]), int(match[1]), seen_on), None


def _without_clock(piece: str) -> str:
    """A text without the time of day behind a date; nothing when what is left is no box of a date."""
    plain = piece if len(piece) <= _BOX else CLOCK.sub("", piece, count=1).strip()
    return plain if len(plain) <= _BOX else ""


def day_of_text(text: str, seen_on: date) -> date | None:
    """The day of a short text by itself."""
    return _day_of((text,), seen_on)


def day_in_words(block: Block, seen_on: date) -> date | None:
    """The day that words like 3天前 mean: the last resort, for hours and weeks are inexact."""
    pieces = (*block.beside, *block.inside)
    short = (_LABEL.sub("", piece) for piece in pieces if len(piece) <= _BOX and piece[-1] in DAYS_AGO_END)
    return next((day for piece in short if (day := days_ago(piece, seen_on))), None)


def writes_year(block: Block, day: date) -> bool:
    """Whether the day found with an entry is shown with its year: a year in the title says nothing of it."""
    year = str(day.year)
    for piece in map(spelled, (*block.beside, *block.inside)):
        if len(piece) <= _BOX and (year in piece or _TWO_DIGITS.match(piece)):
            return True
        if year in piece and any(full_day(match) == day for match in FULL.finditer(piece)):
            return True
    return False


def ordinal_inside(block: Block) -> int:
    """The day of the month that stands alone with an entry ("20", "20日"); 0 when none does."""
    for piece in (*block.beside, *block.inside):
        match = _ORDINAL.fullmatch(piece)
        if match and 1 <= int(match[1]) <= 31:
            return int(match[1])
    return 0


def opening_day(block: Block, seen_on: date) -> date | None:
    """The first day of a term for opinions or objections (征集时间：… 至 …): the notice was public by then."""
    for piece in _labelled(block.beside):
        match = FULL.search(piece[:_SHORT]) if _OPENING_LABEL.search(piece[:_SHORT]) else None
        day = full_day(match) if match and _RANGE.match(piece[match.end() :]) else None
        if day and day <= seen_on:
            return day
    return None


def _labelled(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces, a label in an element of its own joined with what it stands before."""
    if not any(_LABEL_ALONE.fullmatch(piece) for piece in pieces):
        return pieces
    joined: list[str] = []
    label = ""
    for piece in pieces:
        if _LABEL_ALONE.fullmatch(piece):
            joined.append(label)
            label = piece
        else:
            joined.append(f"{label} {piece}".strip())
            label = ""
    return tuple(filter(None, (*joined, label)))


def _day_of(pieces: tuple[str, ...], seen_on: date) -> date | None:
    pieces = _labelled(pieces)
    days = [day for piece in pieces for day in _full_days(piece, seen_on)]
    if not days:
        joined = " ".join(piece for piece in pieces if len(piece) <= _SHORT)
        days = _full_days(joined, seen_on) if len(joined) <= _SHORT * 2 else []
    if days:
        return _newest(days, seen_on)
    return _without_year(pieces, seen_on)


def _without_year(pieces: tuple[str, ...], seen_on: date) -> date | None:
    """A day in short texts that do not write year, month and day in one; a label before it is left out."""
    short = [plain_box(_without_weekday(piece, seen_on)) for piece in pieces if len(piece) <= _BOX]
    digits = [piece for piece in short if re.search(r"\d", piece) and not _OTHER_DAY.search(piece)]
    boxes = [CLOCK.sub("", _LABEL.sub("", piece)).strip(_OPENING + _CLOSING) for piece in digits]
    found = boxed_day(" ".join(boxes), seen_on)
    if found:
        return found
    return next((day for box in boxes if (day := short_day(box, seen_on))), None)


def _without_weekday(piece: str, seen_on: date) -> str:
    """A text without its weekday, unless it is today's date: that is the page's clock."""
    plain = _WEEKDAY.sub("", piece)
    day = short_day(plain.strip(_OPENING + _CLOSING), seen_on) if plain != piece else None
    return plain if day and day < seen_on else piece


def _full_days(text: str, seen_on: date) -> list[date]:
    if len(text) > _SHORT * 2:
        return []
    found = []
    text = spelled(text)
    for match in FULL.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        weekday = _WEEKDAY.match(after) or _WEEKDAY_BEFORE.search(before[-_WEEKDAY_TEXT:])
        after = _WEEKDAY.sub("", after, count=1) if _WEEKDAY.match(after) else after
        before = _WEEKDAY_BEFORE.sub("", before)
        alone = not before.strip(_OPENING) or bool(_PUBLISH.search(before)) or before[-1:] in _PARTING
        alone = alone or (len(text) <= _SHORT and _UNIT.search(before) is not None)
        rest = _BEHIND.sub("", _WORDED_CLOCK.sub("", CLOCK.sub("", after, count=1)))
        rest = "" if _NAME_BEHIND.fullmatch(rest) and not _OTHER_DAY.search(rest) else rest
        sentence = re.match(r"[^\s\])）】〕》」』|,，]", rest) is not None and not COMPANY.match(rest)
        if _RANGE_BEFORE.search(before[-30:]):
            continue
        if alone and not sentence and not _OTHER_DAY.search(before[-12:]) and not _RANGE.match(after):
            day = full_day(match)
            # With its weekday today's date is the page's clock.
            if day and not (weekday and day >= seen_on):
                found.append(day)
    return found if not re.search(r"今天是|现在是", text) else []


def _newest(days: list[date], seen_on: date) -> date:
    """Several days with one entry: the newest that has come, so that nobody is called stale by the wrong one."""
    past = [day for day in days if day <= seen_on]
    return max(past) if past else min(days)
