"""`xunjian catalogue`: what the county must publish, by area and item, edited as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from commands.exits import Exit
from commands.frame import existing, load_settings, output
from commands.language import _
from core.catalogue import shipped_catalogue
from core.clock import beijing_now
from core.errors import UsageError
from inspection import open_house
from ledger.catalogue import load_catalogue, parse_catalogue, save_catalogue, write_catalogue


@click.group(help=_("The catalogue of what must be published: areas, items, columns, units, intervals."))
def catalogue() -> None:
    """Group of verbs about the catalogue."""


@catalogue.command(help=_("Write the shipped catalogue as a workbook to edit."))
@click.argument("path", type=click.Path(path_type=Path), default=Path("catalogue.xlsx"))
def template(path: Path) -> None:
    """Write the shipped catalogue; an existing file is never overwritten."""
    write_catalogue(shipped_catalogue(), _new(path))
    output().print(_("Written: {path}").format(path=path), markup=False)


@catalogue.command("import", help=_("Import a catalogue; it replaces the one in force, when every row is right."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--by", "actor", default="cli", show_default=True, help=_("Who imports, for the audit trail."))
def import_catalogue(path: Path, actor: str) -> None:
    """Import when every row is right; half a catalogue would call areas missing that are none."""
    items, errors = parse_catalogue(existing(path, _("Catalogue")))
    for error in errors:
        output().print(str(error), style="red", markup=False)
    if errors:
        raise SystemExit(Exit.PROBLEMS)
    with open_house(load_settings()) as house:
        save_catalogue(house.engine, items, beijing_now(), actor)
    output().print(_("Imported: {count} rows.").format(count=len(items)))


@catalogue.command(help=_("Export the catalogue in force as a workbook."))
@click.argument("path", type=click.Path(path_type=Path))
def export(path: Path) -> None:
    """Write the catalogue in force; an existing file is never overwritten."""
    with open_house(load_settings()) as house:
        write_catalogue(load_catalogue(house.engine), _new(path))
    output().print(_("Written: {path}").format(path=path), markup=False)


def _new(path: Path) -> Path:
    if path.exists():
        raise UsageError(_("{path} exists already; choose another name.").format(path=path))
    return path
