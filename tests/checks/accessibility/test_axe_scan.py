"""How far the scan came is told; a scan that failed accuses nobody and clears nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checks.accessibility.test_axe import contrast, node, view
from tests.support.judging import judge, judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

PAGE = "<html lang=zh><title>云岭县</title><main><p id=pale class=hint>浅色的字</p></main>"
OTHER = f"{HOME}a.html"


def scanned(folder: Path, *scans: tuple[str, dict[str, Any]]) -> SnapshotBuilder:
    builder = SnapshotBuilder(folder).page(HOME, PAGE).page(OTHER, PAGE)
    for url, more in scans:
        builder.scan(url, **{"views": [view(passes=[contrast()])], **more})
    return builder


def test_all_pages_scanned_is_told(tmp_path: Path) -> None:
    found = judge_one("a11y.axe_scan", scanned(tmp_path, (HOME, {}), (OTHER, {})))
    assert (found.outcome, "2 个" in found.message) == ("passed", True)
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"failure": "time: the page did not come to an end"}, "长时间没有结束"),
        ({"failure": "HTTP 502", "status": 502}, "返回 502"),
        ({"missed": ["label"]}, "没有找出已知错误（label）"),
    ],
)
def test_what_could_not_be_scanned_is_named(tmp_path: Path, more: dict[str, Any], words: str) -> None:
    found = judge_one("a11y.axe_scan", scanned(tmp_path, (HOME, {}), (OTHER, more)))
    assert found.outcome == "cantTell"
    assert words in found.message
    assert OTHER in found.message


@pytest.mark.parametrize("more", [{"failure": "crash: …"}, {"missed": ["color-contrast"]}], ids=["failed", "canary"])
def test_a_failed_scan_clears_nothing_and_a_good_one_does(tmp_path: Path, more: dict[str, Any]) -> None:
    accused = scanned(tmp_path / "1", (HOME, {"views": [view(violations=[contrast(node())])]}))
    (fault,) = [found for found in judge("a11y.axe", accused) if found.outcome == "failed"]
    watch: dict[str, Any] = {"kind": "site", "identity": fault.identity, "pages": (HOME,), "seen_on": 1}
    failed = judge("a11y.axe", scanned(tmp_path / "2", (HOME, more)).watch("a11y.axe", HOME, **watch))
    assert [found.outcome for found in failed] == ["untested"]
    mended = judge("a11y.axe", scanned(tmp_path / "3", (HOME, {})).watch("a11y.axe", HOME, **watch))
    assert fault.fingerprint in {found.fingerprint for found in mended if found.outcome == "passed"}


def test_a_fault_in_a_template_is_one_finding_with_its_pages(tmp_path: Path) -> None:
    views = {"views": [view(violations=[contrast(node())])]}
    found = judge("a11y.axe", scanned(tmp_path, (HOME, views), (OTHER, views)))
    assert [(one.outcome, one.source_count) for one in found] == [("failed", 2)]
    assert found[0].identity[1] == "color-contrast"
