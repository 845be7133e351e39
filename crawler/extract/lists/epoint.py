"""新点 (Epoint): `ShowAjaxNewPage(window.location.pathname, 'categorypagingcontent', 2)` loads /column/2.html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import ahead, leads
from crawler.extract.lists.scripts import calls_of

_LAST = re.compile(r"(.*/)([^/]*)$")
_NUMBER = re.compile(r"(\d{1,5})\.html?", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """The next pages, up to the highest number that a link of the pager asks for."""
    calls = list(calls_of(page.scripts, "ShowAjaxNewPage|ShowNewPage|ShowAjaxPage", {"window.location.pathname": ""}))
    asked = [value for call in calls for value in call if isinstance(value, int)]
    if not calls:
        return
    match = _LAST.match(urlsplit(page.url).path)
    number = _NUMBER.fullmatch(match[2]) if match else None
    current = int(number[1]) if number else 1
    last = max([*asked, current + 1 if not asked else 0])
    folder = match[1] if match else "/"
    yield from leads(page, (f"{folder}{following}.html" for following in ahead(current + 1, last)))


RECOGNISER = Recogniser("epoint", ("showajaxnewpage", "shownewpage", "showajaxpage"), find)
