from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from core.errors import ReportError
from reports.data import SiteObservations
from reports.terminal import print_summary
from reports.writing import write_atomically, write_documents, write_observation_file
from tests.reports.factory import PORTAL, checks, inspection, observation


def test_all_documents_are_written(tmp_path: Path) -> None:
    parts = (
        SiteObservations(site.snapshot, site.site, iter([observation()] if site.site is PORTAL else []))
        for site in inspection().sites
    )
    write_observation_file(checks(), parts, tmp_path / "new")
    write_documents(inspection(), tmp_path / "new")
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["earl.jsonld", "findings.json", "observations.json", "report.html", "通报.docx", "问题清单.xlsx"]
    sites = json.loads((tmp_path / "new" / "observations.json").read_text())["sites"]
    assert [len(site["observations"]) for site in sites] == [1, 0, 0]


def test_a_failed_write_leaves_the_old_document(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")

    def fail(stream: io.BufferedIOBase) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(ReportError, match=r"report\.html"):
        write_atomically(path, fail)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(ReportError, match="taken"):
        write_documents(inspection(), tmp_path / "taken")


def test_terminal_tells_the_verdicts() -> None:
    console = Console(file=io.StringIO(), width=140)
    print_summary(inspection(), console, lambda label: label)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "✗ not qualified" in shown
    assert "站内错链断链 × 7" in shown
    assert "Crawl incomplete" in shown
