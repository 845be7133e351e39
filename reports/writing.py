"""Writes all documents of an inspection into one folder, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from core.errors import ReportError
from reports.data import SiteObservations, write_earl, write_findings, write_observation_sets
from reports.html import FOLDER, page_names, write_accessibility_page, write_html
from reports.model import CheckHelp, Inspection
from reports.notice import write_notice
from reports.problem_list import write_problem_list

#: The observations' file; it is written first, site by site, while the inspection runs.
OBSERVATIONS = "observations.json"


@dataclass(frozen=True, slots=True)
class Documents:
    """Where the documents were written."""

    notice: Path
    problem_list: Path
    report: Path
    findings: Path
    earl: Path
    observations: Path
    accessibility: tuple[Path, ...] = ()


def write_observation_file(checks: Iterable[CheckHelp], sets: Iterable[SiteObservations], folder: Path) -> Path:
    """Write observations.json into `folder` as the sets come. Raises ReportError naming the path."""
    path = folder / OBSERVATIONS
    write_atomically(path, lambda stream: write_observation_sets(stream, checks, sets))
    return path


def write_documents(inspection: Inspection, folder: Path) -> Documents:
    """Write every other document into `folder` (made when missing).

    A document appears under its name only when it is complete. Raises ReportError naming the path.
    """
    pages = [
        (folder / FOLDER / name, site) for name, site in zip(page_names(inspection), inspection.sites, strict=True)
    ]
    pages = [(path, site) for path, site in pages if site.accessibility]
    paths = Documents(
        folder / "通报.docx",
        folder / "问题清单.xlsx",
        folder / "report.html",
        folder / "findings.json",
        folder / "earl.jsonld",
        folder / OBSERVATIONS,
        tuple(path for path, _ in pages),
    )
    write_atomically(paths.notice, lambda stream: write_notice(inspection, stream))
    write_atomically(paths.problem_list, lambda stream: write_problem_list(inspection, stream))
    write_atomically(paths.report, lambda stream: write_html(inspection, stream))
    write_atomically(paths.findings, lambda stream: write_findings(inspection, stream))
    write_atomically(paths.earl, lambda stream: write_earl(inspection, stream))
    for path, site in pages:
        write_atomically(path, partial(write_accessibility_page, inspection, site))
    return paths


def write_atomically(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file beside its place and rename it there. Raises ReportError when the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o644)  # mkstemp makes it private; the office shares its folder
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(f"无法写入 {path}（{error.strerror or error}）。请检查目录权限和磁盘空间。") from error
