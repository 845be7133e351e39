"""XML read safely: no entities, no external parts, bounded size; what is broken is read as far as it goes."""

from __future__ import annotations

import re
import zlib

from lxml import etree

#: Largest document read, in bytes. The sitemap protocol allows 50 MB; nobody's county needs a tenth of it.
MAX_BODY = 10 * 1024 * 1024
#: RSS 0.91 names a DTD, which is never fetched; definitions of entities are refused wherever they stand.
_ENTITIES = re.compile(rb"<!ENTITY", re.I)
_GZIP = b"\x1f\x8b"


def plain(body: bytes) -> bytes:
    """The body itself, or what a gzip file holds of it (sitemap.xml.gz); at most MAX_BODY bytes."""
    if not body.startswith(_GZIP):
        return body[:MAX_BODY]
    try:
        return zlib.decompressobj(31).decompress(body, MAX_BODY)
    except zlib.error:
        return b""


def parse(body: bytes) -> etree._Element | None:
    """The root element, or None for what is no XML or defines entities."""
    if _ENTITIES.search(body):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root, etree._Element) else None


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace, lower case; empty for comments and the like."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def text_of(element: etree._Element, name: str) -> str:
    """The text of the first child called so, or empty."""
    for child in element:
        if name_of(child) == name:
            return " ".join("".join(map(str, child.itertext())).split())
    return ""
