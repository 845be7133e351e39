"""Renders accessibility/<site>.html: one site's barriers, type by type, with pictures, selectors and remedies."""

from __future__ import annotations

import re
from typing import BinaryIO

from reports import wording
from reports.html.environment import Pictures, digest, environment, source
from reports.model import Inspection, SiteReport

#: Folder of these pages beside report.html.
FOLDER = "accessibility"
_LONGEST = 80


def page_names(inspection: Inspection) -> tuple[str, ...]:
    """File names of the sites' pages, in the sites' order; empty for a site of which nothing was observed."""
    names: list[str] = []
    for number, report in enumerate(inspection.sites, 1):
        key = re.sub(r"[^0-9A-Za-z._-]+", "_", report.site.key)[:_LONGEST].strip("._-")
        name = f"{key}.html" if key and f"{key}.html" not in names else f"site-{number}.html"
        names.append(name if report.accessibility else "")
    return tuple(names)


def write_accessibility_page(inspection: Inspection, report: SiteReport, stream: BinaryIO) -> None:
    """Write the page of one site of the inspection: one file that opens from disk, without network or script."""
    style = source("report.css") + source("accessibility.css")
    page = environment().get_template("accessibility.html.j2")
    parts = page.generate(
        inspection=inspection,
        report=report,
        number=inspection.sites.index(report) + 1,
        helps={item.id: item for item in inspection.checks},
        demands=wording.demands(inspection.checks),
        policy=(
            f"default-src 'none'; style-src 'sha256-{digest(style)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        embedded=Pictures().embedded,
        style=style,
    )
    for part in parts:
        stream.write(part.encode("utf-8", "replace"))
