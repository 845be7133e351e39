"""`xunjian register`: the list of units, sites, columns and accounts that the office keeps."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import Engine

from commands.discover import discover_columns
from commands.exits import Exit
from commands.frame import existing, load_settings, output
from commands.language import _
from core.clock import beijing_now
from core.errors import UsageError
from inspection import open_house
from ledger.register.headings import Kind, titles_of
from ledger.register.history import ChangeKind, account_history
from ledger.register.parse import ParseResult, parse
from ledger.register.plan import ImportPlan, apply_import, apply_shrinking_import, plan_import
from ledger.register.store import load_register
from ledger.register.template import write_template
from ledger.register.write import write_csv, write_xlsx

#: Lines of one kind shown before “and N more”.
_SHOWN = 10


@click.group(help=_("The register of units, sites, columns and accounts."))
def register() -> None:
    """Group of verbs about the register."""


@register.command(help=_("Write a filled-in template to start from."))
@click.argument("path", type=click.Path(path_type=Path), default=Path("county.xlsx"))
def template(path: Path) -> None:
    """Write the template; an existing file is never overwritten."""
    if path.exists():
        raise UsageError(_("{path} exists already; choose another name.").format(path=path))
    write_template(path)
    output().print(_("Written: {path}").format(path=path), markup=False)


@register.command(help=_("Check register files without importing them."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
def validate(paths: tuple[Path, ...]) -> None:
    """Print every error with its sheet, row and column."""
    result = _parsed(paths)
    if result.errors:
        raise SystemExit(Exit.PROBLEMS)


@register.command("import", help=_("Import register files; importing again updates and never duplicates."))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=_("Do not ask, even when the register shrinks by more than half."))
@click.option("--by", "actor", default="cli", show_default=True, help=_("Who imports, for the audit trail."))
def import_files(paths: tuple[Path, ...], yes: bool, actor: str) -> None:
    """Import what is good, tell what is not, ask before a register shrinks by more than half."""
    with open_house(load_settings()) as house:
        result = _parsed(paths, house.engine)
        plan = plan_import(house.engine, result.register)
        _show(plan)
        if plan.shrinks:
            if not yes:
                click.confirm(_("The register shrinks by more than half. Really import it?"), abort=True)
            apply_shrinking_import(house.engine, plan, beijing_now(), actor)
        else:
            apply_import(house.engine, plan, beijing_now(), actor)
    output().print(_("Imported."))
    if result.errors:
        raise SystemExit(Exit.PROBLEMS)


@register.command(help=_("Export the register: an .xlsx file, or a folder for csv files."))
@click.argument("path", type=click.Path(path_type=Path))
def export(path: Path) -> None:
    """Write the stored register; an existing file is never overwritten."""
    with open_house(load_settings()) as house:
        stored = load_register(house.engine)
    if path.suffix.lower() == ".xlsx":
        if path.exists():
            raise UsageError(_("{path} exists already; choose another name.").format(path=path))
        write_xlsx(stored, path)
        written = [path]
    else:
        written = write_csv(stored, path)
    for name in written:
        output().print(_("Written: {path}").format(path=name), markup=False)


@register.command(help=_("What was done to the entries of media accounts, of one by its name or id."))
@click.argument("name", default="")
def history(name: str) -> None:
    """Print the history of accounts' entries, oldest first. Raises UsageError when nothing is known of `name`."""
    with open_house(load_settings()) as house:
        found = account_history(house.engine, name)
    if name and not found:
        raise UsageError(_("No account called {name} was ever registered.").format(name=name))
    titles = titles_of(Kind.ACCOUNTS)
    acts = {
        ChangeKind.ADDED: _("added"),
        ChangeKind.CHANGED: _("changed"),
        ChangeKind.REMOVED: _("removed"),
        ChangeKind.RESTORED: _("restored"),
    }
    for row in found:
        told = row.change
        fields = "；".join(f"{titles.get(field, field)}：{old} → {new}" for field, (old, new) in told.changes.items())
        who = f"{row.at:%Y-%m-%d %H:%M} {row.actor} {acts[told.action]}"
        output().print(f"{who} {row.name}（{row.platform}） {fields}".rstrip(), markup=False)


register.add_command(discover_columns)


def _parsed(paths: tuple[Path, ...], engine: Engine | None = None) -> ParseResult:
    base = load_register(engine) if engine is not None else None
    result = parse([existing(path, _("Register")) for path in paths], base)
    console = output()
    for note in result.notes:
        console.print(note, style="cyan", markup=False)
    for error in result.errors:
        console.print(str(error), style="red", markup=False)
    found = result.register
    words = _("{units} units, {sites} sites, {columns} columns, {accounts} accounts; {errors} rows left out")
    console.print(
        words.format(
            units=len(found.units),
            sites=len(found.sites),
            columns=len(found.columns),
            accounts=len(found.accounts),
            errors=len(result.errors),
        )
    )
    return result


def _show(plan: ImportPlan) -> None:
    kinds = ((_("added"), plan.added), (_("changed"), plan.changed), (_("removed"), plan.removed))
    for words, entries in kinds:
        output().print(f"{words}: {len(entries)}")
        for entry in entries[:_SHOWN]:
            fields = "；".join(f"{name}: {old} → {new}" for name, (old, new) in sorted(entry.changes.items()))
            output().print(f"  {entry.kind.value} {entry.name} {fields}", markup=False)
        if len(entries) > _SHOWN:
            output().print(_("  and {count} more").format(count=len(entries) - _SHOWN))
