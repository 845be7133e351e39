"""Sites whose list pages are files called column-index-2.shtml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import AHEAD, ahead, leads

_FILE = re.compile(r"column-index-(\d{1,5})(\.s?html?)", re.I)
_ENDING = re.compile(r"column-index-[\s\S]{0,60}?(\.s?html?)", re.I)
_COUNT = re.compile(
    r"(?:pages?|page_?count|total_?pages?|count_?page|contenpage)[\"']?\s*[:=(]\s*[\"']?(\d{1,5})", re.I
)


def find(page: ListPage) -> Iterator[Lead]:
    """The next pages, up to the number of pages that a script says."""
    scripts = page.scripts
    own = _FILE.search(urlsplit(page.url).path)
    current = int(own[1]) if own else 1
    stated = [int(match[1]) for match in _FILE.finditer(page.text)]
    count = _COUNT.search(scripts)
    last = int(count[1]) if count else max(stated, default=current + AHEAD)
    ending = own[2] if own else next((match[1] for match in _ENDING.finditer(page.text)), ".shtml")
    yield from leads(page, (f"column-index-{number}{ending}" for number in ahead(current + 1, last)))


RECOGNISER = Recogniser("column-index", ("column-index-",), find)
