"""Undated lists: entries of a column, or only navigation? The links' lengths and addresses tell."""

from __future__ import annotations

import re
from statistics import median
from urllib.parse import urlsplit

from core.snapshot.facts import ListItem
from crawler.extract.tree import Element

#: Median title lengths (characters) from which links are read as entries: whatever they link to; when they link to
#: documents.
_LONG = 12
_MIDDLE = 8
_LISTS = re.compile(r"list|news|article|content|main|liebiao|xxgk", re.I)
_MENUS = re.compile(r"nav|menu|channel|tree|tab|crumb|link|sitemap|site-?map|lanmu|side|left", re.I)
_INDEX = re.compile(r"(?:index|list|default|col(?:umn)?|channel|node|lanmu|class)[\w\-]*(?:\.\w+)?$", re.I)


def is_list_of_entries(items: list[ListItem], group: Element) -> bool:
    """Whether at least two undated links that stand together are list entries rather than navigation."""
    if len(items) < 2:
        return False
    return speak_for_themselves(items) or (_are_documents(items) and _names_itself(group))


def speak_for_themselves(items: list[ListItem]) -> bool:
    """Whether titles and addresses alone show that at least two undated entries are no navigation."""
    if len(items) < 2:
        return False
    typical = median(len(item.title) for item in items)
    return typical >= _LONG or (typical >= _MIDDLE and _are_documents(items))


def _are_documents(items: list[ListItem]) -> bool:
    return sum(_is_document(item.url) for item in items) * 2 > len(items)


def _names_itself(group: Element) -> bool:
    around = [group, *group.ancestors()][:4]
    return any(_LISTS.search(e.names) or e.tag == "main" for e in around) and not any(
        _MENUS.search(e.names) for e in around
    )


def _is_document(url: str) -> bool:
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2]
    if parts.query and re.search(r"(?:^|&)\w*id=\w*\d", parts.query):
        return not _INDEX.match(last)
    return bool(re.search(r"\d{3}", last)) and not _INDEX.match(last)
