"""Documents that a page names by the HTML standard's link types: style sheets, its manifest, feeds, a sitemap."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import AddressError
from crawler.extract.address import is_skipped, normalise
from crawler.extract.documents import css, feed, sitemap, webmanifest
from crawler.extract.leads import Lead
from crawler.extract.tree import Element, Tree

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def find_standard(tree: Tree, base: str) -> Iterator[Lead]:
    """The documents of `<link>` elements outside noscript, in order."""
    for element in tree.tagged("link"):
        reader = _reader(element)
        href = element.attrs.get("href", "")
        if not reader or is_skipped(href) or any(above.tag == "noscript" for above in element.ancestors()):
            continue
        try:
            yield Lead(normalise(href, base), reader)
        except AddressError:
            continue  # a link that cannot be opened is told as such


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
