"""All list recognisers by name: the built-in ones and those of other packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points

from crawler.extract.leads import Lead
from crawler.extract.lists import (
    ajax,
    aspnet,
    base64_pager,
    column_index,
    epoint,
    forms,
    frames,
    gkmlpt,
    igs,
    jpaas,
    jpage,
    numbered,
    numbers,
    trs,
    ucap,
    vsb,
    widgets,
    written,
    written_links,
)
from crawler.extract.lists.interface import ListPage, Recogniser

GROUP = "xunjian.lists"
#: Those of single platforms first: of the leads of one page only so many are kept.
BUILT_IN: tuple[Recogniser, ...] = (
    ucap.RECOGNISER,
    jpage.RECOGNISER,
    jpaas.RECOGNISER,
    gkmlpt.RECOGNISER,
    igs.RECOGNISER,
    trs.RECOGNISER,
    vsb.RECOGNISER,
    epoint.RECOGNISER,
    column_index.RECOGNISER,
    aspnet.RECOGNISER,
    base64_pager.RECOGNISER,
    numbered.RECOGNISER,
    numbers.RECOGNISER,
    forms.RECOGNISER,
    written.RECOGNISER,
    written_links.RECOGNISER,
    frames.RECOGNISER,
    widgets.RECOGNISER,
    ajax.RECOGNISER,
    ajax.JOINED_RECOGNISER,
)


@cache
def recognisers() -> Mapping[str, Recogniser]:
    """Recognisers by name; one of another package cannot take a built-in one's name."""
    plugged = (entry.load() for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name))
    return {found.name: found for found in (*plugged, *BUILT_IN)}


def leads_of_part(leads: Iterable[Lead], fragment: str) -> Iterable[Lead]:
    """Of a page's leads to data those to the part that a fragment of its address names."""
    for lead in leads:
        recogniser = recognisers().get(lead.reader)
        address = recogniser.part(lead.url, fragment) if recogniser and recogniser.part else ""
        if address:
            yield replace(lead, url=address)


def find_list_leads(page: ListPage) -> Iterable[Lead]:
    """What the page's lists load besides the page itself."""
    for recogniser in recognisers().values():
        if not recogniser.marks or any(mark in page.marked for mark in recogniser.marks):
            yield from recogniser.find(page)
