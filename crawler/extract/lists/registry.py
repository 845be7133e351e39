"""All list recognisers by name: the built-in ones and those of other packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser

GROUP = "xunjian.lists"
BUILT_IN: tuple[Recogniser, ...] = ()


@cache
def recognisers() -> Mapping[str, Recogniser]:
    """Recognisers by name; one of another package cannot take a built-in one's name."""
    plugged = (entry.load() for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name))
    return {found.name: found for found in (*plugged, *BUILT_IN)}


def find_list_leads(page: ListPage) -> Iterable[Lead]:
    """What the page's lists load besides the page itself."""
    lower = page.text.lower()
    for recogniser in recognisers().values():
        if any(mark in lower for mark in recogniser.marks):
            yield from recogniser.find(page)
