"""One html page → its facts and its links, from one parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.snapshot.facts import PageFacts
from crawler.extract.documents.registry import STANDARD
from crawler.extract.facts import build_facts
from crawler.extract.leads import Lead
from crawler.extract.leads_standard import find_standard
from crawler.extract.links import FoundLink, base_of, find_links, with_data
from crawler.extract.lists.embedded import find_embedded
from crawler.extract.lists.frames import find_content
from crawler.extract.lists.interface import ListPage
from crawler.extract.lists.registry import find_list_leads
from crawler.extract.parsed import ParsedPage, parse
from crawler.extract.query import encode_queries, query_codec
from crawler.extract.regions import assign_regions

#: Most leads kept of one page.
MAX_LEADS = 50


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one page holds: its facts, the links it states, and what else it would load (see `Lead`).

    `lacking` are its links to places in itself (#x) that are not there.
    """

    facts: PageFacts
    links: tuple[FoundLink, ...]
    leads: tuple[Lead, ...] = ()
    lacking: tuple[FoundLink, ...] = ()


def extract(body: bytes, content_type: str, url: str, seen_on: date) -> Extracted:
    """Extract a page's facts and links.

    `body` has its Content-Encoding undone; `url` is the address after redirects; `seen_on` is the Beijing day of
    the visit (it resolves year-less dates). Never raises on any bytes.
    """
    return extract_parsed(parse(body, content_type), url, seen_on)


def extract_parsed(parsed: ParsedPage, url: str, seen_on: date) -> Extracted:
    """Like `extract`, for a page that others read too."""
    tree, text = parsed.tree, parsed.decoded.text
    codec = query_codec(parsed.decoded)
    if codec:
        encode_queries(tree, codec)
    assign_regions(tree)
    base = base_of(tree, url)
    page = ListPage(tree, text, url, base)
    leads = tuple(dict.fromkeys((*find_standard(tree, base), *find_list_leads(page))))[:MAX_LEADS]
    embedded = find_embedded(tree, text, base, seen_on)
    asks = any(lead.reader and lead.reader not in STANDARD for lead in leads)
    framed = tuple(find_content(page))
    facts = build_facts(parsed, base, seen_on, embedded.items, asks, bool(framed))
    if not facts.items and facts.publish_day is None:
        leads = tuple(dict.fromkeys((*leads, *framed)))[:MAX_LEADS]
    found = find_links(tree, base, url)
    return Extracted(facts, with_data(found.links, embedded.links), leads, found.lacking)
