"""What one page brought into the index besides its own row, in brief: enough to bring it again without reading it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from core.snapshot.codec import dump
from core.snapshot.link import Role
from core.snapshot.record_ref import RecordRef
from crawler.extract import FoundLink, Lead

if TYPE_CHECKING:
    from crawler.record.readings import Reading

#: What leads to pages.
_CRAWLED = frozenset({Role.PAGE, Role.FRAME})
_LEAD = attrgetter("url", "reader", "guessed")


@dataclass(frozen=True, slots=True)
class Brief:
    """One page: `record_id` of the response it was read from, what it looks like (`PageFacts.likeness`, `text_digest`),
    whether nothing in its words needs a closer look (`quiet`), and its leads.

    `links` are ids of table link in the order of the page, `counts` how often each stands there, `follow` those of them
    that lead to pages. `faults` are ids of what no browser can open as it is written, and why (Chinese).
    """

    record_id: str
    likeness: str
    text_digest: str
    quiet: bool
    leads: tuple[Lead, ...]
    links: list[int]
    counts: list[int]
    follow: list[int]
    faults: list[tuple[int, str]]

    def to_json(self) -> str:
        """Serialise, as compact as JSON can be: there is one for each page."""
        leads = list(map(_LEAD, self.leads))
        values = (self.record_id, self.likeness, self.text_digest, int(self.quiet), leads)
        return dump([*values, self.links, self.counts, self.follow, self.faults])


def read_brief(text: str) -> Brief:
    """Inverse of `Brief.to_json`."""
    record_id, likeness, text_digest, quiet, leads, *lists = json.loads(text)
    return Brief(record_id, likeness, text_digest, bool(quiet), tuple(Lead(*lead) for lead in leads), *lists)


def brief_of(reading: Reading, grouped: Sequence[tuple[int, list[FoundLink]]], record: RecordRef) -> Brief:
    """The brief of a page whose links were added as `grouped`, by the numbers of their rows."""
    facts = reading.page.facts
    faults = {number: link.malformed for number, links in grouped for link in links if not link.url and link.malformed}
    return Brief(
        record.record_id,
        facts.likeness,
        facts.text_digest,
        reading.quiet,
        reading.page.leads,
        [number for number, _ in grouped],
        [len(links) for _, links in grouped],
        [number for number, links in grouped if any(crawled(links))],
        list(faults.items()),
    )


def crawled(links: Iterable[FoundLink]) -> Iterable[str]:
    """The addresses among links that lead to pages, each once, in order."""
    return dict.fromkeys(link.url for link in links if link.role in _CRAWLED and link.url)
