"""Links of a page: every address that a browser would fetch or a visitor could click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import AddressError
from core.snapshot.model import Role
from crawler.extract.address import is_skipped, normalise
from crawler.extract.roles import role_of_anchor
from crawler.extract.tree import Element, Tree, fold, words

#: Most links kept of one page, and most characters of a link's text and of its raw value.
MAX_LINKS = 10_000
MAX_LINK_TEXT = 200
MAX_HREF = 2000

#: Element → (attribute, role) pairs; None as role: decided by the address.
_SOURCES: dict[str, tuple[tuple[str, Role | None], ...]] = {
    "a": (("href", None),),
    "area": (("href", None),),
    "frame": (("src", Role.FRAME),),
    "iframe": (("src", Role.FRAME),),
    "img": (
        ("src", Role.IMAGE),
        ("data-src", Role.IMAGE),
        ("data-original", Role.IMAGE),
        ("data-lazy-src", Role.IMAGE),
    ),
    "script": (("src", Role.SCRIPT),),
    "video": (("src", Role.MEDIA), ("poster", Role.IMAGE)),
    "audio": (("src", Role.MEDIA),),
    "track": (("src", Role.MEDIA),),
    "embed": (("src", Role.MEDIA),),
    "object": (("data", Role.MEDIA),),
    "body": (("background", Role.IMAGE),),
    "table": (("background", Role.IMAGE),),
    "td": (("background", Role.IMAGE),),
}
_STYLE_RELS = frozenset({"stylesheet"})
_IMAGE_RELS = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed"})
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s].*?)[\"']?\s*$", re.I)
#: Addresses written as whole literals in event handlers; anything computed is not guessed at.
_OPENED = re.compile(
    r"(?:window\s*\.\s*open\s*\(|(?:window\s*\.\s*|document\s*\.\s*|self\s*\.\s*|top\s*\.\s*|parent\s*\.\s*)?"
    r"location(?:\s*\.\s*href)?\s*=(?!=)|location\s*\.\s*(?:assign|replace)\s*\()\s*"
    r"(?:\"([^\"+]{1,2000})\"|'([^'+]{1,2000})')\s*(?=[,;)}]|$|\s+return)",
    re.I,
)
#: What a template engine or a script would fill in: no address yet.
_UNFILLED = re.compile(r"\{\{|\}\}|\$\{|<%|%>|\{[#%]|^\s*(?:undefined|null)\s*$")


@dataclass(frozen=True, slots=True)
class FoundLink:
    """One place in a page that refers to an address.

    `url` is normalised (empty when `malformed` says why it cannot be), `href` the raw attribute value, `element`
    the tag, `text` what a visitor sees (≤ 200 characters), `position` the 1-based ordinal among the page's links,
    `region` one of header, nav, main, aside, footer, or empty.
    """

    url: str
    href: str
    role: Role
    element: str
    text: str = ""
    position: int = 0
    region: str = ""
    malformed: str = ""


def base_of(tree: Tree, url: str) -> str:
    """The address that the page's relative links start from: its first usable `<base href>`, else its own."""
    for element in tree.elements:
        if element.tag == "base" and element.attrs.get("href", "").strip():
            try:
                return normalise(element.attrs["href"], url)
            except AddressError:
                return url
    return url


def find_links(tree: Tree, base: str) -> tuple[FoundLink, ...]:
    """Every link in document order, at most MAX_LINKS. What noscript, templates and comments hold is left out."""
    links: list[FoundLink] = []
    outside = _scripting(tree)
    for element in outside:
        for href, role in _references(element):
            if is_skipped(href) or _UNFILLED.search(href):
                continue
            if len(links) == MAX_LINKS:
                return tuple(links)
            links.append(_link(element, href, role, base, len(links) + 1))
    return tuple(links)


def _scripting(tree: Tree) -> Iterator[Element]:
    """The elements that exist in a browser with scripts on."""
    within: Element | None = None
    for element in tree.elements:
        if within is not None and within in element.ancestors():
            continue
        within = element if element.tag == "noscript" else None
        if within is None:
            yield element


def _link(element: Element, href: str, role: Role | None, base: str, position: int) -> FoundLink:
    try:
        url, malformed = normalise(href, base), ""
    except AddressError as error:
        url, malformed = "", str(error)
    return FoundLink(
        url,
        href[:MAX_HREF],
        role or role_of_anchor(url),
        element.tag,
        _text(element)[:MAX_LINK_TEXT],
        position,
        element.region,
        malformed[:MAX_LINK_TEXT],
    )


def _text(element: Element) -> str:
    if element.tag in ("script", "link", "meta", "body"):
        return ""
    shown = words(element, "") if element.tag == "a" else ""
    shown = shown or fold(element.attrs.get("title", "") or element.attrs.get("alt", ""))
    if shown or element.tag != "a":
        return shown
    inner = (below.attrs.get("alt", "") or below.attrs.get("title", "") for below in element.elements())
    return fold(" ".join(filter(None, inner)))


def _references(element: Element) -> Iterator[tuple[str, Role | None]]:
    attrs = element.attrs
    for name, role in _SOURCES.get(element.tag, ()):
        if name in attrs:
            yield attrs[name], role
    special = _SPECIAL.get(element.tag)
    if special:
        yield from special(element)
    for source in (attrs.get("onclick", ""), _script_href(attrs.get("href", ""))):
        for match in _OPENED.finditer(source[:MAX_HREF]) if source else ():
            yield match[1] or match[2], None


def _script_href(href: str) -> str:
    head, _, code = href.lstrip().partition(":")
    return code if head.lower() == "javascript" else ""


def _of_meta(element: Element) -> Iterator[tuple[str, Role | None]]:
    if element.attrs.get("http-equiv", "").strip().lower() == "refresh":
        match = _REFRESH.match(element.attrs.get("content", "")[:MAX_HREF])
        # "5" alone reloads the same page: no link.
        if match and not re.fullmatch(r"[\d.]+", match[1]):
            yield match[1], None


def _of_link(element: Element) -> Iterator[tuple[str, Role | None]]:
    rels = set(element.attrs.get("rel", "").lower().split())
    if rels & _STYLE_RELS:
        yield element.attrs.get("href", ""), Role.STYLE
    elif rels & _IMAGE_RELS:
        yield element.attrs.get("href", ""), Role.IMAGE


def _of_input(element: Element) -> Iterator[tuple[str, Role | None]]:
    if element.attrs.get("type", "").lower() == "image":
        yield element.attrs.get("src", ""), Role.IMAGE


def _of_source(element: Element) -> Iterator[tuple[str, Role | None]]:
    picture = element.parent is not None and element.parent.tag == "picture"
    yield element.attrs.get("src", ""), Role.IMAGE if picture else Role.MEDIA
    yield from _of_srcset(element)


def _of_srcset(element: Element) -> Iterator[tuple[str, Role | None]]:
    # Candidates are separated by a comma and white space: addresses may hold commas themselves.
    for candidate in re.split(r",\s+|,$", element.attrs.get("srcset", "")[:MAX_HREF]):
        address = candidate.split()[:1]
        if address:
            yield address[0], Role.IMAGE


_SPECIAL = {"meta": _of_meta, "link": _of_link, "input": _of_input, "source": _of_source, "img": _of_srcset}
