"""The day a page says it was published. Never invented: a page that does not say so has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from crawler.extract.date_boxes import boxed_below
from crawler.extract.date_labels import (
    COMPANY,
    CREDIT,
    EVENT,
    OTHER,
    RANGE,
    WEAKLY,
    foreign_label,
    labelled_days,
    spaced,
)
from crawler.extract.date_words import spelled
from crawler.extract.dates import CLOCK, FULL, full_day, url_month
from crawler.extract.document_facts import fact_day, published_in_table
from crawler.extract.lines import Line
from crawler.extract.table_cells import cells_of, is_headed

#: How far below and above its title an article's header reaches: lines, and characters read on the way.
_BELOW, _ABOVE, _HEADER_TEXT = 25, 3, 500
#: Longest line that is still a header's, in characters.
_HEADER_LINE = 120
#: Shortest text of a page that is an article though nothing in it is marked as its title, in characters.
_BODY_TEXT = 200
#: Most characters beside a date that is a header by itself; the marks that part its facts do not count.
_BESIDE, _MARKS, _STROKES = 12, re.compile(r"[\W_]+"), re.compile(r"[/·｜|]")
#: Shortest linked text beside a date that makes a line an entry of a list, in characters.
_ENTRY = 6
_SENTENCE = re.compile(r"[。！？；，]")
_BODY = re.compile(r"[。；]|，.{12,}|[:：]$")
_LABEL_END = re.compile(r"[号期间源者构关位性词类人数辑称题]\s*[:：]$")
_ITEM = re.compile(r"[\s（(]*[一二三四五六七八九十\d]{1,3}[)）、.．]")
_ORGAN = re.compile(
    r"(?:政府|[局厅部委办处院署会所站校社馆]|中心|公司|小组|指挥部|办公室|管委会|银行|支队|大队)[)）]?$"
)
_MARGIN = " []()（）【】|"
_ATTACHED = re.compile(r"附\s*件|\.(?:docx?|xlsx?|wps|et|pdf|ofd|zip|rar)\b", re.I)
#: Headings under which other articles' and readers' dates stand.
_AFTER = re.compile(
    r"[【\[]?(?:相关(?:阅读|新闻|文章|链接|信息|稿件|报道|推荐|文件|解读|内容|政策)|推荐阅读|延伸阅读|热点(?:新闻|推荐|文章)"
    r"|猜你喜欢|(?:网友|最新|热门|全部|用户)?(?:评论|留言|跟帖)(?:区|列表)?|更多新闻|最新(?:文章|信息|发布|更新)|为您推荐)"
    r"[】\]]?\s*[:：>》»]*(?:\s*\d+\s*条?)?"
)
_READERS = re.compile(
    r"(?:^|[\s_\-])(?:comments?|repl(?:y|ies)|pinglun|liuyan|feedback|messages?)(?:\d*|[_\-]?\w*)(?=\s|$)"
)
_DATED = re.compile(r"(?:^|[\s_\-])(?:\w*date|pub\w*|\w*time|\w*info|source|\w*ly|\w*sj)(?:$|[\s_\-])")
#: What 时间 and 日期 begin with.
_WEAK_BEGINS = "时日"
_CREATED = re.compile(rf"(?:{spaced('生成日期', '生成时间')})[\s\u3000]*[:：]?[\s\u3000]*{FULL.pattern}")
#: Meta tags for the publish date: PubDate is 国办发〔2017〕47号's, the others are common practice.
_META_NAMES = ("pubdate", "article:published_time", "publishdate", "publish_date", "publishtime", "datepublished")


@dataclass(frozen=True, slots=True)
class Published:
    """A publish day and where it stood: label, header, body, created or meta; both empty when the page says none.

    `clock` is the time of day shown with it, such as 10:30; empty when none is.
    """

    day: date | None = None
    source: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    day: date
    clock: str = ""


def publish_day(
    lines: Sequence[Line], index: int | None, meta: Mapping[str, tuple[str, ...]], url: str = ""
) -> Published:
    """Read the publish day from lines that are neither list entries nor navigation.

    `index` is that of the line with the page's title (see `headline_index`); `url` is its address.
    """
    lines = _own(lines, index)
    for source, find in _finders(lines, index, meta, url):
        found = find()
        if found:
            return Published(found.day, source, found.clock)
    return Published()


def _finders(
    lines: Sequence[Line], index: int | None, meta: Mapping[str, tuple[str, ...]], url: str
) -> tuple[tuple[str, Callable[[], _Found | None]], ...]:
    """Where a day may stand, the better places first, each with its name."""
    if not FULL.search(_joined(lines)[0]):
        return (
            ("header", lambda: _boxed(lines, index)),
            ("label", lambda: _tabled(lines)),
            ("meta", lambda: tag_day(meta)),
        )
    start = _body_start(lines, index)
    return (
        ("label", lambda: _labelled(lines[: index + _BELOW] if index is not None else lines, index)),
        ("header", lambda: _in_header(lines, index, start)),
        ("header", lambda: _boxed(lines, index)),
        # Some templates date the page behind its body; comments there carry days too, so the header goes first.
        ("label", lambda: _labelled(lines, index)),
        ("label", lambda: _tabled(lines)),
        ("label", lambda: _weakly(lines, start)),
        ("body", lambda: _with_clock(lines, index) if index is not None else _in_dated_box(lines)),
        ("created", lambda: _created(lines, url)),
        ("meta", lambda: tag_day(meta)),
    )


def _own(lines: Sequence[Line], index: int | None) -> list[Line]:
    """Without readers' comments, times of events and what follows a heading such as 相关阅读; dates in words become
    numerals."""
    own: list[Line] = []
    running = False
    for number, line in enumerate(lines):
        running = running or (index is not None and number > index and "。" in line.text)
        if running and len(line.text) <= 16 and _AFTER.fullmatch(line.text):
            break
        event = line.text[0] in _WEAK_BEGINS and _is_events(lines, number)
        text = "" if event or _is_readers_line(line) else spelled(line.text)
        own.append(line if text == line.text else line._replace(text=text))
    return own


def _is_readers_line(line: Line) -> bool:
    block, above = line.block, line.block.parent
    if block.names != " " and _is_readers(block.names):
        return True
    return above is not None and above.names != " " and _is_readers(above.names)


@lru_cache(maxsize=1024)
def _is_readers(names: str) -> bool:
    return _READERS.search(names) is not None


def _body_start(lines: Sequence[Line], index: int | None) -> int:
    """Index of the first line below the title that is running text."""
    begin = 0 if index is None else index + 1
    for number in range(begin, len(lines)):
        line = lines[number]
        # A colon ends a label as well as an address (各乡镇人民政府：).
        if not _BODY.search(line.text) or (FULL.search(line.text) and COMPANY.search(line.text)):
            continue
        addressed = len(line.text) > 6 and not _LABEL_END.search(line.text)
        if addressed or not line.text.endswith((":", "：")):
            return number
    return len(lines)


def _labelled(lines: Sequence[Line], index: int | None) -> _Found | None:
    """The labelled day nearest below the title; a page with many labelled days is a list of something."""
    text, starts = _joined(lines)
    found: list[tuple[int, _Found]] = []
    for match in labelled_days(text):
        day = full_day(match)
        before = text[max(0, match.start() - _HEADER_LINE) : match.start()].rpartition("\n")[2]
        if (
            day
            and not OTHER.search(before[-6:])
            and not _ATTACHED.search(before)
            and not RANGE.match(text[match.end() : match.end() + 12])
        ):
            found.append((match.start(), _Found(day, _clock(text[match.end() : match.end() + 16]))))
    if len({each.day for _, each in found}) > 2 and index is None:
        return None
    below = [each for start, each in found if index is not None and start >= starts[index]]
    return below[0] if below else (found[0][1] if found else None)


def _tabled(lines: Sequence[Line]) -> _Found | None:
    day = fact_day(published_in_table(lines))
    return _Found(day) if day else None


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    starts, length = [], 0
    for line in lines:
        starts.append(length)
        length += len(line.text) + 1
    return "\n".join(line.text for line in lines), starts


def _clock(after: str) -> str:
    match = CLOCK.match(after)
    shown = re.search(r"(\d{1,2})\s*[:：]\s*(\d\d)", match[0]) if match else None
    return f"{int(shown[1]):02}:{shown[2]}" if shown else ""


def _in_header(lines: Sequence[Line], index: int | None, start: int) -> _Found | None:
    if index is None:
        return None
    read = 0
    for number in range(index + 1, min(len(lines), index + 1 + _BELOW)):
        line = lines[number]
        found = None if _is_others_value(lines, number) else _header_day(line)
        # A bare date under running text or an organ's name is the day of signing.
        if found and not (_is_bare(line) and (number > start or _is_signed(lines, number, index))):
            return found
        read += len(line.text)
        if len(line.text) > _HEADER_LINE or read > _HEADER_TEXT:
            break
    return _above_title(lines, index)


def _above_title(lines: Sequence[Line], index: int) -> _Found | None:
    """The day of a header above the title. Without 来源 and the like it would be the reader's own day, in a banner."""
    for number in range(index - 1, max(-1, index - 1 - _ABOVE), -1):
        if CREDIT.search(lines[number].text) and not _is_others_value(lines, number):
            found = _header_day(lines[number])
            if found:
                return found
    return None


def _boxed(lines: Sequence[Line], index: int | None) -> _Found | None:
    day = boxed_below(lines, index) if index is not None else None
    return _Found(day) if day else None


def _is_others_value(lines: Sequence[Line], number: int) -> bool:
    """Whether the line above is the label, in a box of its own, of some other day (生成日期, 成文日期)."""
    above = lines[number - 1].text.rstrip(" :：") if number else ""
    row = lines[number].block.parent if lines[number].block.tag in ("td", "th") else None
    # In a row of three cells and more the label stands in the row above.
    if (len(above) <= 16 and foreign_label(above + "：")) or (row is not None and len(cells_of(row)) > 2):
        return True
    return is_headed(lines[number].block)


def _is_events(lines: Sequence[Line], number: int) -> bool:
    """Whether a bare 时间 or 日期 announces when something takes place: 地点 and the like stand beside or below it."""
    text = lines[number].text
    if not WEAKLY.match(text) or COMPANY.search(text):
        return False
    return EVENT.search("\n".join(line.text for line in lines[number : number + 3])) is not None


def _is_bare(line: Line) -> bool:
    match = FULL.search(line.text)
    rest = line.text[match.end() :] if match else ""
    # "2026-11-20 云岭日报" names a source; "云岭县人民政府 2026年11月20日" is a signature.
    return match is not None and not rest.strip(_MARGIN) and not COMPANY.search(line.text)


def _is_signed(lines: Sequence[Line], number: int, index: int) -> bool:
    """Whether the line above is the name of an organ, and not the title."""
    above = number - 1
    return (
        above > index
        and len(lines[above].text) <= 30
        and bool(_ORGAN.search(lines[above].text))
        and (not COMPANY.search(lines[above].text) and "年" in lines[number].text)
    )


def _header_day(line: Line) -> _Found | None:
    """The day of a line that is a header's: a date alone, with a clock time, or beside 来源, 作者 and the like."""
    if len(line.text) > _HEADER_LINE or line.is_link or _is_entry(line):
        return None
    for match in FULL.finditer(line.text):
        before, after = line.text[: match.start()], line.text[match.end() :]
        if (
            OTHER.search(before)
            or RANGE.match(after)
            or _SENTENCE.search(before)
            or foreign_label(before)
            or _ITEM.match(before)
        ):
            continue
        rest = CLOCK.sub("", after, count=1)
        if (
            _SENTENCE.search(rest)
            or RANGE.match(rest)
            or (EVENT.search(line.text) and not COMPANY.search(before + rest))
        ):
            continue
        alone = len(_bare(before)) <= _BESIDE and len(_bare(rest)) <= _BESIDE and not re.match(r"\w", rest)
        if CLOCK.match(after) or COMPANY.search(before + rest) or (alone and not _is_bracketed(before, after)):
            day = full_day(match)
            if day:
                return _Found(day, _clock(after))
    return None


def _bare(text: str) -> str:
    return _MARKS.sub("", text) if _STROKES.search(text) else text.strip(_MARGIN)


def _is_entry(line: Line) -> bool:
    """Whether a line is a link to something else and its date: only an organ's name is linked in a header so."""
    if line.linked < _ENTRY or COMPANY.search(line.text):
        return False
    match = FULL.search(line.text)
    before = line.text[: match.start()].strip(_MARGIN) if match else ""
    return len(before) >= _ENTRY and not _ORGAN.search(before)


def _is_bracketed(before: str, after: str) -> bool:
    """A bare date in brackets under a title is a document's own day (会议通过日), not the page's."""
    return before.strip()[-1:] in tuple("(（") and after.strip()[:1] in tuple(")）")


def _weakly(lines: Sequence[Line], start: int) -> _Found | None:
    """A day labelled 时间 or 日期 only: above running text, or beside 来源 and the like; not an event's."""
    for number, line in enumerate(lines):
        if len(line.text) > _HEADER_LINE:
            continue
        text = "\n".join(each.text for each in lines[number : number + 2])
        match = WEAKLY.search(text) if FULL.search(text) else None
        if match is None or match.start() > len(line.text):
            continue
        after = text[match.end() :]
        company = COMPANY.search(line.text)
        if RANGE.match(after) or (EVENT.search(text) and not company):
            continue
        if number >= start and not company and not _is_own_box(line, match):
            continue
        day = full_day(match)
        if day and not OTHER.search(line.text[: match.start()]):
            return _Found(day, _clock(after))
    return None


def _is_own_box(line: Line, day: re.Match[str]) -> bool:
    """Whether a template's own box below the text holds a labelled day in numbers and nothing else."""
    named = line.block.tag == "div" and line.block.names != " "
    return named and "年" not in day[0] and not CLOCK.sub("", line.text.replace(day[0], "", 1), count=1).strip(_MARGIN)


def _with_clock(lines: Sequence[Line], index: int) -> _Found | None:
    """A date with a clock time: anywhere in the page in a header's company, or alone in its line below the title.

    Several such days are readers' or other articles'.
    """
    days: list[_Found] = []
    for number, line in enumerate(lines):
        match = FULL.search(line.text) if len(line.text) <= _HEADER_LINE else None
        if match and CLOCK.match(line.text[match.end() :]):
            found = None if is_headed(line.block) else _header_day(line)
            if found and (COMPANY if number > index else CREDIT).search(line.text):
                return found
            if found and number > index and len(line.text) <= len(match[0]) + 12:
                days.append(found)
    return days[0] if len({found.day for found in days}) == 1 else None


def _in_dated_box(lines: Sequence[Line]) -> _Found | None:
    """In a page without a title: the only date with a clock time in a box that is named for it, above running text."""
    found = [
        each
        for line in lines
        if line.region != "header" and _DATED.search(line.block.names) and (each := _header_day(line)) and each.clock
    ]
    running = sum(len(line.text) for line in lines if _BODY.search(line.text))
    return found[0] if len(found) == 1 and running >= _BODY_TEXT else None


def _created(lines: Sequence[Line], url: str) -> _Found | None:
    """The 生成日期 of a disclosure record: a publish day only when the page's address is filed under the same month."""
    month = url_month(url)
    match = _CREATED.search(_joined(lines)[0]) if month else None
    day = full_day(match) if match else None
    return _Found(day) if day and (day.year, day.month) == month else None


def tag_day(meta: Mapping[str, tuple[str, ...]]) -> _Found | None:
    """The publish day of the page's tags, PubDate first."""
    for name in _META_NAMES:
        for value in meta.get(name, ()):
            match = FULL.search(value)
            day = full_day(match) if match else None
            if match and day:
                return _Found(day, _clock(value[match.end() :]))
    return None
