"""The quick look: home page, registered columns and their lists, and what came since a day; all else is left alone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from core.errors import AddressError
from core.snapshot import ListItem, Snapshot
from crawler.extract import STANDARD, Document, FoundLink, Lead, normalise
from crawler.extract.documents import css, feed, sitemap
from crawler.extract.documents.xml import name_of, parse, plain, text_of

#: Standard documents that tell what is new, or what is shown at all.
_TELLING = frozenset({sitemap.NAME, feed.NAME, css.NAME})


class QuickLook:
    """Tells what a quick look fetches.

    New is what the earlier snapshot of the whole site does not know, and what a list or a sitemap dates `since` or
    later. Without an earlier snapshot only dates tell.
    """

    def __init__(self, since: date, starts: Iterable[str], earlier: Snapshot | None) -> None:
        """`starts` are the home page and the registered columns as they are asked for."""
        self.since, self._starts, self._earlier = since, frozenset(starts), earlier
        self._fresh: set[str] = set()

    def leads_on(self, place: str) -> bool:
        """Whether what stands at the address asked for leads to more."""
        return place in self._starts

    def note(self, items: Iterable[ListItem]) -> None:
        """Remember the entries of a list that are new by their date."""
        self._fresh.update(item.url for item in items if item.day is not None and item.day >= self.since)

    def is_known(self, url: str) -> bool:
        """Whether the earlier snapshot knows what became of an address."""
        return self._earlier is not None and self._earlier.resource(url) is not None

    def wants(self, url: str) -> bool:
        """Whether a linked address is fetched."""
        return url in self._fresh or (self._earlier is not None and not self.is_known(url))

    def narrowed_links(self, links: Iterable[FoundLink]) -> tuple[FoundLink, ...]:
        """The links to what is new."""
        return tuple(link for link in links if link.url and self.wants(link.url))

    def narrowed_leads(self, leads: Iterable[Lead]) -> tuple[Lead, ...]:
        """A page's leads to data of its lists, to what tells of news, and to its style sheets."""
        return tuple(lead for lead in leads if lead.reader and (lead.reader not in STANDARD or lead.reader in _TELLING))

    def narrowed(self, document: Document, body: bytes, reader: str) -> Document:
        """Of a sitemap what it says was changed since; of other documents all that they list."""
        if reader != sitemap.NAME:
            self.note(document.items)
            return replace(document, leads=())
        changed = set(self._changed(body))
        self._fresh |= changed
        return replace(
            document,
            links=tuple(link for link in document.links if link.url in changed),
            leads=tuple(lead for lead in document.leads if lead.url in changed),
        )

    def _changed(self, body: bytes) -> Iterable[str]:
        root = parse(plain(body))
        for entry in root if root is not None else ():
            # W3C date and time formats begin with the day; one without a day is no help.
            changed = text_of(entry, "lastmod").strip()[:10]
            if name_of(entry) not in ("url", "sitemap") or changed < self.since.isoformat():
                continue
            with suppress(AddressError):
                location = text_of(entry, "loc").strip()
                yield normalise(location, location)
