"""大汉 jpage: the first entries stand in the page as XML in a script, further ones come from dataproxy.jsp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

from core.snapshot.posted import posted
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
#: Entries of one page, and how many pages the script asks for at once.
_PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.I)
_DEFAULT_SIZE, _AT_ONCE = 15, 3
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
            proxy = (stated[0] if stated else "/module/web/jpage/dataproxy.jsp").partition("?")[0]
            yield from lead(page, f"{proxy}?{urlencode({'page': '1', **found})}", NAME)
            yield from _posting(page, proxy, found)


def _posting(page: ListPage, proxy: str, fields: dict[str, str]) -> Iterator[Lead]:
    """The first entries as the pager's own script asks for them: some sites answer nothing else."""
    size = _PER_PAGE.search(page.scripts)
    number = int(size[1]) if size else _DEFAULT_SIZE
    asked = {"startrecord": "1", "endrecord": str(number * _AT_ONCE), "perpage": str(number)}
    for found in lead(page, proxy, NAME):
        yield Lead(posted(found.url, urlencode({**fields, **asked})), NAME)


RECOGNISER = Recogniser(NAME, ("jpage",), find, reader(NAME))
