"""A document is named only when its own page calls it valid and repealed at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outcome import Observation
from core.snapshot import ArticleFacts, Page, PageFacts, PageKind, PageRow, RecordRef
from tests.checks.accessibility.judging import judge

URL = "http://www.yunling-demo.gov.cn/zcwj/1.html"
#: 07:59 of 23 November in Beijing.
FETCHED, TODAY = "2026-11-22T23:59:00+00:00", date(2026, 11, 23)
TITLE = "云岭县秸秆禁烧管理办法"


def run(validity: str, day: date | None, title: str = TITLE) -> Observation:
    facts = PageFacts(article=ArticleFacts(title=title, validity=validity, repealed_day=day))
    row = PageRow(URL, PageKind.ARTICLE, 2, 200, "text/html", FETCHED, facts, RecordRef("crawl.warc.gz", 7, "<urn:x>"))
    return judge("policy.repealed", Page(row, lambda: ""))


@pytest.mark.parametrize(
    ("validity", "day", "title", "outcome"),
    [
        ("有效", TODAY - timedelta(days=1), TITLE, "failed"),
        ("现行有效", date(2020, 1, 1), TITLE, "failed"),
        ("有效", None, TITLE + "（已废止）", "failed"),
        ("有效", None, "[失效]" + TITLE, "failed"),
        ("有效", TODAY, TITLE, "passed"),
        ("有效", TODAY + timedelta(days=1), TITLE, "passed"),
        ("废止", date(2020, 1, 1), TITLE, "passed"),
        ("部分有效", date(2020, 1, 1), TITLE, "passed"),
        ("有效", None, TITLE, "inapplicable"),
        ("", date(2020, 1, 1), TITLE, "inapplicable"),
        ("有效", None, "云岭县人民政府关于废止部分规范性文件的决定", "inapplicable"),
        ("有效", None, "关于公布（已废止）文件目录的通知", "inapplicable"),
    ],
)
def test_outcomes(validity: str, day: date | None, title: str, outcome: str) -> None:
    found = run(validity, day, title)
    assert found.outcome == outcome
    if outcome == "failed":
        assert found.evidence[0].record_id
        assert validity in found.evidence[0].excerpt


@given(st.text(max_size=60), st.none() | st.dates(), st.text(max_size=60))
def test_any_facts_and_only_stated_contradictions(validity: str, day: date | None, title: str) -> None:
    found = run(validity, day, title)
    if found.outcome == "failed":
        assert validity in ("有效", "现行有效", "继续有效", "是")
