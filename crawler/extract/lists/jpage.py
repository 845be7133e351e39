"""大汉 jpage: the first entries stand in the page as XML in a script, further ones come from dataproxy.jsp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import lead

NAME = "jpage"
_PROXY = re.compile(r"[\"']((?:https?://[\w.\-:]{1,100})?/?[\w\-./]{0,100}dataproxy\.jsp(?:\?[^\"'<>\s]{0,800})?)[\"']")
#: Parameters that name the list; a page that asks by POST gives them as an object or as assignments.
_NAMED = re.compile(
    r"[\"']?\b(appid|webid|path|columnid|unitid|webname|permissiontype|sourceContentType|col)[\"']?\s*[:=]\s*"
    r"(?:[\"']([^\"']{0,200})[\"']|(\d{1,12}))"
)
_UNIT = re.compile(r"\$\(\s*[\"']#(\d{3,10})[\"']\s*\)\s*\.jpage")


def find(page: ListPage) -> Iterator[Lead]:
    """The addresses that the page states; else one put together of the parameters that it would post."""
    scripts = page.scripts
    stated = [unescape(match[1]) for match in _PROXY.finditer(scripts)]
    whole = [address for address in stated if "columnid=" in address.lower() or "page=" in address]
    for address in whole:
        yield from lead(page, address, NAME)
    if not whole:
        found = {match[1]: match[2] or match[3] or "" for match in _NAMED.finditer(scripts)}
        unit = _UNIT.search(scripts)
        if unit:
            found.setdefault("unitid", unit[1])
        if {"columnid", "unitid"} <= found.keys():
            proxy = stated[0] if stated else "/module/web/jpage/dataproxy.jsp"
            yield from lead(page, f"{proxy.partition('?')[0]}?{urlencode({'page': '1', **found})}", NAME)


RECOGNISER = Recogniser(NAME, ("jpage",), find, reader(NAME))
