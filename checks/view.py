"""A snapshot with only the declared needs visible."""

from __future__ import annotations

from typing import Any

from core.errors import UndeclaredNeed
from core.snapshot import Page, RenderedPage, Snapshot

#: Which need opens which attribute of a Snapshot. Attributes not listed are open to all.
_GATES = {
    "pages": "pages",
    "page": "pages",
    "home": "pages",
    "history": "pages",
    "links": "links",
    "place_links": "links",
    "has_link_to": "links",
    "has_foreign_answer": "links",
    "linked_as": "links",
    "resource": "links",
    "received": "links",
    "recorded": "probes",
    "header_fields": "pages",
    "columns": "columns",
    "probes": "probes",
    "accounts": "accounts",
    "taking": "posts",
    "posts": "posts",
    "rendered": "pages",
    "shot": "shots",
    "scans": "scans",
}
_PAGE_GATES = {"dom": "dom", "soup": "dom", "html": "dom", "script": "dom", "scan": "scans", "measured": "walk"}


class SnapshotView:
    """Stands in for a Snapshot towards one check; raises UndeclaredNeed for what it did not declare."""

    def __init__(self, snapshot: Snapshot, check_id: str, needs: frozenset[str]) -> None:
        self._snapshot, self._check_id, self._needs = snapshot, check_id, needs

    def __getattr__(self, name: str) -> Any:
        _demand(_GATES.get(name), name, self._check_id, self._needs)
        value = getattr(self._snapshot, name)
        if name == "home":
            return self._veil(value)
        if name == "page":
            return lambda url: self._veil(value(url))
        if name == "pages":
            return lambda kind=None: map(self._veil, value(kind))
        return value

    def _veil(self, page: Page | None) -> Any:
        return None if page is None else PageView(page, self._check_id, self._needs)


class PageView:
    """Stands in for a Page, or for what a browser made of it, towards one check."""

    def __init__(self, page: Page | RenderedPage, check_id: str, needs: frozenset[str]) -> None:
        self._page, self._check_id, self._needs = page, check_id, needs

    def __getattr__(self, name: str) -> Any:
        _demand(_PAGE_GATES.get(name), name, self._check_id, self._needs)
        value = getattr(self._page, name)
        if name == "rendered" and value is not None:
            return PageView(value, self._check_id, self._needs)
        return value


def _demand(need: str | None, name: str, check_id: str, needs: frozenset[str]) -> None:
    if need is not None and need not in needs:
        raise UndeclaredNeed(f"check {check_id!r} read snapshot.{name} without declaring the need {need!r}")
