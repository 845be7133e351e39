"""政府信息公开平台 gkmlpt: catalogues that scripts draw from /gkmlpt/api/all/{column}?page=1&sid={site}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.paging import lead

NAME = "gkmlpt"
_SITE = re.compile(r"[\"']?\bs(?:ite)?_?id[\"']?\s*[:=]\s*[\"']?(\d{1,12})", re.I)
_COLUMN = re.compile(r"[\"']?\b(?:col(?:umn)?|cate(?:gory)?|class|current)_?id[\"']?\s*[:=]\s*[\"']?(\d{1,9})\b", re.I)
_SOURCE = re.compile(r"[\"'`]([^\"'`\s]{0,200}/gkmlpt/api/all/\d{1,9}(?:\?[^\"'`\s]{0,200})?)[\"'`]")
_NUMBER = re.compile(r"(/gkmlpt/api/all/)\d{1,9}")
#: The column of everything, for the page that shows the whole catalogue.
_ALL = "0"


def find(page: ListPage) -> Iterator[Lead]:
    """The first page of data: stated as an address, or put together from the site's and the column's number."""
    scripts = page.scripts
    stated = [match[1] for match in _SOURCE.finditer(scripts)]
    for address in stated:
        yield from lead(page, address if "page=" in address else _paged(address), NAME)
    folder, inside, _ = urlsplit(page.url).path.partition("/gkmlpt/")
    site = _SITE.search(scripts)
    if not stated and inside and site:
        column = _COLUMN.search(scripts)
        number = column[1] if column else _ALL
        yield from lead(page, f"{folder}/gkmlpt/api/all/{number}?page=1&sid={site[1]}", NAME)


def _paged(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}page=1"


def part(address: str, fragment: str) -> str:
    """The data of the column that stands behind the # of a catalogue's address; empty when it is none."""
    number = re.fullmatch(r"[!/]{0,2}(\d{1,9})(?:[/?].{0,200})?", fragment)
    return _NUMBER.sub(lambda match: f"{match[1]}{number[1]}", address, count=1) if number else ""


RECOGNISER = Recogniser(NAME, ("gkmlpt",), find, reader(NAME), part)
