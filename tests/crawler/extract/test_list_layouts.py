"""Every entry of every layout, with its address, title and day, in frames of several kinds."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

import pytest

from crawler.extract import extract
from tests.crawler.extract.list_layouts import FRAMES, LAYOUTS, ROWS

SEEN = date(2026, 11, 23)
URL = "http://www.yunling-demo.gov.cn/zwgk/tzgg/"
EXPECTED = {(urljoin(URL, row.href), row.title, row.day) for row in ROWS}


def found(body: str, encoding: str = "utf-8") -> set[tuple[str, str, date | None]]:
    page = f"<html><head><title>通知公告</title></head>{body}</html>"
    items = extract(page.encode(encoding), "text/html", URL, SEEN).facts.items
    return {(item.url, item.title, item.day) for item in items}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_entries(layout: str, frame: str) -> None:
    assert found(FRAMES[frame].replace("{}", LAYOUTS[layout](ROWS))) == EXPECTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_undeclared_gbk(layout: str) -> None:
    assert found(FRAMES["classes"].replace("{}", LAYOUTS[layout](ROWS)), "gb18030") == EXPECTED
