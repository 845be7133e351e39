"""SVG documents that a browser opens as such: what they draw and where a click in them leads.

As a picture (img, a style sheet's url()) such a file may load nothing and nobody can click in it: SVG 2, 2.2 “secure
animated mode”. Then it is no document, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from core.snapshot.link import Role
from crawler.extract.documents.found import links_of
from crawler.extract.documents.interface import Document
from crawler.extract.documents.xml import MAX_BODY, name_of, parse, plain
from crawler.extract.links_css import find_in_css
from crawler.extract.references import Reference

NAME = "svg"
#: Most elements looked at.
MAX_ELEMENTS = 50_000
_XLINK = "{http://www.w3.org/1999/xlink}href"
#: Elements that refer, and what they use it as; None: decided by the address.
_ROLES: dict[str, Role | None] = {
    "a": None,
    "image": Role.IMAGE,
    "use": Role.IMAGE,
    "feimage": Role.IMAGE,
    "script": Role.SCRIPT,
}
_SHEET = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def read(body: bytes, _content_type: str, url: str, _seen_on: date) -> Document | None:
    """Read an SVG file; its addresses start from its own."""
    if len(body) > MAX_BODY:
        return None
    root = parse(plain(body))
    if root is None or name_of(root) != NAME:
        return None
    return Document(links_of(_references(root), url))


def _references(root: etree._Element) -> Iterator[tuple[Reference, str]]:
    for before in root.itersiblings(tag=etree.ProcessingInstruction, preceding=True):
        found = _SHEET.search(before.text or "") if getattr(before, "target", "") == "xml-stylesheet" else None
        if found:
            yield Reference(found[1] or found[2] or "", Role.STYLE, element=NAME), ""
    for number, element in enumerate(root.iter(etree.Element)):
        if number >= MAX_ELEMENTS:
            return
        name = name_of(element)
        if name in _ROLES:
            # Where both stand, the newer attribute counts (SVG 2, 16.1.3).
            href = element.get("href", element.get(_XLINK, ""))
            yield Reference(href, _ROLES[name], element=NAME), _text(element) if name == "a" else ""
        css = (element.text or "") if name == "style" else element.get("style", "")
        if "url" in css or "@import" in css:
            yield from ((found._replace(element=NAME), "") for found in find_in_css(css))


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
