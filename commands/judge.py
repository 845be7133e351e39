"""`xunjian judge SNAPSHOT`: judge a sealed snapshot again, on any machine, without the network."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from checks import Registry, load_registry
from checks.runner import run_checks
from commands.exits import Exit
from commands.frame import existing, load_settings, output
from commands.language import _
from core.outcome import Observation, Outcome
from core.snapshot import Snapshot, SnapshotKind, open_snapshot
from indicators import load_tables, with_lists
from inspection import MEDIA_TABLE, WEBSITE_TABLE
from reports.assembly import help_pages
from reports.data import write_observations
from reports.spread import address_of

_COLOURS = {Outcome.FAILED: "red", Outcome.CANT_TELL: "yellow", Outcome.UNTESTED: "yellow"}


@click.command(help=_("Judge a sealed snapshot again; the same snapshot gives the same bytes on any machine."))
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", help=_("How to print."))
def judge(snapshot: Path, shape: str) -> None:
    """Open the snapshot, run every check, print the observations."""
    registry = load_registry()
    tables = load_tables(load_settings().indicator_dir)
    with open_snapshot(existing(snapshot, _("Snapshot")).resolve()) as opened:
        table = with_lists(tables, MEDIA_TABLE if opened.kind is SnapshotKind.MEDIA else WEBSITE_TABLE)
        seen = list(run_checks(registry, opened, table.params))
        if shape == "json":
            write_document(sys.stdout.buffer, opened, registry, seen)
        else:
            print_table(output(), registry, seen)
    raise SystemExit(exit_for(seen))


def write_document(stream: BinaryIO, snapshot: Snapshot, registry: Registry, seen: Iterable[Observation]) -> None:
    """Write the observations document (docs/formats.md)."""
    write_observations(stream, snapshot.folder.name, snapshot.site, help_pages(registry), seen)


def print_table(console: Console, registry: Registry, seen: Sequence[Observation]) -> None:
    """Everything but plain passes, one line each, worst first."""
    order = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED)
    shown = [item for item in seen if item.outcome in order[:3] or item.warning]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("outcome"), _("check"), _("subject"), _("what")):
        grid.add_column(heading, overflow="fold")
    for item in sorted(shown, key=lambda item: (order.index(item.outcome), item.check, item.subject, item.identity)):
        outcome = Text(in_words(item.outcome), _COLOURS.get(item.outcome, "cyan"))
        title = registry.checks[item.check].title if item.check in registry.checks else ""
        grid.add_row(
            outcome, Text(f"{item.check} {title}".strip()), Text(address_of(item)), Text(item.warning or item.message)
        )
    console.print(grid)


def in_words(outcome: Outcome) -> str:
    """An outcome in the terminal's language."""
    words = {
        Outcome.PASSED: _("passed"),
        Outcome.FAILED: _("problem"),
        Outcome.CANT_TELL: _("cannot tell"),
        Outcome.INAPPLICABLE: _("not applicable"),
        Outcome.UNTESTED: _("not judged"),
    }
    return words[outcome]


def exit_for(seen: Iterable[Observation]) -> Exit:
    """PROBLEMS when anything failed for sure, INCONCLUSIVE when nothing could be judged at all, else FINE."""
    outcomes = {item.outcome for item in seen if not (item.outcome is Outcome.FAILED and item.rounds > 1)}
    if Outcome.FAILED in outcomes:
        return Exit.PROBLEMS
    return Exit.FINE if Outcome.PASSED in outcomes else Exit.INCONCLUSIVE
