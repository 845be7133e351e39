"""The day a page says it was published. Never invented: a page that does not say so has none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import CLOCK, FULL, full_day
from crawler.extract.headline import headline_index
from crawler.extract.lines import Line

#: How far below and above its title an article's header reaches: lines, and characters read on the way.
_BELOW, _ABOVE, _HEADER_TEXT = 25, 3, 500
#: Longest line that is still a header's, in characters.
_HEADER_LINE = 120

_S = r"[\s\u3000]*"


def _spaced(*labels: str) -> str:
    """A pattern for labels whose characters may stand apart (发　布　日　期)."""
    return "|".join(_S.join(label) for label in labels)


_STRONG = _spaced(
    *(
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "上载日期",
        "上载时间",
        "上传时间",
        "上传日期",
        "发文时间",
        "发稿时间",
    ),
    *("公布时间", "公布日期", "发表时间", "发表日期", "刊发时间", "刊登时间", "信息时间", "发布于", "发表于", "发布日"),
)
_WEAK = _spaced("时间", "日期")
_NOT_BEFORE_WEAK = r"(?<![\u4e00-\u9fff])(?<![\u4e00-\u9fff][\s\u3000])"
_VALUE = rf"{_S}[】\])）]?{_S}[:：]?[\s\u3000\[(（【]*{FULL.pattern}"
_LABELLED = re.compile(rf"(?:{_STRONG}){_VALUE}")
_WEAKLY = re.compile(rf"{_NOT_BEFORE_WEAK}(?:{_WEAK}){_S}[:：]{_S}{FULL.pattern}")
#: Labels of other days, and of the reader's own moment.
_OTHER = re.compile(
    rf"(?:{_spaced('成文', '生成', '生效', '废止', '失效', '更新', '修改', '打印', '印发', '施行', '实施', '截止')}"
    rf"|{_spaced('截至', '起止', '签发', '签署', '访问', '当前', '通过', '会议', '活动', '开标', '报名', '有效')})"
    r"[^\d。]{0,8}$|今天是|现在是|星期[一二三四五六日天]|©|Copyright",
    re.I,
)
#: Words that stand beside a publish date in an article's header.
_COMPANY = re.compile(
    r"来\s*源|作\s*者|编\s*辑|浏\s*览|点\s*击|阅\s*读|访问量|字\s*[号体]|楼\s*主|发\s*表|发\s*布|发\s*稿|分享|打印"
)
_MARGIN = " []()（）【】|"
_RANGE = re.compile(r"^\s*(?:至|到|~|～|—|－|-|–)\s*\d|^\s*(?:前|起|以来|以前|之前|以后)")
#: Meta tags for the publish date: PubDate is 国办发〔2017〕47号's, the others are common practice.
_META_NAMES = ("pubdate", "article:published_time", "publishdate", "publish_date", "publishtime", "datepublished")


@dataclass(frozen=True, slots=True)
class Published:
    """A publish day and where it stood: label, header, body or meta; both empty when the page says none."""

    day: date | None = None
    source: str = ""


def publish_day(lines: Sequence[Line], names: Sequence[str], meta: Mapping[str, tuple[str, ...]]) -> Published:
    """Read the publish day from lines that are neither list entries nor navigation.

    `names` are what the page calls itself (ArticleTitle, title).
    """
    index = headline_index(lines, names)
    finders = (
        ("label", _labelled(lines[: index + _BELOW] if index is not None else lines, index, _LABELLED)),
        ("header", _in_header(lines, index)),
        # Some templates date the page behind its body; comments there carry days too, so the header goes first.
        ("label", _labelled(lines, index, _LABELLED)),
        ("label", _labelled(lines, index, _WEAKLY)),
        ("body", _with_clock(lines) if index is not None else None),
        ("meta", _in_meta(meta)),
    )
    return next((Published(day, source) for source, day in finders if day), Published())


def _labelled(lines: Sequence[Line], index: int | None, pattern: re.Pattern[str]) -> date | None:
    """The labelled day nearest below the title; a page with many labelled days is a list of something."""
    text, starts = _joined(lines)
    found: list[tuple[int, date]] = []
    for match in pattern.finditer(text):
        day = full_day(match)
        if day and not _OTHER.search(text[max(0, match.start() - 6) : match.start()]):
            found.append((match.start(), day))
    if len({day for _, day in found}) > 2 and index is None:
        return None
    below = [day for start, day in found if index is not None and start >= starts[index]]
    return below[0] if below else (found[0][1] if found else None)


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line.text) + 1
    return "\n".join(line.text for line in lines), starts


def _in_header(lines: Sequence[Line], index: int | None) -> date | None:
    if index is None:
        return None
    read = 0
    for line in lines[index + 1 : index + 1 + _BELOW]:
        day = _header_day(line)
        if day:
            return day
        read += len(line.text)
        if len(line.text) > _HEADER_LINE or read > _HEADER_TEXT:
            break
    above = (_header_day(line) for line in reversed(lines[max(0, index - _ABOVE) : index]))
    return next((day for day in above if day), None)


def _header_day(line: Line) -> date | None:
    """The day of a line that is a header's: a date alone, with a clock time, or beside 来源, 作者 and the like."""
    if len(line.text) > _HEADER_LINE or line.is_link:
        return None
    for match in FULL.finditer(line.text):
        before, after = line.text[: match.start()], line.text[match.end() :]
        if _OTHER.search(before) or _RANGE.match(after) or re.search(r"[。！？；，]", before):
            continue
        rest = CLOCK.sub("", after, count=1)
        if re.search(r"[。！？；，]", rest):
            continue
        alone = len(before.strip(_MARGIN)) <= 12 and len(rest.strip(_MARGIN)) <= 12 and not re.match(r"\w", rest)
        if CLOCK.match(after) or _COMPANY.search(before + rest) or (alone and not _is_bracketed(before, after)):
            return full_day(match)
    return None


def _is_bracketed(before: str, after: str) -> bool:
    """A bare date in brackets under a title is a document's own day (会议通过日), not the page's."""
    return before.strip()[-1:] in tuple("(（") and after.strip()[:1] in tuple(")）")


def _with_clock(lines: Sequence[Line]) -> date | None:
    """Anywhere in the page: a date with a clock time, alone in its line or in a header's company."""
    for line in lines:
        match = FULL.search(line.text)
        if match and CLOCK.match(line.text[match.end() :]) and len(line.text) <= _HEADER_LINE:
            alone = len(line.text) <= len(match[0]) + 12
            if alone or _COMPANY.search(line.text):
                day = _header_day(line)
                if day:
                    return day
    return None


def _in_meta(meta: Mapping[str, tuple[str, ...]]) -> date | None:
    for name in _META_NAMES:
        for value in meta.get(name, ()):
            match = FULL.search(value)
            day = full_day(match) if match else None
            if day:
                return day
    return None
