"""What in a page is a link that may be an entry's: anchors, and elements that a script opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extract.links_script import HANDLERS, find_in_handlers
from crawler.extract.tree import Element, Tree

#: Most visible characters of an element without an anchor that a click opens.
MAX_CLICKED = 500
_CLICKED = frozenset({"li", "tr", "div", "p", "dd", "span"})
#: An address given to a function, and any call but of what does nothing.
_GIVEN = re.compile(
    r"[\w$.]{1,60}\([^()]{0,120}?[\"']((?:https?://|\.{0,2}/)[^\"'()\s+]{2,300}|[\w\-./]{1,200}\.(?:s?html?|jspx?|aspx?|php|do)(?:\?[^\"'()\s+]{0,200})?)[\"']",
    re.I,
)
#: Attributes that name what a click opens, and what such an address looks like.
_NAMED = ("data-href", "data-url", "data-link")
_OPENING = frozenset({"onclick", *_NAMED})
_OPENED_BY = frozenset({*HANDLERS, *_NAMED})
_PATH = re.compile(
    r"(?:https?:/|\.{0,2})/[^\s<>\"'{}]+|[\w\-./]+\.(?:s?html?|jspx?|aspx?|php)(?:\?[^\s<>\"'{}]*)?", re.I
)
#: Routes within a page that is an application of its own.
_ROUTE = ("#/", "#!/")
_CALLED = re.compile(r"(?!void\b|return\b|if\b)(?<![\w$.])[A-Za-z_$][\w$.]{1,60}\s{0,5}\([^)]")


def openers(tree: Tree) -> Sequence[Element]:
    """The anchors of a page, and the other elements that name what a click on them opens, in document order."""
    return tree.either(("a",), _OPENING)


def is_link(element: Element) -> bool:
    """A link, or a row without any that a click opens."""
    if element.tag == "a":
        return bool(href_of(element))
    if element.tag not in _CLICKED or not 0 < element.size <= MAX_CLICKED:
        return False
    return bool(href_of(element)) and not any(below.tag == "a" for below in element.elements())


def href_of(link: Element) -> str:
    """The address of a link as written; where a script opens it, the one that stands in the script."""
    href = link.attrs.get("href", "").strip()
    if href and href[:11].lower() != "javascript:" and (href[0] != "#" or "onclick" not in link.attrs):
        return href
    if not href and _OPENED_BY.isdisjoint(link.attrs):
        return ""
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


def identity(link: Element, place: int) -> str:
    """What tells links apart: the address, or the link itself where only a script knows it."""
    href = href_of(link)
    return f"#{place}" if not href or href[0] == "#" or href[:11].lower() == "javascript:" else href
