"""Runs one page check on a piece of html, as the runner does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from checks import Registry, load_registry
from checks.runner import run_page_checks
from core.outcome import Observation
from core.snapshot import Page, PageFacts, PageKind, PageRow, RecordRef, Scan

URL = "https://www.yunling-demo.gov.cn/zwgk/1.html"
PAGES = Path(__file__).parents[1] / "pages"


@cache
def registry() -> Registry:
    return load_registry([])


def page_of(
    html: str,
    *,
    url: str = URL,
    kind: PageKind = PageKind.OTHER,
    truncated: bool = False,
    content_type: str = "text/html",
    scripts: Mapping[str, str] | None = None,
    sheets: Mapping[str, str] | None = None,
    scan: Scan | None = None,
) -> Page:
    meta: dict[str, tuple[str, ...]] = {}
    tree = LexborHTMLParser(html)
    for node in tree.css("meta[name]"):
        name = (node.attributes["name"] or "").lower()
        meta[name] = (*meta.get(name, ()), node.attributes.get("content") or "")
    length = len("".join((tree.body.text() if tree.body else "").split()))
    facts = PageFacts(meta=meta, truncated=truncated, text_length=length)
    row = PageRow(url, kind, 1, 200, content_type, "", facts, RecordRef("crawl.warc.gz", 7, "<urn:x>"))
    return Page(row, lambda: html, script=(scripts or {}).get, scan=lambda: scan, sheet=(sheets or {}).get)


def judge(check: str, page: Page | str) -> Observation:
    whole = page_of(page) if isinstance(page, str) else page
    (found,) = run_page_checks([registry().get(check)], whole, {check: {}})
    assert found.outcome.value != "untested", found.message
    return found


def examples(family: str, folder: str) -> list[Path]:
    return sorted((PAGES / family / folder).glob("*.html"))
