"""PubDate against the visible publish date: only a difference between two days that are both stated is named."""

from __future__ import annotations

from datetime import date

import pytest

from core.snapshot import ArticleFacts, Page, PageFacts, PageKind, PageRow, RecordRef
from tests.checks.accessibility.judging import judge

URL = "http://www.yunling-demo.gov.cn/a/1.html"
SHOWN, OTHER = date(2026, 11, 20), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("tag", "shown", "source", "outcome"),
    [
        (SHOWN, SHOWN, "label", "passed"),
        (OTHER, SHOWN, "label", "failed"),
        (OTHER, SHOWN, "header", "failed"),
        (OTHER, OTHER, "meta", "inapplicable"),
        (OTHER, SHOWN, "created", "inapplicable"),
        (OTHER, None, "", "inapplicable"),
        (None, SHOWN, "label", "inapplicable"),
    ],
)
def test_outcomes(tag: date | None, shown: date | None, source: str, outcome: str) -> None:
    meta = {"pubdate": (f"{tag} 09:30",)} if tag else {}
    facts = PageFacts(meta=meta, publish_day=shown, publish_source=source, article=ArticleFacts(tag_day=tag))
    row = PageRow(URL, PageKind.ARTICLE, 2, 200, "text/html", "", facts, RecordRef("crawl.warc.gz", 7, "<urn:x>"))
    found = judge("identity.pubdate", Page(row, lambda: ""))
    assert found.outcome == outcome
    if outcome == "failed":
        assert "2026-09-01" in found.message
        assert "2026-11-20" in found.message
        assert found.evidence
