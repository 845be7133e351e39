"""Whole pages in many made shapes: publish day, title, source and day of signing as a reader would say them."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.extract import extract

SEEN = date(2026, 11, 23)
TEXT = "<p>各单位要提高认识，压实责任，于2027年1月31日前完成任务。</p><p>2019年5月1日印发的通知同时废止。</p>" * 3
PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("article_pages.toml").read_text("utf-8"))["page"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_an_article_is_read(page: dict[str, Any]) -> None:
    body = page["html"].replace("{text}", TEXT).encode(page.get("charset", "utf-8"))
    facts = extract(body, "text/html", "http://www.yunling-demo.gov.cn/zwgk/tzgg/1234.html", SEEN).facts
    assert facts.publish_day == page.get("day")
    assert _bare(facts.article.title) == _bare(page["title"])
    if "source" in page:
        assert facts.article.source == page["source"]
    if "signed" in page:
        assert facts.article.signed_day == page["signed"]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
