"""When what a browser showed is the page that was asked for, and which pages need one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.snapshot import PageFacts, PageKind, PageRow, RecordRef
from crawler.render import Rendered, Seen
from crawler.spider.browsing import unusable
from crawler.spider.window import refusal

HOME = "http://www.yunling-demo.gov.cn/"
LIST = f"{HOME}tzgg/"
GOOD = Rendered(LIST, LIST, 200, "<p>通知</p>", text_length=900, settled=True)


def row(url: str = LIST, kind: PageKind = PageKind.COLUMN) -> PageRow:
    return PageRow(url, kind, 1, 200, "text/html", "", PageFacts(), RecordRef("crawl.warc.gz", 0, "<urn:x>"))


@pytest.mark.parametrize(
    ("final", "why"),
    [
        (LIST, ""),
        (f"{LIST}#page=2", ""),
        (f"{HOME}tzgg", ""),
        (f"{LIST}?page=2", ""),
        (HOME, "moved"),
        ("https://other-demo.gov.cn/tzgg/", "moved"),
        ("about:blank", "moved"),
        ("chrome-error://chromewebdata/", "moved"),
    ],
)
def test_what_was_shown_must_be_the_page(final: str, why: str) -> None:
    assert unusable(row(), replace(GOOD, final_url=final)).partition(":")[0] == why


def test_a_home_page_that_sends_visitors_on_is_what_they_see() -> None:
    assert not unusable(row(HOME, PageKind.HOME), replace(GOOD, final_url=f"{HOME}index/"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"status": 404}, "HTTP 404"),
        ({"status": 0}, "no document"),
        ({"failure": "time: too long"}, "time: too long"),
        ({"html": "<script>var x='__jsl_clearance'</script>", "text_length": 0}, "anti-bot page"),
        # Some gateways leave their marks in the good pages behind them.
        ({"html": "<script>var x='__jsl_clearance'</script>"}, ""),
    ],
)
def test_refusals(changes: dict[str, object], why: str) -> None:
    assert refusal(replace(GOOD, **changes)) == why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seen", "whole"),
    [
        (Seen(f"{HOME}api", "fetch", 200), True),
        (Seen(f"{HOME}api", "xhr", 0), False),
        (Seen("https://data-demo.gov.cn/api", "fetch", 500), False),
        (Seen(f"{HOME}list.js", "script", 404), False),
        (Seen("https://counter-demo.org/c.js", "script", 0), True),
        (Seen(f"{HOME}logo.png", "image", 404), True),
    ],
)
def test_what_lacks_data_is_not_whole(seen: Seen, whole: bool) -> None:
    assert replace(GOOD, requests=(seen,)).whole is whole
    assert not replace(GOOD, requests=(seen,), settled=False).whole
