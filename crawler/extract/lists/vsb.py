"""博达 (VSB): pages are numbered downwards: tzgg.htm, tzgg/30.htm, tzgg/29.htm … tzgg/1.htm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import AHEAD, leads, page_in_query
from crawler.extract.lists.scripts import calls_of

_CALL = "_simple_list_gotopage_fun"
_STATIC = re.compile(r"(.*?)(?:/(\d{1,5}))?(\.html?)", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """The next pages, by the number of pages that the jump button knows."""
    for call in calls_of(page.scripts, _CALL, {}):
        if call and isinstance(call[0], int) and call[0] > 1:
            yield from leads(page, _next(page.url, call[0]))
            return


def _next(url: str, count: int) -> Iterator[str]:
    parts = urlsplit(url)
    static = _STATIC.fullmatch(parts.path)
    if static:
        # The first page has no number; the second is count - 1, the last is 1.
        number = int(static[2]) if static[2] else count
        folder, ending = static[1], static[3]
        for following in range(number - 1, max(0, number - 1 - AHEAD), -1):
            yield f"{folder}/{following}{ending}"
    elif parts.query:
        fields = {**dict(parse_qsl(parts.query)), "totalpage": str(count)}
        current = page_in_query(url) or 1
        if current < count:
            yield parts._replace(query=urlencode({**fields, "PAGENUM": str(current + 1)})).geturl()


RECOGNISER = Recogniser("vsb", (_CALL,), find)
