"""How findings look on the terminal: one line in a table, one whole page, one JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checks import Registry
from commands.language import _
from core.clock import to_beijing
from core.county import Site
from core.finding import Event, EventKind, Finding, FindingState
from ledger.findings.data import stored_observation
from reports.plain import plain

#: Characters of a fingerprint that are shown, and suffice to name a finding.
SHORT = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the site it belongs to and its check's title."""

    finding: Finding
    site: Site
    title: str


def line(finding: Finding, site: Site, registry: Registry) -> Line:
    """Put the names to a finding; a check that is no longer installed is shown by its id."""
    check = registry.checks.get(finding.check)
    return Line(finding, site, check.title if check else finding.check)


def state_words(state: FindingState) -> str:
    """A state in the terminal's language."""
    return {
        FindingState.SUSPECTED: _("suspected, to be looked at again"),
        FindingState.CONFIRMED: _("confirmed"),
        FindingState.NOTIFIED: _("notified"),
        FindingState.REPORTED_FIXED: _("reported fixed, to be verified"),
        FindingState.VERIFIED_FIXED: _("verified fixed"),
        FindingState.DISMISSED: _("dismissed, no problem"),
        FindingState.WAIVED: _("waived"),
    }[state]


def table(lines: Iterable[Line]) -> Table:
    """One row per finding."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("number"), _("site"), _("unit"), _("state"), _("title"), _("subject"), _("since"), _("due")):
        grid.add_column(heading, overflow="fold")
    for item in lines:
        finding = item.finding
        due = finding.due.isoformat() if finding.due else ""
        cells = (item.site.name, finding.unit, state_words(finding.state), item.title, finding.subject)
        since = to_beijing(finding.first_seen).date().isoformat()
        # Text, not str: what a page says must not be read as markup.
        grid.add_row(finding.fingerprint[:SHORT], *(Text(plain(cell, 200)) for cell in cells), since, due)
    return grid


def as_data(item: Line) -> dict[str, Any]:
    """One finding for programs; times are ISO 8601, Beijing."""
    finding = item.finding
    return {
        "fingerprint": finding.fingerprint,
        "site": finding.site,
        "site_name": item.site.name,
        "unit": finding.unit,
        "state": finding.state.value,
        "check": finding.check,
        "title": item.title,
        "subject": finding.subject,
        "identity": list(finding.identity),
        "message": stored_observation(finding).message,
        "since": to_beijing(finding.first_seen).isoformat(),
        "last_seen": to_beijing(finding.last_seen).isoformat(),
        "reopened": finding.reopened,
        "due": finding.due.isoformat() if finding.due else None,
        "waiver": finding.waiver,
    }


def print_page(item: Line, console: Console) -> None:
    """Everything known of one finding: what it is, where it was seen, and its history."""
    for label, value in _described(item):
        console.print(Text.assemble((f"{label}  ", "bold"), plain(value)))
    observation = stored_observation(item.finding)
    places = [f"{source.page}  {source.text}" for source in observation.sources]
    evidence = [f"{seen.url}  {seen.warc} {seen.offset}  {seen.excerpt}" for seen in observation.evidence]
    history = list(map(_happened, item.finding.events))
    for heading, texts in ((_("Found on"), places), (_("Evidence"), evidence), (_("History"), history)):
        if texts:
            console.print(Text(f"\n{heading}", "bold"))
        for text in texts:
            console.print(Text(f"  {plain(text, 600)}"))


def _described(item: Line) -> Iterator[tuple[str, str]]:
    finding = item.finding
    yield _("number"), finding.fingerprint
    yield _("site"), f"{item.site.name}（{finding.site}）"
    yield _("unit"), finding.unit
    yield _("state"), state_words(finding.state)
    yield _("title"), f"{item.title}（{finding.check}）"
    yield _("subject"), " ".join((finding.subject, *finding.identity))
    yield _("what"), stored_observation(finding).message
    yield _("since"), _moment(finding.first_seen)
    yield _("last seen"), _moment(finding.last_seen)
    if finding.due:
        yield _("due"), finding.due.isoformat()
    if finding.waiver:
        yield _("waiver"), finding.waiver
    if finding.reopened:
        yield _("reopened"), str(finding.reopened)


def _happened(event: Event) -> str:
    what = _event_words()[event.kind]
    days: Mapping[str, object] = {_("due"): event.due, _("until"): event.expires}
    parts = [_moment(event.at), what, event.actor, event.run, event.note]
    return "  ".join(part for part in (*parts, *(f"{name} {day}" for name, day in days.items() if day)) if part)


def _event_words() -> dict[EventKind, str]:
    return {
        EventKind.SEEN: _("seen by an inspection"),
        EventKind.CLEARED: _("an inspection saw it put right"),
        EventKind.CONFIRMED: _("confirmed by a person"),
        EventKind.NOTIFIED: _("notified"),
        EventKind.REPORTED_FIXED: _("the unit reports it fixed"),
        EventKind.DISMISSED: _("dismissed, no problem"),
        EventKind.WAIVED: _("waived"),
        EventKind.WAIVER_LAPSED: _("waiver or dismissal taken back"),
    }


def _moment(value: datetime) -> str:
    return to_beijing(value).strftime("%Y-%m-%d %H:%M")
