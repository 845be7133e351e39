"""What every html document is made with: templates that escape, pictures within bounds, our own style and script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from indicators.model import Conclusion
from reports import wording
from reports.accessibility import arranged, kinds
from reports.accounts import PlatformTally, account_problems, last_update, tally_platforms, total
from reports.addresses import safe_href
from reports.html.grouping import by_type, by_unit, worst
from reports.links import copyable, link_problems, tally_links
from reports.model import MediaReport
from reports.plain import plain
from reports.problem_list.columns import last_message
from reports.spread import is_spread, last_address

_FOLDER = Path(__file__).parent / "templates"
#: Longest text of one field in a page, characters.
_LONGEST = 1000
#: Most bytes of pictures in one document: it must still pass through an office's mail.
_MAX_PICTURES = 12 * 1024 * 1024


class Pictures:
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
def environment() -> Environment:
    """Escapes everything; the last gate cleans whatever a template forgot."""
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
        "kinds": kinds,
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


def source(name: str) -> Markup:
    """One of our own files, whose digest is taken over exactly these characters."""
    return Markup((_FOLDER / name).read_text("utf-8"))  # noqa: S704


def digest(text: str) -> str:
    """SHA-256 as a content policy writes it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
