"""Pages for tests of single recognisers."""

from __future__ import annotations

from crawler.extract.leads import Lead
from crawler.extract.lists.interface import ListPage, Recogniser
from crawler.extract.regions import assign_regions
from crawler.extract.tree import build

URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/list.html"


def page_of(body: str, url: str = URL) -> ListPage:
    """A page as recognisers see it."""
    text = f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{body}</body></html>"
    tree = build(text)
    assign_regions(tree)
    return ListPage(tree, text, url, url)


def leads_of(recogniser: Recogniser, body: str, url: str = URL) -> list[Lead]:
    """What a recogniser finds in a page, whatever its marks."""
    return list(recogniser.find(page_of(body, url)))


def urls_of(recogniser: Recogniser, body: str, url: str = URL) -> list[str]:
    """The addresses of it, each once."""
    return list(dict.fromkeys(lead.url for lead in leads_of(recogniser, body, url)))
