"""Records example pages as a crawl would, for checks that look at whole snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.snapshot import PageKind
from crawler.extract import extract
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

PAGES = Path(__file__).with_name("pages")
ARTICLE = HOME + "zwgk/1.html"
CLEAN = "<title>云岭县人民政府</title><p>欢迎访问云岭县人民政府网站。</p>"


def recorded(folder: Path, pages: dict[str, str], **options: Any) -> SnapshotBuilder:
    """A snapshot of pages by address, read by the real extraction; a clean home page is added when there is none."""
    builder = SnapshotBuilder(folder, **options)
    for url, html in {HOME: CLEAN, **pages}.items():
        facts = extract(html.encode(), "text/html; charset=utf-8", url, TAKEN_AT.date()).facts
        builder.page(url, html, kind=PageKind.HOME if url == HOME else PageKind.OTHER, facts=facts)
    return builder


def examples(folder: str, check: str) -> list[Path]:
    """Example pages of one check."""
    return sorted((PAGES / folder).glob(f"{check}-*.html"))
