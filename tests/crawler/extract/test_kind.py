"""Home, column, article or other."""

from dataclasses import replace
from datetime import date

import pytest

from core.county import Column, Site
from core.snapshot.facts import ArticleFacts, ListItem, PageFacts
from core.snapshot.page_row import PageKind
from crawler.extract import classify

HOME = "http://www.yunling-demo.gov.cn/"
SITE = Site("k", "云岭", HOME)
COLUMNS = (Column("k", "通知公告", f"{HOME}tzgg/index.html"),)
DATED = tuple(ListItem(f"{HOME}{n}", "标题", date(2026, 11, n)) for n in (1, 2, 3))
SIGNED = PageFacts(title="标题", text_length=500, article=ArticleFacts(signed_day=date(2026, 11, 1)))
ARTICLE = PageFacts(title="标题", publish_day=date(2026, 11, 1), text_length=500)


@pytest.mark.parametrize(
    ("url", "facts", "depth", "kind"),
    [
        (f"{HOME}x", PageFacts(), 0, PageKind.HOME),
        ("https://www.yunling-demo.gov.cn/index.html", PageFacts(), 1, PageKind.HOME),
        (f"{HOME}tzgg/", ARTICLE, 1, PageKind.COLUMN),
        (f"{HOME}a", PageFacts(meta={"columnname": ("要闻",)}), 1, PageKind.COLUMN),
        (f"{HOME}a", PageFacts(meta={"columnname": ("要闻",), "articletitle": ("甲",)}), 2, PageKind.ARTICLE),
        (f"{HOME}a", ARTICLE, 2, PageKind.ARTICLE),
        (f"{HOME}a", SIGNED, 2, PageKind.ARTICLE),
        (f"{HOME}a", replace(SIGNED, meta={"columnname": ("要闻",)}), 2, PageKind.ARTICLE),
        (f"{HOME}a", replace(SIGNED, items=DATED), 2, PageKind.COLUMN),
        (f"{HOME}a", PageFacts(items=DATED), 1, PageKind.COLUMN),
        (f"{HOME}a", PageFacts(items=DATED[:2]), 1, PageKind.OTHER),
    ],
)
def test_kinds(url: str, facts: PageFacts, depth: int, kind: PageKind) -> None:
    assert classify(url, facts, SITE, COLUMNS, depth) is kind
