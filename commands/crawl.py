"""`xunjian crawl`: only crawl, into sealed snapshots that can be judged later or elsewhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.text import Text

from commands.exits import Exit
from commands.frame import load_settings, notes, output
from commands.inspect import chosen, make_plan
from commands.language import _
from commands.meter import metering
from commands.targets import checked_ranges, target_options
from core.county import Site
from core.snapshot.manifest import read_manifest
from inspection import House, Plan, crawl_all, open_house


@click.command(help=_("Only crawl: write a sealed snapshot per site, to be judged later or on another machine."))
@target_options
def crawl(
    urls: tuple[str, ...],
    register_file: Path | None,
    only: tuple[str, ...],
    since: str,
    robots: str | None,
    **settings_given: object,
) -> None:
    """Crawl what was named and print each snapshot's folder."""
    ranges = checked_ranges(settings_given.pop("allow_private"))  # type: ignore[arg-type]
    settings = load_settings(allow_private=ranges, robots=robots, **settings_given)
    with open_house(settings) as house:
        plan = make_plan(house, chosen(house, urls, register_file), urls, only, resume=False, since=since)
        try:
            failed = _crawl(house, plan)
        except KeyboardInterrupt:
            sys.stderr.flush()
            os._exit(Exit.INTERRUPTED)
    raise SystemExit(Exit.INCONCLUSIVE if failed else Exit.FINE)


def _crawl(house: House, plan: Plan) -> int:
    failed = 0
    with metering(notes(), plan.subjects) as meter:
        for site, crawled in crawl_all(house, plan, meter.step):
            if isinstance(crawled, Path):
                output().print(Text(crawled.as_posix()), soft_wrap=True)
                failed += _unsound(site, crawled)
            else:
                failed += 1
                notes().print(Text(_("{site}: not crawled: {error}").format(site=site.name, error=crawled), "red"))
    return failed


def _unsound(site: Site, folder: Path) -> int:
    """1, and the reasons on the terminal, when nothing can be judged by what was crawled."""
    sanity = read_manifest(folder).sanity
    if sanity.sound:
        return 0
    words = _("{site}: crawled, but nothing can be judged by it: {reasons}")
    notes().print(Text(words.format(site=site.name, reasons="；".join(sanity.reasons)), "yellow"))
    return 1
