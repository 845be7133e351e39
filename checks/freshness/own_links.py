"""Links of a list page that other columns do not show: what it holds besides navigation. Holds no check."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from checks.freshness.main_text import MainText, main_text
from core.snapshot import Page, PageKind, Snapshot

#: Other columns' pages looked at. Navigation stands on at least half of them, whatever a page holds besides.
_OTHERS = 6


def own_links(text: MainText, page: Page, snapshot: Snapshot) -> tuple[str, ...]:
    """The texts of the links of a page's main part, each once, but for those that other columns' pages repeat.

    `text` is the page's. Menus often bear no name that tells them from content; that they stand everywhere does. With
    no other column to compare with, every link may be the column's own.
    """
    names = dict.fromkeys(text.names)
    if not names:
        return ()
    shown: Counter[str] = Counter()
    others = _other_pages(page, snapshot)
    for other in others:
        shown.update(set(main_text(other.dom).names))
    return tuple(name for name in names if not shown[name] or shown[name] * 2 < len(others))


def _other_pages(page: Page, snapshot: Snapshot) -> list[Page]:
    columns = (column.url for column in snapshot.columns)
    pages = (found for url in dict.fromkeys(columns) if (found := snapshot.page(url)) is not None)
    others = {other.url: other for other in pages if other.url != page.url and other.kind is not PageKind.HOME}
    return list(islice(others.values(), _OTHERS))
