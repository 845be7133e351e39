"""The guides (办事指南) of a site, read by the adapters. Holds no check of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from checks.service.platforms import labelled_page
from checks.service.platforms.interface import Adapter, Guide
from core.county import ColumnCategory, column_at
from core.snapshot import Page, PageKind, Snapshot

GROUP = "xunjian.guides"
log = logging.getLogger(__name__)


def load_adapters(plugins: Iterable[EntryPoint] | None = None) -> tuple[Adapter, ...]:
    """Installed adapters first, by name, then the built-in one; a broken one is logged and costs only itself."""
    points = entry_points(group=GROUP) if plugins is None else plugins
    found = []
    for point in sorted(points, key=lambda item: item.name):
        try:
            adapter = point.load()
        except Exception as error:
            log.warning("guide adapter %s (%s) not loaded: %s", point.name, point.value, error)
            continue
        if isinstance(adapter, Adapter):
            found.append(adapter)
        else:
            log.warning("guide adapter %s (%s) is no Adapter", point.name, point.value)
    return (*found, labelled_page.ADAPTER)


_adapters = cache(load_adapters)


def guides(snapshot: Snapshot) -> Iterator[Guide]:
    """Guides among the pages that may hold one, by address; the first adapter that reads a page decides."""
    for page in snapshot.pages():
        if _may_be_guide(page, snapshot):
            guide = next((guide for adapter in _adapters() if (guide := adapter.read(page)) is not None), None)
            if guide is not None:
                yield guide


def _may_be_guide(page: Page, snapshot: Snapshot) -> bool:
    """Parsing every page of a site for guides would double the time of judging."""
    if page.kind is PageKind.HOME:
        return False
    column = column_at(page.url, snapshot.columns)
    if column is not None:
        inside = column.category is ColumnCategory.SERVICES and page.url != column.url
        return inside or "指南" in page.facts.title
    return "指南" in page.facts.title or "须知" in page.facts.title or not page.url.startswith(snapshot.site.home)
