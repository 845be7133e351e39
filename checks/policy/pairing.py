"""Which interpretation explains which document of the site's own. Holds no check of its own.

By the name in the interpretation's title, by the document's number in it, or by a link that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from checks.freshness.newest import may_exist
from checks.policy.naming import EXPLAINS, document_names, is_own, mentions, number_of, quoted_name
from checks.reach import left_out
from core.county import Column, ColumnCategory, column_at
from core.snapshot import Page, PageKind, Snapshot

#: Most links of a page that are looked at, and most labelled ones that are still said of this page alone.
_MAX_LINKS, _FEW = 3000, 3
#: Most characters of a label before a link, and most empty nodes between the two.
_AROUND, _NEAR = 20, 3
_LABEL = re.compile(r"解读|图解|读懂|原文|相关文件|政策文件|文件全文|相关政策")


@dataclass(frozen=True, slots=True)
class Pair:
    """A document of the site's own and the interpretations that explain it, by address."""

    document: Page
    interpretations: tuple[Page, ...]


@dataclass
class Library:
    """The site's own documents and all interpretations, by address; `columns` says where each stands."""

    snapshot: Snapshot
    documents: list[Page] = field(default_factory=list)
    interpretations: list[Page] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, Page]:
        """Every page of the library by its address for comparison."""
        return {same_place(page.url): page for page in (*self.documents, *self.interpretations)}

    @cached_property
    def doubt(self) -> str:
        """Why an interpretation may stand where this crawl did not look; empty when it looked everywhere."""
        if left_out(self.snapshot):
            return "采集不完整，可能有没有采集到的解读"
        for column in self.snapshot.columns:
            if column.category is not ColumnCategory.INTERPRETATION:
                continue
            page = self.snapshot.page(column.url)
            if page is None or (page.facts.scripted and not self.snapshot.listed(page.url)):
                return f"解读栏目“{column.name}”没有采集到或列表由脚本加载"
            unread = (item for item in self.snapshot.listed(page.url) if self.snapshot.page(item.url) is None)
            if any(may_exist(item.url, self.snapshot) for item in unread):
                return f"解读栏目“{column.name}”有稿件没有采集到"
        return ""


def read_library(snapshot: Snapshot) -> Library:
    """Sort the site's articles into documents and interpretations, by the columns that hold or list them."""
    found, listed = Library(snapshot), _listed(snapshot)
    for page in snapshot.pages(PageKind.ARTICLE):
        column = listed.get(page.url) or column_at(page.url, snapshot.columns)
        if column is None:
            continue
        found.columns[page.url] = column
        explains = bool(EXPLAINS.search(page.facts.article.title))
        if column.category is ColumnCategory.INTERPRETATION or (
            column.category is ColumnCategory.POLICIES and explains
        ):
            found.interpretations.append(page)
        elif column.category is ColumnCategory.POLICIES and is_own(page, column, snapshot.site):
            found.documents.append(page)
    return found


def pairs(library: Library) -> Iterator[Pair]:
    """Every document that is plainly explained, by address."""
    named, numbered = _by_name(library.documents), _by_number(library.documents)
    explained: dict[str, list[Page]] = {}
    for page in library.interpretations:
        document = named.get(quoted_name(page.facts.article.title)) or _numbered(page, numbered)
        document = document or _linked_document(page, library)
        if document is not None:
            explained.setdefault(document.url, []).append(page)
    for document in library.documents:
        found = {page.url: page for page in (*explained.get(document.url, ()), *_linked(document, library, explained))}
        if found:
            yield Pair(document, tuple(found[url] for url in sorted(found)))


def links_of(page: Page) -> Iterator[tuple[str, str]]:
    """Absolute targets of a page's links, and what stands with each: its text, else the words right before it."""
    for link in page.dom.css("a[href]")[:_MAX_LINKS]:
        text = link.text().strip()
        words = text if _LABEL.search(text) else _before(link) or text
        yield absolute(page.url, (link.attributes.get("href") or "").strip()), words


def _before(link: LexborNode) -> str:
    """“政策解读：” before a link, in its line or in the cell before its own; only what stands there itself is read.

    Whole blocks are not: thousands of links in one of them would read it thousands of times.
    """
    for node in (link, link.parent):
        before = node.prev if node is not None else None
        for _step in range(_NEAR):
            words = before.text(deep=False).strip() if before is not None else ""
            if words:
                return words if _LABEL.search(words) and len(words) <= _AROUND else ""
            before = before.prev if before is not None else None
    return ""


def absolute(base: str, target: str) -> str:
    """`target` as an address without fragment; as it stands when it is none."""
    try:
        return urldefrag(urljoin(base, target)).url
    except ValueError:
        return target


def same_place(url: str) -> str:
    """An address for comparison: http and https, and an ending slash, make no difference."""
    try:
        parts = urlsplit(url)
        return f"{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"
    except ValueError:
        return url


def _listed(snapshot: Snapshot) -> dict[str, Column]:
    """Address → the policy or interpretation column that lists it: many systems keep all articles in one folder."""
    wanted = (ColumnCategory.POLICIES, ColumnCategory.INTERPRETATION)
    found: dict[str, Column] = {}
    for column in snapshot.columns:
        page = snapshot.page(column.url) if column.category in wanted else None
        for item in snapshot.listed(page.url) if page else ():
            found.setdefault(item.url, column)
    return found


def _by_name(documents: list[Page]) -> dict[str, Page]:
    # A title that is issued anew every year says nothing of which year is explained.
    return _unique((name, page) for page in documents for name in document_names(page.facts.article.title))


def _by_number(documents: list[Page]) -> dict[str, Page]:
    numbers = ((number_of(page.facts.article.document_number), page) for page in documents)
    return _unique((number, page) for number, page in numbers if number)


def _unique(pairs: Iterator[tuple[str, Page]]) -> dict[str, Page]:
    found: dict[str, list[Page]] = {}
    for key, page in pairs:
        found.setdefault(key, []).append(page)
    return {key: pages[0] for key, pages in found.items() if len(pages) == 1}


def _numbered(page: Page, documents: dict[str, Page]) -> Page | None:
    """The one own document whose number the interpretation's title or document number gives."""
    article = page.facts.article
    found = [document for number, document in documents.items() if mentions(article.title, number)]
    return found[0] if len(found) == 1 else documents.get(number_of(article.document_number))


def _linked_document(page: Page, library: Library) -> Page | None:
    """The one own document that a labelled link of the interpretation leads to."""
    labelled = (library.places.get(same_place(url)) for url, text in links_of(page) if _LABEL.search(text))
    found = {page.url: page for page in labelled if page is not None and page in library.documents}
    return next(iter(found.values())) if len(found) == 1 else None


def _linked(document: Page, library: Library, explained: dict[str, list[Page]]) -> list[Page]:
    """Interpretations that labelled links of the document lead to, when they are few and explain nothing else."""
    taken = {page.url for url, pages in explained.items() if url != document.url for page in pages}
    labelled = (library.places.get(same_place(url)) for url, text in links_of(document) if _LABEL.search(text))
    found = {page.url: page for page in labelled if page is not None and page in library.interpretations}
    return [page for page in found.values() if page.url not in taken] if len(found) <= _FEW else []
