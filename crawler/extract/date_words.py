"""Dates spelled in words (二〇二六年十一月二十日, November 20, 2026) or run together, written again in numerals."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DIGITS = {
    mark: value
    for value, marks in enumerate(("〇零○O０", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for mark in marks
}
_NUMERAL = "".join(_DIGITS)
_GAP = r"[\s\u3000]{0,4}"
_SIGNED = re.compile(
    rf"([一二])([{_NUMERAL}])([{_NUMERAL}])([{_NUMERAL}]){_GAP}年{_GAP}([元正一二三四五六七八九十]{{1,2}}){_GAP}月{_GAP}([一二三四五六七八九十廿卅]{{1,3}}){_GAP}日"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s{{1,4}}(\d{{1,2}})(?:st|nd|rd|th)?\s{{0,4}},?\s{{1,4}}((?:19|20)\d\d)\b", re.I)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s\-]{{1,4}}{_MONTH}[\s,\-]{{1,4}}((?:19|20)\d\d)\b", re.I)
#: Eight digits are a date only right behind a label's colon.
_TOGETHER = re.compile(
    r"([期间][】\])）]?\s{0,4}[:：]\s{0,4})((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:\d{4}|\d{6})?(?!\d)"
)
#: Behind a label's colon two digits are a year when nothing but month and day follows.
_SHORT_YEAR = re.compile(
    r"((?:[期间布]|于)[】\])）]?\s{0,4}[:：]\s{0,4})(2\d)([-/.])(0?[1-9]|1[0-2])\3(0?[1-9]|[12]\d|3[01])(?![\d\-/.])"
)
#: Month first, as servers set up for America write it: the clock's half of the day says so.
_AMERICAN = re.compile(
    r"(?<![\d/])(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/(20\d\d)(?=\s{1,3}\d{1,2}:\d\d(?::\d\d)?\s{0,2}[AP]M\b)", re.I
)
#: As Java writes a moment when nobody says how: Fri Aug 14 10:20:00 CST 2026.
_JAVA = re.compile(
    rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) {_MONTH} (\d\d) (\d\d:\d\d:\d\d) (?:CST|GMT\S{{0,6}}) (20\d\d)\b"
)
#: Parts of dates in boxes of their own; the longest of them and what they end in; words that count back from today.
_BOX, _BOX_ENDS = 12, frozenset("月日号abceglnoprtuvy.")
_CHINESE_BOX = re.compile(r"(?:(十[一二]?|[元正一二三四五六七八九])月)?(?:([一二三四五六七八九十廿卅]{1,3})[日号])?")
_MONTH_BOX = re.compile(rf"{_MONTH}", re.I)
_AGO = re.compile(
    r"(\d{1,3})\s?个?(天|日|周|星期)[以之]?前|(\d{1,3})\s?个?小时[以之]?前|(?:\d{1,2}\s?分钟?[以之]?前|刚刚|[今昨前][天日])(?:\s?\d{1,2}:\d\d)?"
)
#: What all words of `days_ago` end with; a clock time may follow them.
DAYS_AGO_END = "天日前刚0123456789"
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile(r"[０-９]")
#: Cheap sign that a text may hold one of them.
_HINT = re.compile(
    r"[〇零○O０一二三四五六七八九][\s\u3000]{0,4}年|[A-Za-z]{3}[a-z.]{0,8}[\s,\-]{1,4}(?:\d{1,2}\D{1,4})?(?:19|20)\d\d|[:：]\s{0,4}20\d{6}"
)


def spelled(text: str) -> str:
    """The text with such dates as 2026-11-20, and full-width digits as plain ones; any other text as it is."""
    # Without Chinese every form writes its year in full.
    if text.isascii() and "20" not in text and "19" not in text:
        return text
    if not text.isascii() and _IS_WIDE.search(text):
        text = text.translate(_WIDE)
    if ("M" in text or "m" in text) and "/20" in text:
        text = _AMERICAN.sub(lambda m: _joined(m[3], int(m[1]), m[2]), text)
    if (":2" in text or "：2" in text or "： 2" in text or ": 2" in text) and _SHORT_YEAR.search(text):
        return _SHORT_YEAR.sub(lambda m: f"{m[1]}{_joined(f'20{m[2]}', int(m[4]), m[5])}", text)
    if "CST 20" in text or "GMT" in text:
        text = _JAVA.sub(lambda m: f"{_joined(m[4], _month(m[1]), m[2])} {m[3]}", text)
    # Nearly no line says a year at all.
    if "年" not in text and "20" not in text and "19" not in text:
        return text
    if not _HINT.search(text) and not _MONTH_FIRST.search(text):
        return text
    text = _SIGNED.sub(_from_chinese, text)
    text = _MONTH_FIRST.sub(lambda m: _joined(m[3], _month(m[1]), m[2]), text)
    text = _DAY_FIRST.sub(lambda m: _joined(m[3], _month(m[2]), m[1]), text)
    return _TOGETHER.sub(r"\1\2-\3-\4", text)


def plain_box(text: str) -> str:
    """A part of a date in a box of its own (十一月, 十七日, Nov) in numerals; any other text as it is."""
    if len(text) > _BOX or not text or text[-1] not in _BOX_ENDS:
        return text
    match = _CHINESE_BOX.fullmatch(text)
    if match:
        month = f"{_number(match[1])}月" if match[1] else ""
        return month + (f"{_number(match[2])}日" if match[2] else "")
    match = _MONTH_BOX.fullmatch(text)
    return f"{_month(match[1])}月" if match else text


def days_ago(text: str, seen_on: date) -> date | None:
    """The day that 今天, 昨天, 3天前 or 2周前 mean on a page seen on that day; hours ago are the same day."""
    if len(text) > _BOX or text[-1:] not in DAYS_AGO_END:
        return None
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    if match[1]:
        return seen_on - timedelta(days=int(match[1]) * {"天": 1, "日": 1}.get(match[2], 7))
    if match[3]:
        return seen_on - timedelta(days=int(match[3]) // 24)
    return seen_on - timedelta(days={"昨": 1, "前": 2}.get(text[0], 0))


def _from_chinese(match: re.Match[str]) -> str:
    year = int("".join(str(_DIGITS[match[n]]) for n in (1, 2, 3, 4)))
    return f"{year}-{_number(match[5]):02}-{_number(match[6]):02}"


def _number(text: str) -> int:
    """A number up to 39: 十一, 二十, 廿三; 元 and 正 are the first month."""
    text = text.replace("元", "一").replace("正", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    value = (_DIGITS.get(tens, 1) * 10 if tens else 10) if ten else 0
    return value + (_DIGITS.get(ones, 99) if ones else 0)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _joined(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}"
