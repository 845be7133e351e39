"""Publish dates and titles of real pages as other programs read them, beside ours, in one run; prints no page text.

    PYTHONPATH=. .venv/bin/python docs/benchmarks/reading_peers.py FOLDER

FOLDER holds pages and facts.jsonl (see extract_accuracy.py). htmldate and trafilatura are installed into a
temporary folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extract_accuracy import SEEN_ON, bare, known_day
from peers import install_python
from written import machine, write_result

from crawler.extract import extract

OURS = "Xunjian"
#: Run in the peers' own environment: one line of JSON a page, as `Said`.
_READ = """
import json, sys
from pathlib import Path
from htmldate import find_date
from trafilatura.metadata import extract_metadata
for line in sys.stdin:
    body = Path(line.strip()).read_bytes()
    said = {}
    for name, read in (("htmldate", lambda: (find_date(body, original_date=True), None)),
                       ("trafilatura", lambda: (lambda m: (m.date, m.title))(extract_metadata(body)))):
        try:
            said[name] = read()
        except Exception:
            said[name] = (None, None)
    print(json.dumps(said), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program says of one page; None where it says nothing."""

    day: date | None
    title: str | None


def main(folder: Path) -> None:
    """Read all pages with every program and write the table."""
    pages = [known for known in _known(folder) if known["kind"] != "attachment"]
    said = {OURS: [_ours(folder, known) for known in pages], **_peers(folder, pages)}
    write_result("reading", _table(pages, said))


def _known(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "facts.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def _ours(folder: Path, known: dict[str, Any]) -> Said:
    url = str(known.get("url") or "http://www.example.gov.cn/a/b.html").split(" ")[0]
    facts = extract((folder / known["file"]).read_bytes(), "text/html", url, SEEN_ON).facts
    return Said(facts.publish_day, facts.article.title)


def _peers(folder: Path, pages: list[dict[str, Any]]) -> dict[str, list[Said]]:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        # lxml_html_clean: trafilatura asks for it under a name that current lxml does not know.
        install_python("htmldate", "trafilatura", "lxml_html_clean")(place)
        command = [str(place / "bin" / "python"), "-c", _READ]
        asked = "\n".join(str((folder / known["file"]).resolve()) for known in pages)
        answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)  # noqa: S603
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    return {name: [Said(known_day(row[name][0]), row[name][1]) for row in rows] for name in rows[0]}


def _table(pages: list[dict[str, Any]], said: dict[str, list[Said]]) -> list[str]:
    lines = [
        f"{len(pages)} pages. {machine()}.",
        "",
        "| program | publish date exact | wrong day | day said of a page without known date | title |",
        "|---|---|---|---|---|",
    ]
    for name, answers in said.items():
        found = Counter(mark for known, answer in zip(pages, answers, strict=True) for mark in _marks(known, answer))
        title = (
            f"{found['title']} of {found['titled']}" if any(answer.title for answer in answers) else "does not read it"
        )
        lines.append(
            f"| {name} | {found['exact']} of {found['dated']} | {found['wrong']}"
            f" | {found['invented']} of {found['undated']} | {title} |"
        )
    return lines


def _marks(known: dict[str, Any], said: Said) -> Iterator[str]:
    day = known_day(known.get("publish_date"))
    if day is None:
        yield "undated"
        if said.day is not None:
            yield "invented"
    else:
        yield "dated"
        if said.day is not None:
            yield "exact" if said.day == day else "wrong"
    if known.get("title"):
        yield "titled"
        if bare(known["title"]) == bare(said.title):
            yield "title"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
