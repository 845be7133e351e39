"""Pagers and lists that a page carries as base64: `atob("PGEgaHJlZj0i…")`."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.lists.numbered import next_links
from crawler.extract.lists.paging import leads
from crawler.extract.lists.records import is_address
from crawler.extract.tree import build

#: Most texts decoded of one page.
MAX_TEXTS = 20
_TEXT = re.compile(r"(?:\batob|[bB]ase64\.?[dD]ecode|[dD]ecode64)\s*\(\s*[\"']([A-Za-z0-9+/=\s]{16,200000})[\"']")
_NEXT = re.compile(
    r"[\"']?(?:next(?:page|url|_page|_url)?|nextPageUrl)[\"']?\s*[:=]\s*[\"']([^\"'\s]{1,500})[\"']", re.I
)


def find(page: ListPage) -> Iterator[Lead]:
    """Next pages that the decoded texts link to."""
    for text in decoded_texts(page.scripts):
        if "<a" in text.lower():
            yield from leads(page, next_links(build(text)))
        elif is_address(text):
            yield from leads(page, iter([text]))
        else:
            yield from leads(page, (match[1] for match in _NEXT.finditer(text)))


def decoded_texts(scripts: str) -> Iterator[str]:
    """What base64 literals in scripts say, when they are text."""
    for match in islice(_TEXT.finditer(scripts), MAX_TEXTS):
        try:
            yield base64.b64decode(match[1]).decode("utf-8")
        except (binascii.Error, ValueError):
            continue


RECOGNISER = Recogniser("base64", ("atob", "base64"), find)
