"""Lists whose data comes from another host: asked for as part of the page that shows them, not as part of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.snapshot.posted import split_posted
from crawler.extract import STANDARD, Document, Lead
from crawler.frontier import Entry
from crawler.spider.robots import Robots, robots_of

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: Most answers of other hosts read on one site: those of the home page and of the columns it leads to come first.
MAX_ASKED = 60
_BEFORE = "SELECT url FROM frontier WHERE origin != '' AND reader != '' AND seq > 0 AND seq < ? ORDER BY seq"


class Elsewhere:
    """What the scripts of one visit's pages ask of other hosts, as every visitor's browser does for them."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._robots: Robots | None = None

    def followed(self, leads: Iterable[Lead]) -> tuple[Lead, ...]:
        """The leads of a page that are followed: all within the site, and to data wherever it is.

        Data of another host that does not open is no broken link of this site, as a guess is none.
        """
        return tuple(self._followed(leads))

    def _followed(self, leads: Iterable[Lead]) -> Iterator[Lead]:
        for lead in leads:
            if self._visit.inside(lead.url):
                yield lead
            elif lead.reader and lead.reader not in STANDARD:
                yield replace(lead, guessed=True)

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is the data of a list on another host."""
        return bool(entry.reader and entry.origin) and not self._visit.inside(entry.url)

    async def allows(self, entry: Entry) -> bool:
        """Whether it may be asked for: by that host's robots.txt, whatever is agreed about the site's own, and by the
        bound. The same entries at every run, interrupted or not.
        """
        earlier = (row["url"] for row in self._visit.recorder.db.execute(_BEFORE, (entry.seq,)))
        outside = (url for url in earlier if not self._visit.inside(url))
        if len(list(islice(outside, MAX_ASKED))) >= MAX_ASKED:
            return False
        return await self._rules().allows(split_posted(entry.url)[0])

    def leads_on(self, entry: Entry, target: str) -> bool:
        """Whether a redirect of such data may be followed: on its own host only."""
        return self.holds(entry) and urlsplit(target).hostname == urlsplit(entry.url).hostname

    def at_home(self, document: Document, shown: Document | None) -> Document:
        """What data of another host means on the page that shows it.

        `document` was read under its own address, `shown` under the page's. Which host a relative address belongs to
        only the script knows: it is no link, and only names its entry.
        """
        links = tuple(link for link in document.links if "//" in link.href[:8])
        return replace(document, links=links, items=shown.items if shown else document.items)

    def _rules(self) -> Robots:
        visit = self._visit
        if self._robots is None:
            own = visit.options.robots != "ignore"
            obeying = replace(visit.options, robots="obey")
            self._robots = visit.robots if own else robots_of(obeying, visit.recorder, visit.fetcher)
        return self._robots
