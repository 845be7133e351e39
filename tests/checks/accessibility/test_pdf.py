"""Sampled PDF attachments: one way of making them is one finding; what could not be read is never accused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.outcome import Observation
from core.snapshot import Verdict
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

GOOD = {
    "failure": "",
    "encrypted": False,
    "pages": 3,
    "tagged": True,
    "title": "通知",
    "lang": "zh-CN",
    "scanned": False,
}
CHECKS = ("a11y.pdf_tagged", "a11y.pdf_title", "a11y.pdf_lang", "a11y.pdf_scanned")


def site(folder: Path, **files: dict[str, Any]) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder)
    for name, data in files.items():
        kept = builder.exhibit(f"{HOME}{name}.pdf", b"%PDF-", "application/pdf")
        record = [kept.file, kept.offset, kept.record_id]
        builder.probe("pdf", f"{HOME}{name}.pdf", {**data, "record": record})
    return builder


def outcome(check: str, builder: SnapshotBuilder) -> str:
    return judge_one(check, builder).outcome.value


@pytest.mark.parametrize(
    ("check", "change", "expected"),
    [
        ("a11y.pdf_tagged", {"tagged": False}, "failed"),
        ("a11y.pdf_tagged", {"tagged": False, "scanned": True}, "inapplicable"),
        ("a11y.pdf_title", {"title": ""}, "failed"),
        ("a11y.pdf_lang", {"lang": ""}, "failed"),
        ("a11y.pdf_lang", {"lang": "", "scanned": True}, "inapplicable"),
        ("a11y.pdf_scanned", {"scanned": True}, "failed"),
        ("a11y.pdf_scanned", {}, "passed"),
        ("a11y.pdf_tagged", {}, "passed"),
        ("a11y.pdf_tagged", {"failure": "PdfReadError"}, "cantTell"),
        ("a11y.pdf_title", {"encrypted": True}, "cantTell"),
    ],
)
def test_one_file(tmp_path: Path, check: str, change: dict[str, Any], expected: str) -> None:
    assert outcome(check, site(tmp_path, a={**GOOD, **change})) == expected


@pytest.mark.parametrize("check", CHECKS)
def test_no_files(tmp_path: Path, check: str) -> None:
    assert outcome(check, site(tmp_path)) == "inapplicable"


def test_files_made_alike_are_one_finding_with_their_addresses(tmp_path: Path) -> None:
    bad = {**GOOD, "tagged": False}
    found: Observation = judge_one("a11y.pdf_tagged", site(tmp_path, a=bad, b=GOOD, c=bad, d={"encrypted": True}))
    assert [source.page for source in found.sources] == [f"{HOME}a.pdf", f"{HOME}c.pdf"]
    assert "抽查 3 个 PDF 附件，有 2 个" in found.message
    assert "另有 1 个加密或者损坏" in found.message
    assert (found.identity, found.source_count) == ((), 2)


def watched(folder: Path) -> SnapshotBuilder:
    pages = [f"{HOME}a.pdf", f"{HOME}b.pdf"]
    return site(folder, a=GOOD).watch("a11y.pdf_tagged", HOME, kind="site", pages=pages, seen_on=2)


def test_passes_only_when_every_file_that_was_wrong_was_read_again(tmp_path: Path) -> None:
    assert outcome("a11y.pdf_tagged", watched(tmp_path / "1")) == "cantTell"
    gone = watched(tmp_path / "2").resource(f"{HOME}b.pdf", Verdict.DEAD, status=404)
    assert outcome("a11y.pdf_tagged", gone) == "passed"
