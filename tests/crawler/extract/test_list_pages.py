"""Whole list pages in many made layouts: newest entry and its day, next page, data, and no false emptiness."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from crawler.extract import Extracted, extract

SEEN = date(2026, 11, 23)
MADE: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("list_pages.toml").read_text("utf-8"))
#: Readers of what belongs to a page whatever it lists.
OTHERS = {"", "css", "feed", "sitemap", "webmanifest"}


def read(page: dict[str, Any]) -> Extracted:
    html = page["html"]
    if "<html" not in html.lower():
        html = f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{html}</body></html>"
    body = html.encode(page.get("charset", "utf-8"))
    return extract(body, page.get("content_type", "text/html"), page["url"], SEEN)


@pytest.mark.parametrize("page", MADE["list"], ids=lambda page: page["name"])
def test_a_list_is_read(page: dict[str, Any]) -> None:
    items = read(page).facts.items
    assert len(items) >= page.get("items", 0)
    if page.get("none"):
        assert not items
    elif "day" not in page:
        assert not any(item.day for item in items)
    else:
        newest = max((item.day for item in items if item.day and item.day <= SEEN + timedelta(days=1)), default=None)
        assert newest == page["day"]
        assert page["newest"] in {item.title for item in items if item.day == newest}
    assert "future" not in page or page["future"] in {item.day for item in items}


@pytest.mark.parametrize("page", MADE["pager"], ids=lambda page: page["name"])
def test_a_list_is_followed(page: dict[str, Any]) -> None:
    found = read(page)
    pages = {lead.url for lead in found.leads if not lead.reader}
    data = [unquote(lead.url) for lead in found.leads if lead.reader not in OTHERS]
    assert "next" not in page or page["next"] in pages
    assert "data" not in page or any(all(part in url for part in page["data"]) for url in data)
    assert not (page.get("alone") and pages)
    assert not page.get("fed") or found.facts.items or found.facts.scripted
