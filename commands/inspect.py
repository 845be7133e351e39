"""`xunjian inspect`: crawl, judge, follow the findings, write the documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from commands.exits import Exit
from commands.frame import load_settings, notes, output
from commands.language import _
from commands.meter import metering
from commands.targets import (
    checked_ranges,
    first_day,
    narrowed,
    read_register,
    target_options,
    typed_sites,
    wants_media,
)
from core.clock import to_beijing
from core.county import Register, Site
from core.errors import Stopped, UsageError
from core.outcome import Outcome
from crawler.progress import Progress
from inspection import House, Plan, free_run, inspect_county, open_house, worst
from ledger.clues import unregistered_accounts
from ledger.register.store import load_register
from ledger.run_history import unfinished_run
from reports.model import Inspection
from reports.terminal import print_summary
from reports.writing import Documents

#: How long after its start an interrupted inspection is carried on by the schedule.
CARRIED_ON = timedelta(days=3)


@click.command(help=_("Inspect sites: crawl, judge, follow up, and write the notice, the problem list and the report."))
@target_options
@click.option("--out", type=click.Path(path_type=Path), help=_("Folder for the documents (default ./xunjian-report)."))
@click.option("--resume", is_flag=True, help=_("Carry on the last inspection that was interrupted."))
def inspect(
    urls: tuple[str, ...],
    register_file: Path | None,
    only: tuple[str, ...],
    out: Path | None,
    resume: bool,
    since: str,
    robots: str | None,
    **settings_given: object,
) -> None:
    """Inspect what was named, else the imported register."""
    ranges = checked_ranges(settings_given.pop("allow_private"))  # type: ignore[arg-type]
    settings = load_settings(allow_private=ranges, report_dir=out, robots=robots, **settings_given)
    with open_house(settings) as house:
        plan = make_plan(house, chosen(house, urls, register_file), urls, only, resume, since)
        try:
            inspection, documents = run(house, plan, notes())
        except KeyboardInterrupt:
            notes().print(_("Interrupted. What was fetched is kept: the same command with --resume goes on."))
            sys.stderr.flush()
            # Crawl processes end with this one; waiting for their threads would only delay the user.
            os._exit(Exit.INTERRUPTED)
        show(output(), inspection, documents)
    raise SystemExit(exit_of(inspection))


def chosen(house: House, urls: Sequence[str], register_file: Path | None) -> Register:
    """The register to inspect by: the file's, none for typed addresses, else the imported one."""
    if register_file is not None:
        return read_register(register_file)
    return Register() if urls else load_register(house.engine)


def make_plan(
    house: House, register: Register, urls: Sequence[str], only: Sequence[str], resume: bool, since: str = ""
) -> Plan:
    """What to inspect. Raises UsageError when there is nothing, or nothing to resume."""
    sites = (*narrowed(register, only), *typed_sites(urls))
    # A quick look asks what is new on sites; accounts are asked for weeks at a time.
    media = wants_media(only) and not since
    accounts = register.accounts if media else ()
    missing = unregistered_accounts(house.engine) if media else ()
    if not (sites or accounts or missing):
        if only and media:
            raise UsageError(
                _(
                    "No media account is registered: write them on the sheet 新媒体账号 of a register "
                    "(`xunjian register template county.xlsx` makes one), then `xunjian register import county.xlsx`, "
                    "or inspect with --register county.xlsx."
                )
            )
        raise UsageError(_("Nothing to inspect: give an address, --register FILE, or import a register first."))
    started = to_beijing(house.clock())
    since = first_day(since, started.date())
    if not resume:
        return Plan(free_run(house, started), started, register, sites, since, accounts, missing)
    interrupted = unfinished_run(house.engine)
    if interrupted is None:
        raise UsageError(_("No interrupted inspection to resume; leave out --resume."))
    return Plan(interrupted.id, interrupted.started, register, sites, since, accounts, missing)


def run(house: House, plan: Plan, console: Console) -> tuple[Inspection, Documents]:
    """Inspect with progress shown on `console`, and write the documents."""
    with metering(console, plan.subjects) as meter:
        return inspect_county(house, plan, meter.step, house.settings.report_dir)


def show(console: Console, inspection: Inspection, documents: Documents) -> None:
    """The summary and where the documents are."""
    print_summary(inspection, console, _)
    named = {
        _("Notice"): documents.notice,
        _("Problem list"): documents.problem_list,
        _("Report"): documents.report,
        _("Data"): documents.findings,
        "EARL": documents.earl,
        _("Observations"): documents.observations,
        **{_("Accessibility"): page.parent for page in documents.accessibility[:1]},
    }
    for words, path in named.items():
        console.print(Text.assemble((f"{words}  ", "bold"), str(path)), soft_wrap=True)


def exit_of(inspection: Inspection) -> Exit:
    """The exit code that tells the gravest thing found."""
    return {Outcome.FAILED: Exit.PROBLEMS, Outcome.CANT_TELL: Exit.INCONCLUSIVE}.get(worst(inspection), Exit.FINE)


def run_inspection(house: House, told_to_stop: Callable[[], bool]) -> None:
    """The scheduled inspection of the imported register; a lately interrupted one is carried on. Raises Stopped."""
    register = load_register(house.engine)
    interrupted = unfinished_run(house.engine)
    # An older one would put this week's findings under the title of a week long past.
    fresh = interrupted is not None and house.clock() - interrupted.started < CARRIED_ON
    plan = make_plan(house, register, (), (), resume=fresh)

    with metering(notes(), plan.subjects) as meter:

        def step(site: Site, progress: Progress) -> None:
            if told_to_stop():
                raise Stopped("巡检按要求停止，已采集的内容保留，下次接着做。")
            meter.step(site, progress)

        inspect_county(house, plan, step, house.settings.report_dir)
