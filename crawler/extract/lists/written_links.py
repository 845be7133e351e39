"""Pagers that a script writes into the page as html: `document.write("<a href='list_2.html'>下一页</a>")`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.literals import UNKNOWN, unquote_literal
from crawler.extract.lists.numbered import next_links
from crawler.extract.lists.paging import leads
from crawler.extract.lists.scripts import calls_of, names_in
from crawler.extract.tree import build

#: Most texts with a link forward read of one page.
MAX_WRITTEN = 10
_TEXT = re.compile(r"\"(?:[^\"\\\n]|\\.){9,4000}\"|'(?:[^'\\\n]|\\.){9,4000}'|`[^`$]{9,4000}`")
#: What puts a text in the page.
_WRITERS = r"document\.write(?:ln)?|\.(?:append|html|after|before)"
_LINK = re.compile(r"<a\s", re.I)
_FORWARD = re.compile(r"下\s{0,3}一?\s{0,3}[页頁]|[后後]一?[页頁]|[向往][后後]|next|&gt;|[>»›]<", re.I)


def find(page: ListPage) -> Iterator[Lead]:
    """Next pages that texts in the page's scripts link to; an address that is put together is not known here."""
    if not _FORWARD.search(page.scripts):
        return
    names = names_in(page.scripts)
    written = (value for call in calls_of(page.scripts, _WRITERS, names) for value in call[:1])
    alone = (unquote_literal(match[0]) for match in _TEXT.finditer(page.scripts))
    found = (text for text in chain(alone, written) if isinstance(text, str) and UNKNOWN not in text)
    texts = (text for text in found if _LINK.search(text) and _FORWARD.search(text) and "'+" not in text)
    for text in islice(texts, MAX_WRITTEN):
        yield from leads(page, next_links(build(text), page.url))


RECOGNISER = Recogniser("written links", ("<a ",), find)
