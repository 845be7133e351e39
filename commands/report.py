"""`xunjian report`: write the documents of an earlier inspection anew, from its snapshots and the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import load_settings, output
from commands.inspect import show
from commands.language import _
from core.errors import UsageError
from core.snapshot import MEDIA
from inspection import House, Plan, open_house, retell
from ledger.clues import unregistered_accounts
from ledger.register.store import load_register
from ledger.run_history import finished_run
from reports.model import Inspection
from reports.writing import Documents


@click.command(help=_("Write the documents of the last inspection anew (or of --run), without crawling."))
@click.option("--run", "name", help=_("Name of the inspection, e.g. 20261123T083000512."))
@click.option("--out", type=click.Path(path_type=Path), help=_("Folder for the documents (default ./xunjian-report)."))
@click.option("--data-dir", type=click.Path(path_type=Path), help=_("Where snapshots and the database are kept."))
def report(name: str | None, out: Path | None, data_dir: Path | None) -> None:
    """Judge the inspection's snapshots again and write the documents."""
    with open_house(load_settings(report_dir=out, data_dir=data_dir)) as house:
        inspection, documents = rebuild(house, name)
        show(output(), inspection, documents)


def rebuild(house: House, name: str | None) -> tuple[Inspection, Documents]:
    """The documents of an earlier inspection. Raises UsageError when there is none, or its snapshots are gone."""
    last = finished_run(house.engine, name)
    if last is None or last.finished is None:
        raise UsageError(_("No such finished inspection: run xunjian inspect first."))
    gone = [path for path in last.snapshots if not Path(path).is_dir()]
    if gone:
        raise UsageError(_("The snapshot {path} has been removed; inspect again.").format(path=gone[0]))
    register = last.register or load_register(house.engine)
    sites = tuple(site for site in last.sites if site.key != MEDIA.key)
    media = len(sites) < len(last.sites)
    accounts, missing = (register.accounts, unregistered_accounts(house.engine)) if media else ((), ())
    plan = Plan(last.id, last.started, register, sites, accounts=accounts, unregistered=missing)
    return retell(house, plan, last.finished, house.settings.report_dir)


def rebuild_last(house: House) -> None:
    """The scheduled report."""
    rebuild(house, None)
