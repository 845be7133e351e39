"""A registered column's list page as the crawl saw it. Holds no check of its own."""

from __future__ import annotations

from dataclasses import dataclass

from core.county import Column
from core.outcome import Evidence
from core.snapshot import Page, PageKind, Resource, Snapshot


@dataclass(frozen=True, slots=True)
class Listing:
    """The list page, or why there is none (`why`, Chinese). `excerpt` goes into the evidence, with `data`."""

    page: Page | None
    why: str = ""
    excerpt: str = ""
    data: tuple[Evidence, ...] = ()

    def evidence(self) -> tuple[Evidence, ...]:
        """The page's record and those of its lists' data; nothing when the page was not recorded."""
        return (*self.page.evidence(self.excerpt), *self.data) if self.page else ()


def list_page(column: Column, snapshot: Snapshot) -> Listing:
    """Find the column's recorded page. One that ends at the home page is not the column's."""
    page = snapshot.page(column.url)
    if page is None:
        return Listing(None, f"本次没有采集到栏目页面{_status(snapshot.resource(column.url))}")
    if page.kind is PageKind.HOME and page.url != column.url:
        return Listing(None, "栏目地址跳转到了首页，请核对登记的地址")
    return Listing(page)


def _status(resource: Resource | None) -> str:
    return f"（HTTP {resource.status}）" if resource and resource.status else ""
