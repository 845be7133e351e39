"""Renders report.html: the template, its style and its script joined into one file under a strict CSP."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from indicators.model import Conclusion
from reports import wording
from reports.accessibility import arranged
from reports.accounts import PlatformTally, account_problems, last_update, tally_platforms, total
from reports.addresses import safe_href
from reports.html.grouping import by_type, by_unit, worst
from reports.links import copyable, link_problems, tally_links
from reports.model import Inspection, MediaReport
from reports.plain import plain
from reports.problem_list.columns import last_message
from reports.spread import is_spread, last_address
from reports.tally import tally

_FOLDER = Path(__file__).parent / "templates"
#: Longest text of one field in the page, characters.
_LONGEST = 1000
#: Most bytes of pictures in the whole page: it must still pass through an office's mail.
_MAX_PICTURES = 12 * 1024 * 1024


def write_html(inspection: Inspection, stream: BinaryIO) -> None:
    """Write the page. Everything from the inspection is escaped; only http(s) addresses become links."""
    style, script = _source("report.css"), _source("report.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template("report.html.j2")
    parts = page.generate(
        inspection=inspection,
        counted=tally(inspection),
        websites=inspection.of_websites,
        subject="政府网站" if inspection.of_websites else "政务新媒体",
        demands=wording.demands(inspection.checks),
        titles={item.id: item.title for item in inspection.checks},
        clauses={item.id: item.clause for item in inspection.checks},
        policy=policy,
        embedded=_Pictures().embedded,
        # Our own files, and the digest above is taken over exactly these characters.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )
    for part in parts:
        stream.write(part.encode("utf-8", "replace"))


class _Pictures:
    """Pictures as data addresses, as far as the document has room for them, each once."""

    def __init__(self) -> None:
        self._room, self._done = _MAX_PICTURES, set[bytes]()

    def embedded(self, picture: bytes) -> str:
        """The picture's address; empty when there is none, or no room left."""
        if not picture or picture in self._done or len(picture) > self._room:
            return ""
        self._room -= len(picture)
        self._done.add(picture)
        # Base64 needs no escaping, and a picture is too long to be gone through for it.
        return Markup(f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}")  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters |= {
        "plain": lambda text: plain(str(text), _LONGEST),
        "href": safe_href,
        # A finding's evidence may be an earlier inspection's.
        "shows": lambda browsed, evidence: any(item.shot == evidence.shot for item in browsed),
        "minute": wording.minute,
        "day": lambda moment: f"{wording.day_of(moment):%Y-%m-%d}",
        "chinese_day": wording.chinese_day,
        "weekday": wording.weekday,
        "by_unit": by_unit,
        "by_type": by_type,
        "worst": worst,
        "gap_name": wording.gap_name,
        "paragraphs": wording.paragraphs,
        "last_message": last_message,
        "platforms": _platforms,
        "account_lines": _account_lines,
        "last_address": last_address,
        "is_spread": is_spread,
        "arranged": arranged,
        "link_problems": link_problems,
        "tally_links": tally_links,
        # Clean already, and its line ends must stay: they are what the last gate would take for blanks.
        "copyable": lambda problems: escape(copyable(problems)),
    }
    environment.globals |= {
        "state_names": wording.STATE_NAMES,
        "kind_names": wording.KIND_NAMES,
        "subject_names": wording.SUBJECT_NAMES,
    }
    return environment


def _account_lines(media: MediaReport) -> Iterator[tuple[str, str, str, Conclusion | None, str, str, str]]:
    """Name, unit, state, verdict, types of problems, last update and the reason of the verdict, of each account."""
    kinds = {item.report.account.key: "、".join(item.titles) for item in account_problems(media)}
    for report in media.accounts:
        account, told = report.account, kinds.get(report.account.key, "")
        seen = last_update(report)
        yield account.title, account.unit, account.state.value, report.conclusion, told, seen, report.explanation


def _platforms(media: MediaReport) -> tuple[PlatformTally, ...]:
    """Counts by platform, and together."""
    rows = tally_platforms(media)
    return (*rows, total(rows))


def _printable(value: object) -> object:
    # The last gate: whatever a template forgot to clean is cleaned here. Markup is our own.
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _source(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
