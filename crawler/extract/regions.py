"""Where in the page an element stands: header, nav, main, aside or footer, by its tag, its role or its class names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, takewhile

from crawler.extract.date_labels import labelled_days
from crawler.extract.dates import FULL
from crawler.extract.tree import Element, Tree, words

_TAGS = {"header": "header", "nav": "nav", "main": "main", "aside": "aside", "footer": "footer"}
_ROLES = {
    "banner": "header",
    "navigation": "nav",
    "main": "main",
    "complementary": "aside",
    "contentinfo": "footer",
}
#: Class and id words. Each may end in digits or be one part of a dashed name; "article-header" is no page header.
_WORDS = (
    ("footer", re.compile(r"(?:^|[\s_\-])(?:page|site|web|gov)?(?:foot|footer|copyright|banquan|dibu)\w*", re.I)),
    (
        "nav",
        re.compile(
            r"(?:^|[\s_\-])(?:main|top|sub|left|side)?(?:nav|menu|navbar|navigation|daohang|crumbs?|breadcrumbs?|location"
            r"|position|dqwz|weizhi|curpos|pagination|pager|paging|pages?_?bar)(?:\d*|[_\-]\w*|bar|box|list|con)(?=\s|$)",
            re.I,
        ),
    ),
    (
        "aside",
        re.compile(
            r"(?:^|[\s_\-])(?:sidebar|side|aside|hot|hots|hotnews|rank|ranking|paihang|recommend|tuijian|related|relate|xggd"
            r"|xgxw|xglj|friendlinks?|yqlj)(?:\d*|[_\-]\w*|bar|box|list|news)(?=\s|$)",
            re.I,
        ),
    ),
    (
        "header",
        re.compile(r"(?:^|\s)(?:page|site|web|gov|pub)?[_\-]?(?:header|head|top|toubu|banner|logo)\d*(?=\s|$)", re.I),
    ),
)
#: Without one of these no name is any of them. Many elements have names of their own, and most of those mean nothing.
_STEMS = re.compile(
    "foot|copyright|banquan|dibu|nav|menu|daohang|crumb|location|position|dqwz|weizhi|curpos|pag|side|hot|rank|paihang"
    "|recommend|tuijian|relat|xggd|xgxw|xglj|friendlink|yqlj|head|top|toubu|banner|logo"
)
#: Largest share of the page's text that a class name may claim for each region: wrappers are named carelessly.
_SHARE = {"footer": 0.8, "nav": 0.6, "aside": 0.5, "header": 0.5}
_FOOTER_TEXT = 3000
#: Longest text of a box named as some part's aside that is one line of that part; shortest link that is a
#: title; in characters; most elements of it.
_ASIDE_LINE, _TITLE = 60, 7
_ASIDE_ELEMENTS = 60
_OWN_ASIDE = re.compile(
    r"(?:^|\s)(?:page|site|web|main|left|right)?[_\-]?(?:side|aside|hot|rank|recommend|tuijian|relate)", re.I
)
#: A box with one headline of a list: its most characters and links, its headings, and addresses that are no entry's.
_HEADLINE, _HEADLINE_LINKS = 500, 4
_PAGE_FOOT = re.compile(r"(?:^|\s)(?:page|site|web|gov)?(?:foot|footer|copyright|banquan|dibu)\d*(?=\s|$)")
_HEADINGS = frozenset({"h2", "h3", "h4"})
_NO_ENTRY = re.compile(
    r"[#?].*|(?:javascript|mailto):.*|(?:https?:)?//[^/]*|(?:.*/)?(?:(?:index|default|main)\b[^/]*)?", re.I
)
#: Elements that are no region, whatever they are called.
_NAMELESS = frozenset({"html", "body", "a", "img", "li", "p", "h1", "h2", "h3"})
#: Regions with no others in them but a foot.
_CLOSED = frozenset({"footer", "nav", "aside"})
_ARTICLE_TAGS = frozenset({"article", "main", "section"})


def assign_regions(tree: Tree) -> None:
    """Set `region` of every element from its own marks, else its parent's."""
    total = tree.root.size
    titled = _above_headings(tree)
    for element in tree.elements:
        above = element.parent.region if element.parent else ""
        own = _by_tag(element) if element.tag in _TAGS or "role" in element.attrs else ""
        if not own and element.names != " " and element.tag not in _NAMELESS and (named := _named(element.names)):
            own = _by_name(element, named, total, titled)
        element.region = own if own and (own == "footer" or above not in _CLOSED) else above


def _above_headings(tree: Tree) -> set[Element]:
    """All elements that hold an h1: a page header named by its class does not hold the article's title."""
    found: set[Element] = set()
    for element in tree.tagged("h1"):
        for above in element.ancestors():
            if above in found:
                break
            found.add(above)
    return found


def _by_tag(element: Element) -> str:
    own = _ROLES.get(element.attrs.get("role", "").lower()) or _TAGS.get(element.tag, "")
    if own in ("header", "footer") and any(above.tag in _ARTICLE_TAGS for above in element.ancestors()):
        return ""
    return own


def _by_name(element: Element, named: Sequence[str], total: int, titled: set[Element]) -> str:
    for region in named:
        if element.size <= _SHARE[region] * total and not _disproves(region, element, titled):
            return region
    return ""


@lru_cache(maxsize=4096)
def _named(names: str) -> tuple[str, ...]:
    """What names may stand for: the pages of a site repeat them by the hundred."""
    return tuple(region for region, pattern in _WORDS if pattern.search(names)) if _STEMS.search(names) else ()


def _disproves(region: str, element: Element, titled: set[Element]) -> bool:
    if region == "footer":
        return element.size > _FOOTER_TEXT or _is_articles_foot(element)
    if region == "aside" and element.size <= _ASIDE_LINE and not _OWN_ASIDE.search(element.names):
        # "rumor-aside" with the date of the article is a part of its header: a side bar links to titles.
        near = list(islice(element.elements(), _ASIDE_ELEMENTS + 1))
        return len(near) <= _ASIDE_ELEMENTS and not any(below.tag == "a" and below.size >= _TITLE for below in near)
    return region == "header" and (element in titled or _is_headline(element))


def _is_articles_foot(element: Element) -> bool:
    """Whether a small box named as a foot, and not only so, dates an article: foot-info."""
    if not 0 < element.size <= _ASIDE_LINE * 2 or _PAGE_FOOT.search(element.names):
        return False
    return bool(labelled_days(words(element, " ")))


def _is_headline(element: Element) -> bool:
    """Whether a small box named as a top shows one dated entry, its title in a heading: a page's header leads nowhere
    that is dated.
    """
    if not 0 < element.size <= _HEADLINE:
        return False
    links = [below for below in element.elements() if below.tag == "a"]
    if not 0 < len(links) <= _HEADLINE_LINKS or not FULL.search(words(element, " ")):
        return False
    return any(_is_titled(link, element) for link in links)


def _is_titled(link: Element, box: Element) -> bool:
    """Whether a link in a box leads to an entry and stands in a heading, or holds one."""
    if link.size < _TITLE or _NO_ENTRY.fullmatch(link.attrs.get("href", "").strip()):
        return False
    above = takewhile(lambda outer: outer is not box, link.ancestors())
    return any(near.tag in _HEADINGS for near in (*above, *islice(link.elements(), _ASIDE_ELEMENTS)))
