"""开普 (UCAP): lists as JSON under /common/search/, /searchList/ and /search/ with a channel's number.

Its paging calls, `createPageHTML('page_div', 10, 1, 'xlist', 'shtml', 189)`, are read with TRS's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from crawler.extract.leads import Lead
from crawler.extract.lists.answers import reader
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, read_arguments
from crawler.extract.lists.paging import lead
from crawler.extract.lists.scripts import names_in

NAME = "ucap"
#: Most sources of one page.
MAX_SOURCES = 5
_SOURCE = re.compile(r"[\"'`](?=[\w.\-/:]{0,120}?/(?:common/search|searchList|search)/)")
_ADDRESS = re.compile(r"([\w.\-/:]{0,120}/(?:common/search|searchList|search)/)([\w\-]{6,60}|\0)?(?:\?(.*))?", re.S)
_DEFAULTS = (("_isAgg", "true"), ("_isJson", "true"), ("_pageSize", "20"), ("_template", "index"), ("page", "1"))
_CHANNELS = ("channelId", "channelid", "channel_id", "columnId", "cid")


def find(page: ListPage) -> Iterator[Lead]:
    """The first page of data of each source; parts of the address that a script would add are put in."""
    scripts = page.scripts
    names = names_in(scripts)
    metas = (e.attrs for e in page.tree.tagged("meta"))
    channel = next((m.get("content", "") for m in metas if m.get("name", "").lower() in ("channelid", "columnid")), "")
    known = (str(names[name]) for name in _CHANNELS if names.get(name))
    number = next(known, "") or channel
    for match in islice(_SOURCE.finditer(scripts), MAX_SOURCES):
        written = _ADDRESS.fullmatch(str(next(iter(read_arguments(scripts, match.start(), names)), "")))
        own = written[2] if written and written[2] not in (None, UNKNOWN) else number
        if written and re.fullmatch(r"[\w\-]{6,60}", own):
            yield from lead(page, _complete(written[1] + own, written[3] or ""), NAME)


def _complete(address: str, query: str) -> str:
    stated = {name: value for name, value in parse_qsl(query) if UNKNOWN not in value and value}
    return f"{address}?{urlencode({**dict(_DEFAULTS), **stated})}"


RECOGNISER = Recogniser(NAME, ("/common/search/", "/searchlist/", "_isjson"), find, reader(NAME))
