"""What an entry is called: by its link, by the link's title, or by what stands beside a link that names itself not."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extract.dates import FULL
from crawler.extract.day_signs import BOX, DATE_ONLY, tells_day
from crawler.extract.lines import lines_of, texts_in_line
from crawler.extract.neighbours import ROWS
from crawler.extract.tree import Element, fold, texts, words

#: Shortest title of an entry, longest text it is read from, and largest element that is one entry, in characters.
MIN_TITLE, _TITLE_TEXT, _MAX_CARD = 4, 500, 500
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OUTER = frozenset({"html", "body", "tbody", "table", "ul", "ol", "dl", "form"})
#: How far up a link's row is looked for; fewest and most characters of a title that stands beside the link.
_UP, _ROW_TITLE = 6, (6, 100)
#: Titles of links, but for words like 预览.
_NAMED_SELF = re.compile(r"[\u4e00-\u9fffA-Za-z]{6}")
_BULLET = re.compile(r"^[\s·•●■□◆◇▪▶►»>\-–—*☆★○・.．]+")
_FULL_TAIL = re.compile(
    r"(?:[….·\-—_]{4,60})?[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】\s]*$"
)
_FULL_HEAD = re.compile(r"^[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}[\])）】\s|｜:：]+")
#: Titles have words; an address or a domain name alone is none.
_WORDED = re.compile(r"[\u4e00-\u9fff]|\w\s+\w")
#: Lines of a title attribute: the one that names the title, and those of other facts.
_NAMED_TITLE = re.compile(r"(?:文章|信息)?(?:标\s?题|题\s?目|名\s?称)\s?[:：]\s?(.+)")
_LABELLED_LINE = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]")
_LETTER = re.compile(r"[^\W\d_]")
_MORE = re.compile(
    r"[\[【(（<《]*(?:查看|点击|了解|浏览|阅读)?(?:更多|详[细情]|全部|全文|下一页|上一页|末页|尾页|首页|more)(?:内容|信息|>>?)?[\s\])）】>》»…+.]*"
    r"|(?:收藏|关闭|打印|分享|下载|返回)\S{0,6}|第?\d+页|点击(?:查看|进入|下载)"
    r"|[\[【(（<《]*(?:在线)?(?:查看|阅读|浏览|预览|打开|进入)(?:文件|附件|原文|内容)?[\]】)）>》]*|[\[【(（]下载\S{0,6}",
    re.I,
)
#: Links to the articles before and behind.
_TURNING, _TURNED = frozenset("上下"), re.compile(r"[上下]\s?一?\s?[篇条则封]\s?[:：]")
_ELLIPSIS, _DOTS = ("...", "…", "．．．"), ".…．"


def entry_title(link: Element) -> tuple[str, bool]:
    """What the entry of a link is called, and whether the link says it; empty when no entry is called so."""
    shown, own = title_of(link), True
    if shown[:1] in _TURNING and _TURNED.match(shown):
        return "", own
    title = _headline_of(link) if _MORE.fullmatch(shown) else shown
    if not title:
        title, own = _caption_of(link) or _row_title(link), False
    named = len(title) >= MIN_TITLE and _WORDED.search(title) and (title is shown or not _MORE.fullmatch(title))
    return (title, own) if named else ("", own)


def _row_title(link: Element) -> str:
    """For a link that shows a picture or only says 查看 or 下载: what is written first in its row, outside links."""
    row = next((above for above in islice(link.ancestors(), _UP) if above.tag in ROWS), None)
    if row is None or row.size > _MAX_CARD:
        return ""
    if any(below.tag == "a" and _NAMED_SELF.search(title_of(below)) for below in row.elements() if below is not link):
        return ""
    pieces = [fold(text) for home, text in texts(row) if not home.in_link]
    named = (piece for piece in pieces if _ROW_TITLE[0] <= len(piece) <= _ROW_TITLE[1] and _LETTER.search(piece))
    return next((piece for piece in named if not tells_day(piece) and not FULL.search(piece)), "")


def _headline_of(link: Element) -> str:
    """For a link that only says "more" in a card of its own: the card's headline."""
    for above in islice(link.ancestors(), 4):
        if above.size > _MAX_CARD or above.tag in _OUTER or sum(below.tag == "a" for below in above.elements()) > 1:
            break
        heads = [below for below in above.elements() if below.tag in _HEADS]
        if heads:
            return words(heads[0], "")[:_TITLE_TEXT] if len(heads) == 1 else ""
    return ""


def _caption_of(link: Element) -> str:
    """What the picture says that is all of a link."""
    pictures = [below for below in link.elements() if below.tag == "img"]
    return fold(pictures[0].attrs.get("alt", ""))[:_TITLE_TEXT] if len(pictures) == 1 and not link.size else ""


def title_of(link: Element) -> str:
    """An entry's title: what the link says without date and bullet, or its title attribute when that says more."""
    shown = _said(link)[:_TITLE_TEXT]
    bullet = _BULLET.match(shown)
    shown = shown[bullet.end() :] if bullet else shown
    if "20" in shown or "19" in shown:
        shown = _FULL_HEAD.sub("", _FULL_TAIL.sub("", shown)).strip()
    hint = _hint(link.attrs["title"]) if "title" in link.attrs else ""
    stem = shown.rstrip(_DOTS)
    if stem and hint.startswith(stem) and len(hint) > len(stem):
        return hint
    cut = shown.endswith(_ELLIPSIS) or not shown
    return hint if cut and len(hint) > len(shown) else shown


def _hint(stated: str) -> str:
    """What a title attribute calls the link: some tell all of an entry in lines, each with its label."""
    lines = [line for line in map(fold, stated.splitlines()) if line]
    labelled = next((found[1] for line in lines if (found := _NAMED_TITLE.fullmatch(line))), "")
    return labelled or (lines[0] if len(lines) > 1 and any(map(_LABELLED_LINE.match, lines[1:])) else fold(stated))


def _said(link: Element) -> str:
    pieces = texts_in_line(link)
    if pieces is not None:
        line = " ".join(map(fold, pieces))
        if len(pieces) == 1:
            return "" if DATE_ONLY.fullmatch(line) else line
        return "" if DATE_ONLY.fullmatch(line) else fold("".join(_without_boxes(pieces)))
    lines = [line.text[:_TITLE_TEXT] for line in lines_of(link) if not DATE_ONLY.fullmatch(line.text)]
    heads = [below for below in link.elements() if below.tag in _HEADS and _LETTER.search(words(below, ""))]
    long = [text for text in lines if len(text) >= MIN_TITLE]
    shown = words(heads[0], "") if heads else next(filter(_LETTER.search, long), long[0] if long else "")
    if not heads and len(lines) == 1:
        shown = fold("".join(_without_boxes([text for _, text in texts(link) if fold(text)])))
    return shown


def _without_boxes(pieces: list[str]) -> list[str]:
    """A link's texts without dates, and without what else stands around the title in elements of its own."""
    if len(pieces) == 1:
        return pieces
    told = [tells_day(fold(piece)) for piece in pieces]
    if True in told and False in told:
        last = len(told) - told[::-1].index(False)
        # One number before a title may be part of it.
        first = told.index(False)
        kept = pieces[first if first > 1 or not BOX.fullmatch(fold(pieces[0])) else 0 : last]
        if any(len(piece) >= MIN_TITLE and _LETTER.search(piece) for piece in kept):
            pieces = kept
    return [piece for piece in pieces if not DATE_ONLY.fullmatch(fold(piece))]
