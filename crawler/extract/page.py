"""One html page → its facts and its links, from one parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.snapshot.model import PageFacts
from crawler.extract.charset import decode
from crawler.extract.links import FoundLink


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one page holds."""

    facts: PageFacts
    links: tuple[FoundLink, ...]


def extract(body: bytes, content_type: str, url: str, seen_on: date) -> Extracted:
    """Extract a page's facts and links.

    `body` has its Content-Encoding undone; `url` is the address after redirects; `seen_on` is the Beijing day of
    the visit (it resolves year-less dates). Never raises on any bytes.
    """
    decoded = decode(body, content_type)
    return Extracted(PageFacts(charset_declared=decoded.declared, charset_used=decoded.used), ())
