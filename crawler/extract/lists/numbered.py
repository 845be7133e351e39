"""Pagers of ordinary links, of whatever shape: 下一页 as a link, as a call with a literal, as a choice of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from crawler.extract.leads import Lead
from crawler.extract.links_script import find_in_handlers
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import file_name, leads, page_in_query
from crawler.extract.lists.records import is_address
from crawler.extract.tree import Element, Tree, in_order, words

_NEXT = re.compile(
    r"(?:点击)?(?:加载|载入)更多(?:内容|信息)?|load\s*more|[\[【(（<《«←\s]*(?:下\s*一?\s*[页頁]|[后後]\s*一?\s*[页頁]|向后|next(?:\s*(?:page|posts?|entries))?|older(?:\s*(?:posts?|entries|news))?|(?:较|更)(?:旧|早)(?:的)?(?:文章|信息|内容|新闻)?|早期文章)[\])）】>》»›→\s]*|[>»›]|[>›»]{2}",
    re.I,
)
#: What such a text begins with: most links are told by that alone.
_FIRST = frozenset("[【(（<《下后後向no>»›加载載点l较更早←«")
#: Attributes that say what a link without words does.
_NAMES = ("value", "title", "aria-label", "alt")
_NEXT_NAME = re.compile(r"(?:^|[\s_\-])(?:p_)?next(?:[_\-]?page)?(?:$|[\s_\-])", re.I)
_LITERAL = re.compile(r"[\w$.]{1,60}\s*\(\s*[^()]{0,80}?[\"']([^\"'()\s]{1,300})[\"']")
_ASKED = re.compile(r"[\w$.]{0,40}(?:page|jump|go|fenye)[\w$]{0,20}\s*\(\s*[\"']?(\d{1,5})[\"']?\s*[,)]", re.I)
_MORE = re.compile(r"(?:查看|浏览|阅读)?更多(?:内容|信息|文章)?[\s>》»›.…+]*|more[\s>»›.…]*", re.I)
_MORE_FIRST = frozenset("查浏阅更mM")
_SIGN = re.compile(r"[>»›\s]+")
_NUMBER = re.compile(r"(?:^|\s)\d{1,4}(?:\s|$)|页")
#: Most characters of a pager.
_PAGER = 200
_PAGES = re.compile(r"第?\s*\d{1,4}\s*页?")
_LEADING = frozenset({"a", "link", "option"})
_CLICKED = frozenset({"em", "b", "i", "p", "strong", "font", "dd", "dt", "button", "span", "li", "input", "td", "div"})
#: Longest text of such a link, and what turns pictures or months instead.
_SHORT = 12
_OTHER_NAME = re.compile(r"swiper|slide|carousel|month")
#: A pattern of pages' addresses in an attribute, and most of them read.
_PATTERN = re.compile(
    r"\sdata-[\w-]{1,20}=[\"']([^\"'<>\s{}]{1,200})\{(?:page|pageNo|p|n)\}(\.s?html?|&[^\"'<>\s{}]{0,100})?[\"']", re.I
)
_PATTERNS, _PLACED = 2, frozenset(("p", "P", "n}", "N}"))
_DATA = ("data-href", "data-url", "data-link", "tagname")
_OPENING = frozenset({"onclick", *_DATA})


def find(page: ListPage) -> Iterator[Lead]:
    """The next page. A home page has none: an arrow there leads to a column."""
    if urlsplit(page.url).path != "/" or urlsplit(page.url).query:
        yield from leads(page, next_links(page.tree, page.url))
        yield from leads(page, _declared(page))


def _declared(page: ListPage) -> Iterator[str]:
    """The address that a pager's attribute has a place for the number in: data-url="index_{page}.html"."""
    # Looked for first, as the pattern begins with any white space.
    if not any(behind[:1] in _PLACED or behind[:2] in _PLACED for behind in page.text.split("{")[1:]):
        return
    following = (page_in_query(page.url) or file_name(page.url)[1] or 1) + 1
    for match in islice(_PATTERN.finditer(page.text), _PATTERNS):
        yield f"{match[1]}{following}{match[2]}"


def next_links(tree: Tree, url: str = "") -> Iterator[str]:
    """Addresses, as written, of links and buttons that say "next page"."""
    for element in _leading(tree):
        if element.tag == "link":
            if "next" in element.attrs.get("rel", "").lower().split():
                yield element.attrs.get("href", "")
        elif element.tag == "option":
            yield from _chosen(element, url)
        elif _says_next(element, text := words(element, "")):
            yield from _addresses(element, url)
        elif element.tag == "a" and text[:1] in _MORE_FIRST and _says_more(element, text, url):
            yield element.attrs["href"]


def _leading(tree: Tree) -> list[Element]:
    """The short elements that may lead somewhere."""
    clicked = [e for e in tree.bearing(_OPENING) if e.tag in _CLICKED]
    return [e for e in in_order((tree.among(_LEADING), clicked)) if e.size <= _SHORT and e.attrs]


def _says_more(element: Element, text: str, url: str) -> bool:
    """Whether a link says "more", and leads to the page behind this one by its number."""
    href = element.attrs.get("href", "").strip()
    if not 0 < element.size <= _SHORT or not href or not _MORE.fullmatch(text):
        return False
    (stem, own, ending), (other, number, end) = file_name(url), file_name(urljoin(url, href))
    same = urlsplit(urljoin(url, href)).path.rpartition("/")[0] == urlsplit(url).path.rpartition("/")[0]
    return same and number == (own or 1) + 1 and (stem == other or not stem) and (ending == end or not ending)


def _says_next(element: Element, text: str) -> bool:
    attrs = element.attrs
    if not any(map(str.isalpha, text)):
        text = next((attrs[name] for name in _NAMES if attrs.get(name)), text)
    if not text:
        pictures = (below.attrs for below in element.elements() if below.tag == "img")
        text = next((picture.get("alt", "") or picture.get("title", "") for picture in pictures), "")
    if text[:1].lower() in _FIRST and _NEXT.fullmatch(text):
        return not _SIGN.fullmatch(text) or _stands_in_pager(element)
    names = element.names
    if element.tag == "a" and "next" in names and _NEXT_NAME.search(names) and not _OTHER_NAME.search(names):
        return True
    return "rel" in attrs and "next" in attrs["rel"].lower().split()


def _stands_in_pager(element: Element) -> bool:
    """Whether an arrow stands with the numbers of pages; elsewhere it means "more"."""
    for above in islice(element.ancestors(), 2):
        if above.size > _PAGER:
            return False
        if _NUMBER.search(words(above)):
            return True
    return False


def _addresses(element: Element, url: str) -> Iterator[str]:
    attrs = element.attrs
    href = attrs.get("href", "").strip()
    if href and not href.lower().startswith("javascript:") and not href.startswith("#"):
        yield href
        return
    yield from (attrs[name] for name in _DATA if is_address(attrs.get(name, "")))
    opened = [reference.href for reference in find_in_handlers(element)]
    yield from opened
    code = f"{attrs.get('onclick', '')};{href}"[:500]
    literals = [match[1] for match in _LITERAL.finditer(code) if is_address(match[1])]
    yield from (literal for literal in literals if literal not in opened)
    asked = _ASKED.search(code)
    if asked and not opened and not literals:
        yield from _renumbered(url, int(asked[1]))


def _chosen(option: Element, url: str) -> Iterator[str]:
    """The next of a drop-down list of pages."""
    value = option.attrs.get("value", "").strip()
    if not is_address(value) or not _PAGES.fullmatch(words(option, "")):
        return
    number = int(re.sub(r"\D", "", words(option, "")))
    stem, own, _ = file_name(url)
    if number == (own if own is not None and stem else page_in_query(url) or 1) + 1:
        yield value


def _renumbered(url: str, number: int) -> Iterator[str]:
    """The address of page `number`, when this page's own address has the place for it."""
    if page_in_query(url) is not None:
        yield re.sub(r"([?&]\w*(?:page|pno|pn|p)\w*=)\d+", rf"\g<1>{number}", url, count=1, flags=re.I)
        return
    _, own, ending = file_name(url)
    if own is not None:
        yield re.sub(r"([_-])\d{1,4}(\.\w{1,6})?$", rf"\g<1>{number}{ending}", url.partition("?")[0])


RECOGNISER = Recogniser("numbered", (), find)
