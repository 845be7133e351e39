"""`xunjian checks` and `xunjian indicators`: what can be judged, and by which official tables."""

from __future__ import annotations

import click
from rich.table import Table as Grid
from rich.text import Text

from checks import Check, load_registry
from commands.frame import load_settings, output
from commands.language import _
from core.errors import UsageError
from indicators import load_tables
from indicators.model import Row, Table


@click.group(help=_("The checks that judge a snapshot."))
def checks() -> None:
    """Group of verbs about checks."""


@checks.command("list", help=_("List every check, built-in and installed."))
def list_checks() -> None:
    """Print one line per check, and the plug-ins that could not be loaded."""
    registry = load_registry()
    grid = _grid(_("id"), _("title"), _("clause"), _("version"))
    for item in registry:
        grid.add_row(item.id, item.title, item.clause, str(item.version))
    output().print(grid)
    for name, reason in sorted(registry.broken.items()):
        output().print(Text(_("Plug-in not loaded: {name}: {reason}").format(name=name, reason=reason), "yellow"))


@checks.command("show", help=_("Show one check: what it is, why it matters, how to put it right."))
@click.argument("check_id", metavar="ID")
def show_check(check_id: str) -> None:
    """Print a check's metadata and its help page."""
    item = load_registry().get(check_id)
    console = output()
    for label, value in _describe(item):
        console.print(Text.assemble((f"{label}  ", "bold"), value))
    console.print()
    console.print(Text(item.help))


def _describe(item: Check) -> list[tuple[str, str]]:
    return [
        (_("id"), item.id),
        (_("title"), item.title),
        (_("clause"), item.clause),
        (_("needs"), "、".join(sorted(item.needs))),
        (_("version"), str(item.version)),
        (_("parameters"), "、".join(f"{name}={value}" for name, value in sorted(item.defaults.items())) or "—"),
        (_("where"), item.place),
    ]


@click.group(help=_("The official inspection tables."))
def indicators() -> None:
    """Group of verbs about indicator tables."""


@indicators.command("list", help=_("List the indicator tables."))
def list_indicators() -> None:
    """Print one line per table."""
    grid = _grid(_("id"), _("title"), _("document"), _("version"), _("rows"))
    for table in load_tables(load_settings().indicator_dir).values():
        grid.add_row(table.id, table.title, table.document, str(table.version), str(len(table.rows)))
    output().print(grid)


@indicators.command("show", help=_("Show one table: its rules, how well each is verified, the checks that feed it."))
@click.argument("table_id", metavar="ID")
def show_indicators(table_id: str) -> None:
    """Print one table row by row."""
    tables = load_tables(load_settings().indicator_dir)
    if table_id not in tables:
        raise UsageError(_("No table {name}; known: {known}").format(name=table_id, known="、".join(tables)))
    console = output()
    console.print(Text(_headline(tables[table_id]), "bold"))
    for row in tables[table_id].rows:
        console.print()
        console.print(Text(_row_text(row)))


def _headline(table: Table) -> str:
    return f"{table.title}  {table.document}  {table.issued.isoformat()}  v{table.version}"


def _row_text(row: Row) -> str:
    lines = [f"{row.id} {row.name}  [{row.kind.value}, {row.verified.value}]", f"  {row.rule}", f"  {row.source}"]
    for clause in row.clauses:
        feeds = "、".join(clause.checks) or _("judged by people")
        lines.append(f"  - {clause.id} {clause.text}  ≥ {clause.threshold}  ({feeds})")
    return "\n".join(lines)


def _grid(*headings: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    return grid
