"""Documents that a page names by the HTML standard's link types: style sheets, its manifest, feeds, a sitemap; and SVG
files that it shows or leads to as documents of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.errors import AddressError
from crawler.extract.address import is_skipped, normalise
from crawler.extract.documents import css, feed, sitemap, svg, webmanifest
from crawler.extract.leads import Lead
from crawler.extract.tree import Element, Tree

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
#: Elements that open a file as a document, and by which attribute; a picture is none.
_OPENED = {"a": "href", "area": "href", "iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_SVG = re.compile(r"[^?#]+\.svgz?(?:[?#].*)?\s*", re.I | re.S)


def find_standard(tree: Tree, base: str) -> Iterator[Lead]:
    """The documents of `<link>` elements outside noscript, in order; then SVG documents."""
    for element in (*tree.tagged("link"), *_drawn(tree)):
        reader = _reader(element) if element.tag == "link" else svg.NAME
        href = element.attrs.get(_OPENED.get(element.tag, "href"), "")
        if not reader or is_skipped(href) or any(above.tag == "noscript" for above in element.ancestors()):
            continue
        try:
            yield Lead(normalise(href, base), reader)
        except AddressError:
            continue  # a link that cannot be opened is told as such


def _drawn(tree: Tree) -> Iterator[Element]:
    for element in tree.among(_OPENED):
        href = element.attrs.get(_OPENED[element.tag], "")
        if ".svg" in href.lower() and _SVG.fullmatch(href):
            yield element


def _reader(element: Element) -> str:
    rels = element.attrs.get("rel", "").lower().split()
    kind = element.attrs.get("type", "").partition(";")[0].strip().lower()
    if "stylesheet" in rels:
        return css.NAME
    if "manifest" in rels:
        return webmanifest.NAME
    if "sitemap" in rels:
        return sitemap.NAME
    return feed.NAME if "alternate" in rels and kind in _FEEDS else ""
