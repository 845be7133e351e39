"""Style sheets: the pictures and fonts they show, and the sheets they import."""

from __future__ import annotations

from datetime import date

from core.snapshot.link import Role
from crawler.extract.charset import decode
from crawler.extract.documents.found import links_of
from crawler.extract.documents.interface import Document
from crawler.extract.leads import Lead
from crawler.extract.links_css import find_in_css

NAME = "css"
#: What calls itself so is a page in a sheet's place, whatever stands in it.
_PAGES = ("text/html", "application/xhtml+xml")


def read(body: bytes, content_type: str, url: str, _seen_on: date) -> Document | None:
    """Read an external style sheet; its addresses start from its own (CSS Values, “relative URLs”)."""
    if content_type.partition(";")[0].strip().lower() in _PAGES:
        return None
    text = decode(body, content_type).text
    references = ((reference._replace(element=NAME), "") for reference in find_in_css(text))
    links = links_of(references, url)
    imported = dict.fromkeys(link.url for link in links if link.role is Role.STYLE and link.url not in ("", url))
    return Document(links, leads=tuple(Lead(address, NAME) for address in imported))
