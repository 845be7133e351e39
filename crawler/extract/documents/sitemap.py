"""Sitemaps (sitemaps.org 0.9): sets of addresses, indexes of further sitemaps, and plain lists in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from lxml import etree

from core.snapshot.link import Role
from crawler.extract.documents.found import links_of
from crawler.extract.documents.interface import Document
from crawler.extract.documents.xml import name_of, parse, plain, text_of
from crawler.extract.leads import Lead
from crawler.extract.references import Reference

NAME = "sitemap"
#: The protocol's own limit for one sitemap and for one index.
MAX_URLS = 50_000
_ADDRESS_LINE = re.compile(r"https?://\S+", re.I)
#: Elements of the image and video extensions that hold an address.
_MEDIA = {
    "image": (("loc", Role.IMAGE),),
    "video": (("thumbnail_loc", Role.IMAGE), ("content_loc", Role.MEDIA), ("player_loc", Role.OTHER)),
}


def read(body: bytes, content_type: str, url: str, _seen_on: date) -> Document | None:
    """Read a sitemap, gzipped or not."""
    content = plain(body)
    if content.lstrip()[:1] != b"<":
        return _read_lines(content, content_type, url)
    root = parse(content)
    kind = name_of(root) if root is not None else ""
    if root is None or kind not in ("urlset", "sitemapindex"):
        return None
    if kind == "urlset":
        return Document(links_of(islice(_of_urlset(root), MAX_URLS), url))
    parts = (text_of(child, "loc") for child in root if name_of(child) == "sitemap")
    links = links_of(((Reference(loc, Role.OTHER, element=NAME), "") for loc in islice(parts, MAX_URLS) if loc), url)
    addresses = dict.fromkeys(link.url for link in links if link.url and link.url != url)
    return Document(links, leads=tuple(Lead(address, NAME) for address in addresses))


def _of_urlset(root: etree._Element) -> Iterator[tuple[Reference, str]]:
    for entry in root:
        if name_of(entry) != "url":
            continue
        loc = text_of(entry, "loc")
        if loc:
            yield Reference(loc, None, element=NAME), ""
        for child in entry:
            for name, role in _MEDIA.get(name_of(child), ()):
                address = text_of(child, name)
                if address:
                    yield Reference(address, role, element=NAME), ""
            if name_of(child) == "link" and child.get("href"):
                yield Reference(str(child.get("href")), Role.PAGE, element=NAME), ""


def _read_lines(content: bytes, content_type: str, url: str) -> Document | None:
    """A sitemap in plain text holds one address a line and nothing else."""
    if content_type.partition(";")[0].strip().lower() not in ("text/plain", ""):
        return None
    lines = [line.strip() for line in content.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()]
    addresses = [line for line in lines if line][:MAX_URLS]
    if not addresses or not all(_ADDRESS_LINE.fullmatch(line) for line in addresses):
        return None
    return Document(links_of(((Reference(line, None, element=NAME), "") for line in addresses), url))
