"""What kind of page it is: home, column, article or other."""

from __future__ import annotations

from core.county import Column, Site
from core.snapshot.facts import PageFacts
from core.snapshot.page_row import PageKind

#: Fewest dated entries that make an unregistered page a column, and fewest characters of an article's page.
_LIST_ENTRIES = 3
_ARTICLE_TEXT = 80


def classify(url: str, facts: PageFacts, site: Site, columns: tuple[Column, ...], depth: int) -> PageKind:
    """Say what a page is, from its registration first, then its tags (国办发〔2017〕47号), then its looks."""
    if depth == 0 or _same(url, site.home):
        return PageKind.HOME
    if any(_same(url, column.url) for column in columns):
        return PageKind.COLUMN
    if facts.meta.get("articletitle") or facts.meta.get("pubdate"):
        return PageKind.ARTICLE
    dated = sum(item.day is not None for item in facts.items)
    told = facts.publish_day is not None or (facts.article.signed_day is not None and not facts.items)
    article = told and bool(facts.title) and facts.text_length >= _ARTICLE_TEXT
    if facts.meta.get("columnname"):
        # Article pages of many systems carry their column's tags too.
        return PageKind.ARTICLE if article and dated < _LIST_ENTRIES else PageKind.COLUMN
    if article:
        return PageKind.ARTICLE
    return PageKind.COLUMN if dated >= _LIST_ENTRIES else PageKind.OTHER


def _same(url: str, other: str) -> bool:
    return _bare(url) == _bare(other)


def _bare(url: str) -> str:
    """An address without scheme, fragment and the default document's name."""
    text = url.split("#", 1)[0].partition("://")[2]
    for name in ("index.html", "index.htm", "index.shtml"):
        text = text.removesuffix(f"/{name}") + "/" if text.endswith(f"/{name}") else text
    return text if "/" in text else text + "/"
