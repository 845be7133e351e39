"""Example sites: folders of html that stand beside a test, read by the real extraction into a sealed snapshot.

A file's path is its address, `index.html` its folder's. Folders of FOLDERS are registered columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.county import Column, ColumnCategory
from core.outcome import Source
from core.snapshot import Role, Verdict
from crawler.extract import classify, extract, is_internal
from tests.support.snapshots import HOME, SITE, TAKEN_AT, SnapshotBuilder

FOLDERS = {
    "zcwj": ("政策文件", ColumnCategory.POLICIES),
    "gfxwj": ("规范性文件", ColumnCategory.POLICIES),
    "zcjd": ("政策解读", ColumnCategory.INTERPRETATION),
    "tzgg": ("通知公告", ColumnCategory.NOTICES),
}


def read_example(folder: Path) -> dict[str, str]:
    """The pages of an example by path."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


def record_example(folder: Path, pages: Mapping[str, str], **changes: Any) -> SnapshotBuilder:
    """Record the pages as a crawl would; attachments that they link to are there, unless `verdicts` says otherwise."""
    verdicts: Mapping[str, Verdict] = changes.pop("verdicts", {})
    columns = changes.pop("columns", _columns(pages))
    builder = SnapshotBuilder(folder, columns=columns, **changes)
    places: dict[tuple[str, Role, str], list[Source]] = {}
    for path, html in pages.items():
        url = _address(path)
        found = extract(html.encode(), "text/html; charset=utf-8", url, TAKEN_AT.date())
        kind = classify(url, found.facts, SITE, tuple(columns), url.count("/") - 2)
        builder.page(url, html, kind=kind, facts=found.facts, depth=path.count("/"))
        for link in found.links:
            place = Source(url, link.text, link.element, link.position, link.region)
            places.setdefault((link.url, link.role, link.element), []).append(place)
    known = {_address(path) for path in pages}
    for (target, role, element), samples in sorted(places.items()):
        builder.link(target, role, element, samples)
    for target in sorted({target for target, _role, _element in places} - known):
        if is_internal(target, SITE):
            builder.resource(target, verdicts.get(target, Verdict.OK))
    return builder


def _address(path: str) -> str:
    return HOME + path.removesuffix("index.html")


def _columns(pages: Mapping[str, str]) -> Sequence[Column]:
    return [
        Column("yunling", name, f"{HOME}{folder}/", category)
        for folder, (name, category) in FOLDERS.items()
        if f"{folder}/index.html" in pages
    ]
