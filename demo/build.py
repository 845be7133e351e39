"""Builds the whole county into a folder: one folder per host, one file per address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from demo.pages import SiteBuilder
from demo.plan import SitePlan
from demo.seeds import Seeds, changed, sow


def build_county(plans: tuple[SitePlan, ...], seeds: Seeds, today: date, port: int) -> dict[str, SiteBuilder]:
    """Render every site and sow the seeds; returns site id → builder with its files."""
    builders = {}
    for plan in plans:
        builder = SiteBuilder(changed(plan, seeds), today, port)
        builder.build()
        sow(builder, seeds)
        builders[plan.id] = builder
    return builders


def write_county(builders: dict[str, SiteBuilder], folder: Path) -> None:
    """Write all files below `folder`/host. The web server serves these, so an edited file is a changed site."""
    for builder in builders.values():
        write_files(builder.files, folder / builder.plan.host)


def write_files(files: Mapping[str, bytes], root: Path) -> None:
    """Write one host's files, by address, below `root`."""
    for path, body in files.items():
        target = file_of(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)


def file_of(root: Path, path: str) -> Path:
    """The file that holds an address; a folder's page is its index.html."""
    return root / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
