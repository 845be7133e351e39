"""Renders report.html: the template, its style and its script joined into one file under a strict CSP."""

from __future__ import annotations

from typing import BinaryIO

from reports import wording
from reports.html.accessibility import page_names
from reports.html.environment import Pictures, digest, environment, source
from reports.model import Inspection
from reports.tally import tally


def write_html(inspection: Inspection, stream: BinaryIO) -> None:
    """Write the page. Everything from the inspection is escaped; only http(s) addresses become links."""
    style, script = source("report.css"), source("report.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = environment().get_template("report.html.j2")
    parts = page.generate(
        inspection=inspection,
        counted=tally(inspection),
        websites=inspection.of_websites,
        subject="政府网站" if inspection.of_websites else "政务新媒体",
        demands=wording.demands(inspection.checks),
        titles={item.id: item.title for item in inspection.checks},
        policy=policy,
        embedded=Pictures().embedded,
        style=style,
        script=script,
        accessibility_pages=page_names(inspection),
    )
    for part in parts:
        stream.write(part.encode("utf-8", "replace"))
