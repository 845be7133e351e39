"""Links of a page: every address that a browser would fetch or a visitor could click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.errors import AddressError
from core.snapshot.link import Role
from crawler.extract.address import is_skipped, normalise, repaired
from crawler.extract.captions import INVITES, invitation
from crawler.extract.code import code_slip
from crawler.extract.contacts import contact_slip
from crawler.extract.fragments import DRAWN, PLACED, is_driven, lacking, place_in
from crawler.extract.links_html import find_in_element, plain_link, referring
from crawler.extract.links_script import find_forwarding
from crawler.extract.place import misplaced
from crawler.extract.references import Reference
from crawler.extract.roles import role_of_anchor
from crawler.extract.tree import Element, Tree, fold, words
from crawler.extract.unfilled import Holes, is_unfilled, why

#: Most links kept of one page, and most characters of a link's text and of its raw value.
MAX_LINKS = 10_000
MAX_LINK_TEXT = 200
MAX_HREF = 2000

_WORDLESS = frozenset({"script", "link", "meta", "body", "style"})


class FoundLink(NamedTuple):
    """One place in a page that refers to an address.

    `url` is normalised (empty when `malformed` says why it cannot be; beside an address, `malformed` says what
    browsers put right in it), `href` the raw attribute value, `element` the tag, `text` what a visitor sees (≤ 200
    characters), `position` the 1-based ordinal among the page's links, `region` one of header, nav, main, aside,
    footer, or empty.
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
    """The address that the page's relative links start from: its first `<base href>` when usable, else its own."""
    for element in tree.tagged("base"):
        if "href" in element.attrs:
            try:
                return normalise(element.attrs["href"], url)
            except AddressError:
                return url
    return url


class Links(NamedTuple):
    """The links of a page in document order, and those to places in the page itself (#x) that it does not have."""

    links: tuple[FoundLink, ...]
    lacking: tuple[FoundLink, ...] = ()


def find_links(tree: Tree, base: str, url: str) -> Links:
    """Every link, at most MAX_LINKS. What noscript, templates and comments hold is left out.

    `url` is the page's own address: only where relative links start from it is `#x` a place in this page.
    """
    links: list[FoundLink] = []
    holes = Holes(tree)
    within: list[tuple[Element, str]] = []
    for element, references in _references(tree):
        for reference in references:
            skipped = is_skipped(reference.href)
            written = skipped and reference.href in (element.attrs.get("href"), element.attrs.get("xlink:href"))
            slip = _slip(element, reference.href) if written else ""
            place = place_in(reference.href) if written and element.tag in PLACED else ""
            if place and len(within) < MAX_LINKS and not is_unfilled(place):
                within.append((element, place))
            # Where links start from elsewhere, a place alone leads there.
            away = place and base != url and element.tag != DRAWN and not is_driven(element)
            if skipped and not (slip or away or (reference.href.startswith("#{") and is_unfilled(reference.href))):
                continue
            if is_unfilled(reference.href):
                if not holes.remains(element, reference.href):
                    continue
                slip = why(reference.href)
            if len(links) == MAX_LINKS:
                return Links(tuple(links))
            link = _link(element, reference, base, len(links) + 1)
            links.append(link._replace(url="", malformed=slip) if slip else link)
    return Links(tuple(links), tuple(_lacking(tree, within, base, url)))


def _slip(element: Element, href: str) -> str:
    """What is wrong with a link that leads to no address (Chinese); empty: nothing, as far as one can tell."""
    code = "" if "onclick" in element.attrs or is_driven(element) else code_slip(href)
    return code or contact_slip(href)


def _lacking(tree: Tree, within: list[tuple[Element, str]], base: str, url: str) -> Iterator[FoundLink]:
    at_home = [(element, place) for element, place in within if base == url or element.tag == DRAWN]
    missing = [*lacking(tree, at_home), *(element for element, _ in within if base != url and element.tag != DRAWN)]
    for element in missing:
        href = element.attrs.get("href", element.attrs.get("xlink:href", ""))
        # What is drawn by its place alone is this page's, wherever links start from (SVG 2, 16.1.5).
        link = _link(element, Reference(href, Role.PAGE), url if element.tag == DRAWN else base, 0)
        if link.url:
            yield link


def _references(tree: Tree) -> Iterator[tuple[Element, Iterable[Reference]]]:
    """Each address of one element once: src and data-src often say the same."""
    for element in referring(tree):
        plain = plain_link(element)
        yield element, (plain,) if plain else dict.fromkeys(find_in_element(element))
    yield tree.root, dict.fromkeys(find_forwarding(tree))


def with_data(links: tuple[FoundLink, ...], stated: tuple[FoundLink, ...]) -> tuple[FoundLink, ...]:
    """The links of a page, then those that only its embedded data states, numbered on."""
    known = {link.url for link in links}
    added = [link for link in stated if link.url not in known and not misplaced(link.url)]
    numbered = (link._replace(position=len(links) + place) for place, link in enumerate(added, start=1))
    return (*links, *numbered)[:MAX_LINKS]


def _link(element: Element, reference: Reference, base: str, position: int) -> FoundLink:
    href, role = reference.href, reference.role
    try:
        url = normalise(href, normalise(reference.base, base) if reference.base else base)
        malformed = repaired(href) if _is_untidy(href) and href in element.attrs.values() else ""
    except AddressError as error:
        url, malformed = "", str(error)
    return FoundLink(
        url,
        href[:MAX_HREF],
        role or role_of_anchor(url),
        reference.element or element.tag,
        _text(element)[:MAX_LINK_TEXT],
        position,
        element.region,
        malformed[:MAX_LINK_TEXT],
    )


def _is_untidy(href: str) -> bool:
    return " " in href or "\\" in href or "\n" in href or "\t" in href


def _text(element: Element) -> str:
    if element.tag in _WORDLESS:
        return ""
    shown = words(element, "") if element.tag == "a" else ""
    shown = shown or fold(element.attrs.get("title", "") or element.attrs.get("alt", ""))
    if element.tag == "img" and not INVITES.search(shown):
        # What a picture is for, its caption says where the picture itself does not.
        return f"{shown} {invitation(element)}".strip()
    if shown or element.tag != "a":
        return shown
    inner = (below.attrs.get("alt", "") or below.attrs.get("title", "") for below in element.elements())
    return fold(" ".join(filter(None, inner)))
