"""`xunjian demo`: inspect an invented county that is served from this machine, with known faults."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

import click

from commands.frame import load_settings, notes, output
from commands.inspect import run, show
from commands.language import _
from core.clock import beijing_now
from core.errors import UsageError
from demo.catalogue import import_catalogue
from demo.county import DemoCounty, running_demo
from demo.people import write_entries
from demo.visits import write_visits
from inspection import Plan, free_run, open_house
from ledger.clues import unregistered_accounts
from ledger.register.write import write_xlsx

#: Marks a folder that a demo made, so that nothing else is ever emptied.
_MARK = ".xunjian-demo"


@click.command(help=_("Inspect the demo county: invented sites with known faults, served from this machine only."))
@click.option("--folder", type=click.Path(path_type=Path), default=Path("xunjian-demo"), show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=_("Port of the demo's web servers (0: any)."))
@click.option("--serve", is_flag=True, help=_("Only serve the county, until Ctrl-C, for trying other verbs on it."))
def demo(folder: Path, port: int, serve: bool) -> None:
    """Build the county, serve it, inspect it, show where the documents are."""
    _prepare(folder)
    try:
        with running_demo(folder / "sites", beijing_now().date(), port) as county:
            notes().print(_("The demo county is served on loopback, port {port}.").format(port=county.port))
            if serve:
                _serve(county, folder)
            else:
                _inspect(county, folder)
    except OSError as error:
        raise UsageError(_("The demo cannot start: {error}").format(error=error)) from error


def _prepare(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise UsageError(_("{path} is not empty and no demo made it; choose another --folder.").format(path=folder))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / _MARK).touch()


def _inspect(county: DemoCounty, folder: Path) -> None:
    own = {"data_dir": folder / "data", "report_dir": folder / "report", "office": "云岭县政务公开办公室"}
    settings = load_settings(**{**county.settings, **own})
    with open_house(settings) as house:
        started = house.clock()
        write_visits(house.engine, county.register, started.date())
        import_catalogue(house.engine, started)
        register = county.register
        write_entries(house.engine, register, county.media, started)
        plan = Plan(
            free_run(house, started),
            started,
            register,
            register.sites,
            accounts=register.accounts,
            unregistered=unregistered_accounts(house.engine),
        )
        inspection, documents = run(house, plan, notes())
        show(output(), inspection, documents)
    words = _("Known faults seeded: {count}. Open the report in a browser; replay it with: {program} judge {snapshot}")
    shown = words.format(count=len(county.expected), program=sys.argv[0], snapshot=inspection.sites[0].snapshot)
    output().print(shown, markup=False, soft_wrap=True)


def _serve(county: DemoCounty, folder: Path) -> None:
    for site in county.register.sites:
        output().print(f"{site.name}  {site.home}", markup=False)
    servers = ",".join(county.settings["dns_servers"])
    words = _("Other verbs reach it with: XUNJIAN_DNS_SERVERS='[\"{servers}\"]' and --allow-private 127.0.0.0/8")
    output().print(words.format(servers=servers), markup=False)
    write_xlsx(county.register, folder / "county.xlsx")
    output().print(_("Its register: {path}").format(path=folder / "county.xlsx"), markup=False)
    notes().print(_("Ctrl-C stops it."))
    with suppress(KeyboardInterrupt):
        Event().wait()
