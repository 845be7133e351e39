"""`xunjian register discover`: propose a site's columns, for a person to confirm and import."""

from __future__ import annotations

from pathlib import Path

import click

from commands.frame import load_settings, notes, output
from commands.language import _
from commands.meter import metering
from commands.targets import checked_ranges, typed_sites
from core.county import Site
from core.errors import UsageError
from core.snapshot import open_snapshot
from inspection import House, Plan, crawl_one, free_run, open_house
from ledger.register.discovery import Proposal, discover, write_proposals
from ledger.register.store import load_register

#: Pages that show a site's navigation and its lists; more only shows more articles.
_PAGES = 600


@click.command(
    "discover", help=_("Propose a site's columns for you to confirm: from its address, or a snapshot folder.")
)
@click.argument("target", metavar="ADDRESS|SNAPSHOT")
@click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path),
    default=Path("columns.xlsx"),
    show_default=True,
    help=_("Where to write the rows."),
)
@click.option("--max-pages", type=click.IntRange(1), default=_PAGES, show_default=True, help=_("Pages to look at."))
@click.option("--allow-private", multiple=True, metavar="CIDR", help=_("Private addresses that may be connected to."))
def discover_columns(target: str, path: Path, max_pages: int, allow_private: tuple[str, ...]) -> None:
    """Write what was found as register rows; nothing is registered by this."""
    if path.exists():
        raise UsageError(_("{path} exists already; choose another name.").format(path=path))
    ranges = checked_ranges(allow_private)
    folder = Path(target) if Path(target).is_dir() else None
    if folder is None:
        with open_house(load_settings(allow_private=ranges, max_pages=max_pages)) as house:
            folder = _crawl(house, target)
    with open_snapshot(folder.resolve()) as snapshot:
        proposals = discover(snapshot)
        write_proposals(path, snapshot.site, proposals)
    _tell(proposals, path)


def _crawl(house: House, target: str) -> Path:
    site = _site(house, target)
    started = house.clock()
    plan = Plan(free_run(house, started), started, load_register(house.engine), (site,))
    with metering(notes(), plan.sites) as meter:
        return crawl_one(house, plan, site, meter.step)


def _site(house: House, target: str) -> Site:
    """The registered site of this address, code or name, so that the rows carry its code; else just the address."""
    sites = load_register(house.engine).sites
    named = next((site for site in sites if target in (site.key, site.name, site.host)), None)
    if named is not None:
        return named
    typed = typed_sites((target,))[0]
    return next((site for site in sites if site.host == typed.host), typed)


def _tell(proposals: tuple[Proposal, ...], path: Path) -> None:
    lists = sum(proposal.worth_registering for proposal in proposals)
    words = _("{lists} lists and {others} other entries found. Check {path}, delete what is wrong, then import it.")
    output().print(words.format(lists=lists, others=len(proposals) - lists, path=path), markup=False)
