"""AspNetPager, as far as its pages have addresses; `__doPostBack` alone cannot be followed and is only a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import leads, page_in_query

#: The jump box of a pager with addresses: ANP_goToPage('box', 'page', 'list_{0}.aspx', …).
_JUMP = re.compile(r"ANP_\w{1,20}\([^)]{0,200}?[\"']([^\"')\s]{1,200}\{(?:0|page)\}[^\"')\s]{0,100})[\"']")


def find(page: ListPage) -> Iterator[Lead]:
    """The next page, from the pattern of the pager's jump box."""
    following = (page_in_query(page.url) or 1) + 1
    patterns = (match[1] for match in _JUMP.finditer(page.scripts))
    yield from leads(page, (re.sub(r"\{(?:0|page)\}", str(following), pattern) for pattern in patterns))


RECOGNISER = Recogniser("aspnet", ("anp_",), find)
