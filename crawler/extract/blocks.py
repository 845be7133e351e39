"""The smallest part of a page that belongs to one link alone: where a list entry's date must stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from crawler.extract.lines import lines_of, texts_in_line
from crawler.extract.links_script import find_in_handlers
from crawler.extract.neighbours import DATE_ONLY, HAS_DAY, ROWS, Neighbours
from crawler.extract.tree import SILENT, Element, Tree, fold, texts, words

#: Shortest title of an entry, in characters; and how much text one entry (with its summary) may hold.
MIN_TITLE = 4
_TITLE_TEXT = 500
MAX_BLOCK = 500
#: Most links of a page looked at.
MAX_CANDIDATES = 2000
#: Most links of one row that is still one entry: its column, its unit, its title, an attachment.
MAX_ROW_LINKS = 4
_AWAY = frozenset({"nav", "footer", "aside", "header"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLICKED = frozenset({"li", "tr", "div", "p", "dd", "span"})
_OUTER = frozenset({"html", "body", "tbody", "table", "ul", "ol", "dl", "form"})
_LAYOUT = frozenset({"html", "body", "form"})
#: Those that may be one entry each, when several of a kind with one link stand side by side.
_REPEATED = frozenset({"table", "dl", "ul", "ol"})
_BULLET = re.compile(r"^[\s·•●■□◆◇▪▶►»>\-–—*☆★○・.．]+")
_FULL_TAIL = re.compile(
    r"(?:[….·\-—_]{4,60})?[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】\s]*$"
)
_FULL_HEAD = re.compile(r"^[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}[\])）】\s]+")
#: Titles have words; an address or a domain name alone is none.
_WORDED = re.compile(r"[\u4e00-\u9fff]|\w\s+\w")
_LETTER = re.compile(r"[^\W\d_]")
_MORE = re.compile(
    r"[\[【(（<《]*(?:查看|点击|了解|浏览|阅读)?(?:更多|详[细情]|全部|全文|下一页|上一页|末页|尾页|首页|more)(?:内容|信息|>>?)?[\s\])）】>》»…+.]*"
    r"|(?:收藏|关闭|打印|分享|下载|返回)\S{0,6}|第?\d+页|点击(?:查看|进入|下载)",
    re.I,
)
#: An address given to a function, and any call but of what does nothing.
_GIVEN = re.compile(
    r"[\w$.]{1,60}\([^()]{0,120}?[\"']((?:https?://|\.{0,2}/)[^\"'()\s+]{2,300}|[\w\-./]{1,200}\.(?:s?html?|jspx?|aspx?|php|do)(?:\?[^\"'()\s+]{0,200})?)[\"']",
    re.I,
)
#: Attributes that name what a click opens, and what such an address looks like.
_NAMED = ("data-href", "data-url", "data-link")
_OPENING = frozenset({"onclick", *_NAMED})
_PATH = re.compile(
    r"(?:https?:/|\.{0,2})/[^\s<>\"'{}]+|[\w\-./]+\.(?:s?html?|jspx?|aspx?|php)(?:\?[^\s<>\"'{}]*)?", re.I
)
#: Routes within a page that is an application of its own.
_ROUTE = ("#/", "#!/")
_CALLED = re.compile(r"(?!void\b|return\b|if\b)(?<![\w$.])[A-Za-z_$][\w$.]{1,60}\s{0,5}\([^)]")
_CREDIT = re.compile(r"(?:来\s*源|作\s*者|编\s*辑|供\s*稿|记\s*者|发布(?:机构|单位|者)?)[\s:：\[【]*$")
#: A part of a date that stands in a box of its own: 11月, 17, 2026-11.
_BOX = re.compile(r"\d{1,2}[月日]?|20\d\d年?(?:[-/.]?\d{1,2}月?)?|\d{1,2}[-/.]\d{1,2}")
#: The column that a title belongs to: [通知公告].
_LABEL = re.compile(r"[\[【〔(（].{1,20}[\]】〕)）]|.{1,20}[:：|]")
#: Titles and dates of a row in turn; shortest title of an entry among several in one row.
_IN_TURN, _TITLED = re.compile(r"(?:TD)+|(?:DT)+"), 6
_ELLIPSIS = ("...", "…", "．．．")


@dataclass(frozen=True, slots=True)
class Block:
    """An entry: its main link, its title, the element that holds it alone, and the list around that element.

    `beside` are the texts outside the link, in order; `inside` those in it. `pictured`: only a picture tells the title.
    """

    link: Element
    title: str
    element: Element
    group: Element
    beside: tuple[str, ...]
    inside: tuple[str, ...]
    pictured: bool = False


def find_blocks(tree: Tree) -> list[Block]:
    """The blocks of all links outside header, navigation, side bars and footer, in document order."""
    titles = _candidates(tree)
    links = list(titles)
    owners = _owners(links)
    neighbours, units = Neighbours(owners), _Units(titles, owners)
    blocks = []
    for link in links:
        element = units.of(link)
        row = None if element.tag in ROWS else _row_around(element)
        if row is not None and _is_one_entry(row, titles, owners):
            if _main_link(row, titles) is not link:
                continue
            element = row
        before, behind = _beside(link, element)
        # The link may name a source or an author in an article's header.
        if not before or not _CREDIT.search(before[-1]):
            blocks.append(_block(link, titles[link], element, [*before, *behind], neighbours))
    return blocks


def _row_around(element: Element) -> Element | None:
    above = element.parent
    while above is not None and above.tag not in ROWS:
        above = above.parent
    return above


def _beside(link: Element, element: Element) -> tuple[list[str], list[str]]:
    """The texts in an element before and behind a link in it."""
    before: list[str] = []
    behind: list[str] = []
    found = before
    stack: list[Element | str] = [element]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            text = fold(child)
            if text:
                found.append(text)
        elif child is link:
            found = behind
        elif child.tag not in SILENT:
            stack.extend(reversed(child.children))
    return before, behind


def _candidates(tree: Tree) -> dict[Element, str]:
    """The links that may be entries, in document order, with their titles."""
    titles: dict[Element, str] = {}
    for element in tree.elements:
        if (element.tag != "a" and _OPENING.isdisjoint(element.attrs)) or element.region in _AWAY:
            continue
        if not _is_link(element):
            continue
        title = title_of(element)
        if _MORE.fullmatch(title):
            title = _headline_of(element)
        title = title or _caption_of(element)
        if len(title) >= MIN_TITLE and _WORDED.search(title) and not _MORE.fullmatch(title):
            titles[element] = title
            if len(titles) == MAX_CANDIDATES:
                break
    return titles


def _is_link(element: Element) -> bool:
    """A link, or a row without any that a click opens."""
    if element.tag == "a":
        return bool(href_of(element))
    if element.tag not in _CLICKED or not 0 < element.size <= MAX_BLOCK:
        return False
    return bool(href_of(element)) and not any(below.tag == "a" for below in element.elements())


def href_of(link: Element) -> str:
    """The address of a link as written; where a script opens it, the one that stands in the script."""
    href = link.attrs.get("href", "").strip()
    if href and href[:11].lower() != "javascript:" and (href[0] != "#" or "onclick" not in link.attrs):
        return href
    named = next((link.attrs[name] for name in _NAMED if _PATH.fullmatch(link.attrs.get(name, ""))), "")
    return next((reference.href for reference in find_in_handlers(link)), "") or _given(link) or named or href


def _given(link: Element) -> str:
    """An address that a click hands to a function of the page: openInfo('/info/9.html')."""
    code = f"{link.attrs.get('onclick', '')};{link.attrs.get('href', '')}"
    match = _GIVEN.search(code[:500])
    return match[1] if match else ""


def is_scripted(link: Element) -> bool:
    """Whether only a script knows where a click leads, or shows it in the page itself."""
    if link.attrs.get("href", "").startswith(_ROUTE):
        return True
    code = link.attrs.get("onclick", "") or link.attrs.get("@click", "") or link.attrs.get("href", "")[11:]
    return _CALLED.search(code[:500]) is not None


def _identity(link: Element, place: int) -> str:
    """What tells links apart: the address, or the link itself where only a script knows it."""
    href = href_of(link)
    return f"#{place}" if not href or href[0] == "#" or href[:11].lower() == "javascript:" else href


def _headline_of(link: Element) -> str:
    """For a link that only says "more" in a card of its own: the card's headline."""
    for above in islice(link.ancestors(), 4):
        if above.size > MAX_BLOCK or above.tag in _OUTER or sum(below.tag == "a" for below in above.elements()) > 1:
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
    hint = fold(link.attrs.get("title", ""))
    cut = shown.endswith(_ELLIPSIS) or not shown or hint.startswith(shown)
    return hint if cut and len(hint) > len(shown) else shown


def _said(link: Element) -> str:
    pieces = texts_in_line(link)
    if pieces is not None:
        line = " ".join(map(fold, pieces))
        return "" if DATE_ONLY.fullmatch(line) else fold("".join(_without_boxes(pieces)))
    lines = [line.text[:_TITLE_TEXT] for line in lines_of(link) if not DATE_ONLY.fullmatch(line.text)]
    heads = [below for below in link.elements() if below.tag in _HEADS and _LETTER.search(words(below, ""))]
    long = [text for text in lines if len(text) >= MIN_TITLE]
    shown = words(heads[0], "") if heads else next(filter(_LETTER.search, long), long[0] if long else "")
    if not heads and len(lines) == 1:
        shown = fold("".join(_without_boxes([text for _, text in texts(link) if fold(text)])))
    return shown


def _without_boxes(pieces: list[str]) -> list[str]:
    """A link's texts without dates, and without month and day in boxes of their own before the title."""
    if len(pieces) == 1:
        return pieces
    boxes = next((at for at, piece in enumerate(pieces) if not _BOX.fullmatch(fold(piece))), 0)
    return [piece for piece in pieces[boxes if boxes > 1 else 0 :] if not DATE_ONLY.fullmatch(fold(piece))]


def _owners(links: list[Element]) -> dict[Element, set[str]]:
    """For every element the addresses of the candidate links in it (at most two are kept: one or several)."""
    owners: dict[Element, set[str]] = {}
    for place, link in enumerate(links):
        href = _identity(link, place)
        element: Element | None = link
        while element is not None:
            hrefs = owners.setdefault(element, set())
            # What holds this one holds as much.
            if len(hrefs) == 2 or href in hrefs:
                break
            hrefs.add(href)
            element = element.parent
    return owners


class _Units:
    """The largest element that belongs to one link alone, up to a row or to what repeats side by side."""

    def __init__(self, titles: dict[Element, str], owners: dict[Element, set[str]]) -> None:
        self._titles, self._owners = titles, owners
        self._kinds: dict[Element, Counter[str]] = {}

    def of(self, link: Element) -> Element:
        """A row, or a whole table or list of one entry when its neighbours are such too."""
        unit, closed = link, False
        for above in link.ancestors():
            if len(self._owners[above]) > 1 or above.size > MAX_BLOCK or above.tag in _LAYOUT:
                break
            if (above.tag in _REPEATED or above.tag in ROWS) and self._repeats(above):
                return above
            if not closed and above.tag not in _OUTER:
                unit = above
            closed = closed or above.tag in _OUTER or above.tag in ROWS
        return unit

    def _repeats(self, element: Element) -> bool:
        """Whether neighbours of the element hold one link each, at the same place in them."""
        parent = element.parent
        if parent is None:
            return False
        if parent not in self._kinds:
            alone = (e for e in parent.children if isinstance(e, Element) and len(self._owners.get(e, ())) == 1)
            self._kinds[parent] = Counter(self._path(child) for child in alone)
        return self._kinds[parent][self._path(element)] > 1

    def _path(self, element: Element) -> str:
        return next((_path(e, element) for e in element.elements() if e in self._titles), "")


def _path(link: Element, element: Element) -> str:
    """The tags from an element down to a link in it."""
    tags = [link.tag]
    for above in link.ancestors():
        tags.append(above.tag)
        if above is element:
            break
    return " ".join(tags)


def _is_one_entry(row: Element, titles: dict[Element, str], owners: dict[Element, set[str]]) -> bool:
    return row.size <= MAX_BLOCK and _is_plain_row(row, owners) and not _takes_turns(row, titles)


def _is_plain_row(row: Element, owners: dict[Element, set[str]]) -> bool:
    """A row that holds no rows and only a few links: larger ones are layout."""
    inner = [below for below in row.elements() if below is not row]
    if any(below.tag in ROWS for below in inner):
        return False
    return sum(below.tag == "a" and below in owners for below in inner) <= MAX_ROW_LINKS


def _takes_turns(row: Element, titles: dict[Element, str]) -> bool:
    """Whether a row holds several entries: each link has its date."""
    order = ""
    for below in row.elements():
        if below in titles:
            order += "T" if len(titles[below]) >= _TITLED else " "
        elif any(isinstance(child, str) and DATE_ONLY.fullmatch(fold(child) or "-") for child in below.children):
            order += "D"
    return len(order) > 2 and _IN_TURN.fullmatch(order) is not None


def _main_link(row: Element, titles: dict[Element, str]) -> Element:
    """Of a row's links the one with the longest title: the others name its column, unit or attachment."""
    links = [below for below in row.elements() if below in titles]
    return max(links, key=lambda link: (not _LABEL.fullmatch(titles[link]), _is_file(link), len(titles[link])))


def _is_file(link: Element) -> bool:
    """Whether a link leads to one document: a column is a folder."""
    return not href_of(link).partition("?")[0].endswith("/")


def _block(link: Element, title: str, element: Element, beside: list[str], neighbours: Neighbours) -> Block:
    inside = [text for _, raw in texts(link) if (text := fold(raw))]
    # A date below or above the row that has none itself: rows of titles and rows of days take turns.
    if not any(map(HAS_DAY.search, beside)) and not any(map(DATE_ONLY.fullmatch, inside)):
        beside.extend(neighbours.of(element))
    pictured = not inside and "title" not in link.attrs
    return Block(link, title, element, element.parent or element, tuple(beside), tuple(inside), pictured)
