"""The smallest part of a page that belongs to one link alone: where a list entry's date must stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from crawler.extract.lines import lines_of
from crawler.extract.links_script import find_in_handlers
from crawler.extract.tree import Element, Tree, fold, texts, words

#: Shortest title of an entry, in characters; and how much text one entry (with its summary) may hold.
MIN_TITLE = 4
_TITLE_TEXT = 500
MAX_BLOCK = 500
#: Most links of a page looked at, and how many neighbours of a link among links.
MAX_CANDIDATES = 2000
_NEAR = 12
#: Where among its neighbours the first link of a row of links is looked for.
_HEAD = 200
#: Most links of one row that is still one entry: its column, its unit, its title, an attachment.
MAX_ROW_LINKS = 4
_AWAY = frozenset({"nav", "footer", "aside", "header"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLICKED = frozenset({"li", "tr", "div", "p", "dd", "span"})
#: Elements that are one row of a list by their nature.
ROWS = frozenset({"li", "tr", "dd"})
_OUTER = frozenset({"html", "body", "tbody", "table", "ul", "ol", "dl", "form"})
#: A text that is a date and nothing else.
DATE_ONLY = re.compile(
    r"[\[(（【\s]*(?:(?:19|20)\d\d\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】\s]*"
)
_BULLET = re.compile(r"^[\s·•●■□◆◇▪▶►»>\-–—*☆★○・.．]+")
_FULL_TAIL = re.compile(
    r"[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\])）】\s]*$"
)
_FULL_HEAD = re.compile(r"^[\s\[(（【]*(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}[\])）】\s]+")
#: Titles have words; an address or a domain name alone is none.
_WORDED = re.compile(r"[\u4e00-\u9fff]|\w\s+\w")
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
_CALLED = re.compile(r"(?!void\b|return\b|if\b)(?<![\w$.])[A-Za-z_$][\w$.]{1,60}\s{0,5}\([^)]")
_CREDIT = re.compile(r"(?:来\s*源|作\s*者|编\s*辑|供\s*稿|记\s*者|发布(?:机构|单位|者)?)[\s:：\[【]*$")
#: A part of a date that stands in a box of its own: 11月, 17, 2026-11.
_BOX = re.compile(r"\d{1,2}[月日]?|20\d\d年?(?:[-/.]?\d{1,2}月?)?|\d{1,2}[-/.]\d{1,2}")
#: The column that a title belongs to: [通知公告].
_LABEL = re.compile(r"[\[【〔(（].{1,20}[\]】〕)）]|.{1,20}[:：|]")
_ELLIPSIS = ("...", "…", "．．．")


@dataclass(frozen=True, slots=True)
class Block:
    """An entry: its main link, its title, the element that holds it alone, and the list around that element.

    `beside` are the texts outside the link, in order; `inside` those in it.
    """

    link: Element
    title: str
    element: Element
    group: Element
    beside: tuple[str, ...]
    inside: tuple[str, ...]


def find_blocks(tree: Tree) -> list[Block]:
    """The blocks of all links outside header, navigation, side bars and footer, in document order."""
    titles = _candidates(tree)
    links = list(titles)
    owners = _owners(links)
    blocks = []
    for link in links:
        element = _climb(link, owners)
        row = next((above for above in (element, *element.ancestors()) if above.tag in ROWS), None)
        if element.tag not in ROWS and row is not None and row.size <= MAX_BLOCK and _is_plain_row(row, owners):
            if _main_link(row, titles) is not link:
                continue
            element = row
        blocks.append(_block(link, titles[link], element))
    return [block for block in blocks if not _is_credit(block)]


def _is_credit(block: Block) -> bool:
    """Whether the link names a source or an author in an article's header."""
    before = ""
    for home, text in texts(block.element):
        if home is block.link or block.link in home.ancestors():
            break
        before = fold(text) or before
    return bool(_CREDIT.search(before))


def _candidates(tree: Tree) -> dict[Element, str]:
    """The links that may be entries, in document order, with their titles."""
    titles: dict[Element, str] = {}
    for element in tree.elements:
        if (element.tag != "a" and "onclick" not in element.attrs) or element.region in _AWAY:
            continue
        if not _is_link(element):
            continue
        title = title_of(element)
        if _MORE.fullmatch(title):
            title = _headline_of(element)
        if len(title) >= MIN_TITLE and _WORDED.search(title) and not _MORE.fullmatch(title):
            titles[element] = title
            if len(titles) == MAX_CANDIDATES:
                break
    return titles


def _is_link(element: Element) -> bool:
    """A link, or a row without any that a click opens."""
    if element.tag == "a":
        return bool(href_of(element))
    if element.tag not in _CLICKED or "onclick" not in element.attrs or not 0 < element.size <= MAX_BLOCK:
        return False
    return bool(href_of(element)) and not any(below.tag == "a" for below in element.elements())


def href_of(link: Element) -> str:
    """The address of a link as written; where a script opens it, the one that stands in the script."""
    href = link.attrs.get("href", "").strip()
    if href and href[:11].lower() != "javascript:" and (href[0] != "#" or "onclick" not in link.attrs):
        return href
    return next((reference.href for reference in find_in_handlers(link)), "") or _given(link) or href


def _given(link: Element) -> str:
    """An address that a click hands to a function of the page: openInfo('/info/9.html')."""
    code = f"{link.attrs.get('onclick', '')};{link.attrs.get('href', '')}"
    match = _GIVEN.search(code[:500])
    return match[1] if match else ""


def is_scripted(link: Element) -> bool:
    """Whether only a script knows where a click leads."""
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


def title_of(link: Element) -> str:
    """An entry's title: what the link says without date and bullet, or its title attribute when that says more."""
    lines = [line.text[:_TITLE_TEXT] for line in lines_of(link) if not DATE_ONLY.fullmatch(line.text)]
    heads = [below for below in link.elements() if below.tag in _HEADS]
    shown = words(heads[0], "") if heads else next((text for text in lines if len(text) >= MIN_TITLE), "")
    if not heads and len(lines) == 1:
        shown = fold("".join(_without_boxes([text for _, text in texts(link) if fold(text)])))
    shown = shown[:_TITLE_TEXT]
    shown = _FULL_HEAD.sub("", _FULL_TAIL.sub("", _BULLET.sub("", shown))).strip()
    hint = fold(link.attrs.get("title", ""))
    cut = shown.endswith(_ELLIPSIS) or not shown or hint.startswith(shown)
    return hint if cut and len(hint) > len(shown) else shown


def _without_boxes(pieces: list[str]) -> list[str]:
    """A link's texts without dates, and without month and day in boxes of their own before the title."""
    boxes = next((at for at, piece in enumerate(pieces) if not _BOX.fullmatch(fold(piece))), 0)
    return [piece for piece in pieces[boxes if boxes > 1 else 0 :] if not DATE_ONLY.fullmatch(fold(piece))]


def _owners(links: list[Element]) -> dict[Element, set[str]]:
    """For every element the addresses of the candidate links in it (at most two are kept: one or several)."""
    owners: dict[Element, set[str]] = {}
    for place, link in enumerate(links):
        href = _identity(link, place)
        for element in (link, *link.ancestors()):
            hrefs = owners.setdefault(element, set())
            if len(hrefs) < 2:
                hrefs.add(href)
    return owners


def _climb(link: Element, owners: dict[Element, set[str]]) -> Element:
    element = link
    for above in link.ancestors():
        if len(owners[above]) > 1 or above.tag in _OUTER or above.size > MAX_BLOCK:
            break
        element = above
        if above.tag in ROWS:
            break
    return element


def _is_plain_row(row: Element, owners: dict[Element, set[str]]) -> bool:
    """A row that holds no rows and only a few links: larger ones are layout."""
    inner = [below for below in row.elements() if below is not row]
    links = sum(below.tag == "a" and below in owners for below in inner)
    return links <= MAX_ROW_LINKS and not any(below.tag in ROWS for below in inner)


def _main_link(row: Element, titles: dict[Element, str]) -> Element:
    """Of a row's links the one with the longest title: the others name its column, unit or attachment."""
    links = [below for below in row.elements() if below in titles]
    return max(links, key=lambda link: (not _LABEL.fullmatch(titles[link]), _is_file(link), len(titles[link])))


def _is_file(link: Element) -> bool:
    """Whether a link leads to one document: a column is a folder."""
    return not href_of(link).partition("?")[0].endswith("/")


def _block(link: Element, title: str, element: Element) -> Block:
    within = set(link.elements())
    beside = [fold(text) for home, text in texts(element) if home not in within]
    if not any(beside) and (element.tag not in ROWS or element.tag == "dd"):
        beside = _siblings(element)
    inside = [fold(text) for _, text in texts(link)]
    group = element.parent or element
    return Block(link, title, element, group, tuple(filter(None, beside)), tuple(filter(None, inside)))


def _siblings(element: Element) -> list[str]:
    """The texts behind a link among links, up to the next one; before it where the first date leads the first link."""
    around = element.parent.children if element.parent else []
    index = element.index
    after = _until_link(around[index + 1 : index + 1 + _NEAR])
    first = next((i for i, child in enumerate(around[:_HEAD]) if isinstance(child, Element) and _has_link(child)), 0)
    before = _until_link(around[max(0, index - _NEAR) : index][::-1])[::-1]
    leads = any(DATE_ONLY.fullmatch(text) for text in _until_link(around[max(0, first - _NEAR) : first]))
    return before if leads else after


def _until_link(children: list[Element | str]) -> list[str]:
    found: list[str] = []
    for child in children:
        if isinstance(child, str):
            found.append(fold(child))
        elif _has_link(child):
            break
        elif not child.silent:
            found.extend(fold(text) for _, text in texts(child))
    return found


def _has_link(element: Element) -> bool:
    return any(below.tag == "a" for below in element.elements())
