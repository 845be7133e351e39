"""A registered column's list page as the crawl saw it. Holds no check of its own."""

from __future__ import annotations

from dataclasses import dataclass

from core.county import Column
from core.outcome import Evidence
from core.snapshot import Page, PageKind, Resource, Snapshot, Verdict


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


#: Why a column that only offers files is not judged (Chinese).
FILES = "内容可能在 PDF、Word 等文件中，文件里的列表不作读取"


def list_page(column: Column, snapshot: Snapshot) -> Listing:
    """Find the column's recorded page. One that ends at the home page is not the column's."""
    page = snapshot.page(column.url)
    if page is None:
        return Listing(None, _why_missing(snapshot.resource(column.url)))
    if page.kind is PageKind.HOME and page.url != column.url:
        return Listing(None, "栏目地址跳转到了首页，请核对登记的地址")
    return Listing(page)


def _why_missing(resource: Resource | None) -> str:
    if resource and resource.verdict is Verdict.OK and resource.content_type and "html" not in resource.content_type:
        return f"栏目地址是文件（{resource.content_type.partition(';')[0]}），不是网页，文件里的列表不作读取"
    status = f"（HTTP {resource.status}）" if resource and resource.status else ""
    return f"本次没有采集到栏目页面{status}"
