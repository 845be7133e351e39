"""What a document (style sheet, sitemap, feed, a list's data) is read as, and the shape of its readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.snapshot.facts import ListItem
from crawler.extract.leads import Lead
from crawler.extract.links import FoundLink


@dataclass(frozen=True, slots=True)
class Document:
    """What one document holds.

    `links` are addresses it states: they are checked, and crawled when they are pages of the site. `items` are entries
    of the list whose data it is, in its order. `leads` are what to read next: further pages of data, parts of a
    sitemap. `total` is how many entries the source says there are, -1 when it does not say.
    """

    links: tuple[FoundLink, ...] = ()
    items: tuple[ListItem, ...] = ()
    leads: tuple[Lead, ...] = ()
    total: int = -1


#: body (Content-Encoding undone), Content-Type, address after redirects, Beijing day of the visit → what it holds, or
#: None when the answer is not what the reader reads. Never raises on any bytes.
Read = Callable[[bytes, str, str, date], Document | None]
