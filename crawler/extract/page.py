"""One html page → its facts and its links, from one parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.snapshot.model import PageFacts
from crawler.extract.charset import decode
from crawler.extract.documents.registry import STANDARD
from crawler.extract.facts import build_facts
from crawler.extract.leads import Lead
from crawler.extract.leads_standard import find_standard
from crawler.extract.links import FoundLink, base_of, find_links, with_data
from crawler.extract.lists.embedded import find_embedded
from crawler.extract.lists.interface import ListPage
from crawler.extract.lists.registry import find_list_leads
from crawler.extract.query import encode_queries, query_codec
from crawler.extract.regions import assign_regions
from crawler.extract.tree import build

#: Most leads kept of one page.
MAX_LEADS = 50


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one page holds: its facts, the links it states, and what else it would load (see `Lead`)."""

    facts: PageFacts
    links: tuple[FoundLink, ...]
    leads: tuple[Lead, ...] = ()


def extract(body: bytes, content_type: str, url: str, seen_on: date) -> Extracted:
    """Extract a page's facts and links.

    `body` has its Content-Encoding undone; `url` is the address after redirects; `seen_on` is the Beijing day of
    the visit (it resolves year-less dates). Never raises on any bytes.
    """
    decoded = decode(body, content_type)
    tree = build(decoded.text)
    codec = query_codec(decoded)
    if codec:
        encode_queries(tree, codec)
    assign_regions(tree)
    base = base_of(tree, url)
    page = ListPage(tree, decoded.text, url, base)
    leads = tuple(dict.fromkeys((*find_standard(tree, base), *find_list_leads(page))))[:MAX_LEADS]
    embedded = find_embedded(tree, decoded.text, base, seen_on)
    asks = any(lead.reader and lead.reader not in STANDARD for lead in leads)
    facts = build_facts(tree, decoded, base, seen_on, embedded.items, asks)
    return Extracted(facts, with_data(find_links(tree, base), embedded.links), leads)
