"""`xunjian findings`: list the problems, and what the office does to them; every act is in the audit trail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import click

from commands.finding_pages import SHORT, Line, as_data, line, print_page, state_words, table
from commands.frame import load_settings, notes, output
from commands.language import _
from core.clock import to_beijing
from core.errors import UsageError
from core.finding import EventKind, Finding, FindingState, open_findings
from inspection import House, open_house
from ledger.database import reading
from ledger.findings import actions
from ledger.findings.actions import Act, FindingKey
from ledger.findings.lifecycle import require_allowed
from ledger.findings.repository import load_finding, load_findings
from ledger.findings.search import named_finding, named_site, sites_with_findings
from ledger.run_history import finished_run
from reports.plain import plain

_Command = Callable[..., Any]
_DAY = click.DateTime(["%Y-%m-%d"])
_site = click.option("--site", "site_name", default="", help=_("Only this site: code, host or name."))
_by = click.option("--by", "actor", default="cli", show_default=True, help=_("Who acts, for the audit trail."))
_number = click.argument("number", metavar="NUMBER")


def _reasoned(command: _Command) -> _Command:
    reason = click.option("--reason", required=True, help=_("The reason, kept in the audit trail."))
    return _number(reason(_site(_by(command))))


@click.group(help=_("The problems: list them, confirm suspicions, notify units, record repairs, waive or dismiss."))
def findings() -> None:
    """Group of verbs about findings."""


@findings.command("list", help=_("List problems with their numbers; without --state, those that are open."))
@_site
@click.option("--unit", default="", help=_("Only units whose name holds this."))
@click.option(
    "--state",
    type=click.Choice(["open", "all", *(state.value for state in FindingState)]),
    default="open",
    help=_("Only problems in this state."),
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help=_("How to print."))
def list_findings(site_name: str, unit: str, state: str, form: str) -> None:
    """Print one line per finding, by site, unit and check."""
    with open_house(load_settings()) as house:
        lines = [item for item in _lines(house, site_name) if unit in item.finding.unit and _in_state(item, state)]
    if form == "json":
        click.echo(json.dumps([as_data(item) for item in lines], ensure_ascii=False, indent=2))
        return
    output().print(table(lines))
    notes().print(_("{count} problems").format(count=len(lines)))


@findings.command(help=_("Show one problem: evidence, where it was found, its history."))
@_number
@_site
def show(number: str, site_name: str) -> None:
    """Print everything known of one finding."""
    with open_house(load_settings()) as house:
        finding = _load(house, _key(house, number, site_name))
        print_page(_line(house, finding), output())


@findings.command(help=_("Record that units were notified: problems named, or all confirmed by the last inspection."))
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--run", "run", help=_("All that this inspection confirmed, e.g. 20261123T083000512."))
@_site
@click.option("--due", type=_DAY, help=_("Last day to put it right; else working days as in the settings."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@_by
def notify(
    numbers: tuple[str, ...], run: str | None, site_name: str, due: datetime | None, yes: bool, actor: str
) -> None:
    """Set the deadline of the chosen findings, after showing which."""
    if numbers and run:
        raise UsageError(_("Give either numbers or --run, not both."))
    with open_house(load_settings()) as house:
        start, chosen = _named(house, numbers, site_name) if numbers else _confirmed(house, run, site_name)
        if not chosen:
            output().print(_("No confirmed problem is waiting to be notified."))
            return
        last = due.date() if due else house.calendar.add_working_days(start, house.settings.deadline_days)
        _show_plan(house, chosen, last)
        if not yes:
            click.confirm(_("Record them as notified?"), abort=True)
        act = _act(house, actor)
        for finding in (item.finding for item in chosen):
            _told(finding, actions.notify(house.engine, FindingKey(finding.site, finding.fingerprint), act, last))


@findings.command(help=_("Record that the unit reports a problem fixed; the next inspection verifies it."))
@_number
@click.option("--note", default="", help=_("What the unit wrote."))
@_site
@_by
def fixed(number: str, note: str, site_name: str, actor: str) -> None:
    """Enter a unit's reply."""
    _do(number, site_name, actor, lambda house, key, act: actions.report_fixed(house.engine, key, act, note))


@findings.command(help=_("Confirm a suspicion: a person has looked, and it is a problem."))
@_reasoned
def confirm(number: str, reason: str, site_name: str, actor: str) -> None:
    """Make a suspicion accuse."""
    _do(number, site_name, actor, lambda house, key, act: actions.confirm(house.engine, key, act, reason))


@findings.command(help=_("Waive a problem until a day; it is shown beside the others and comes back by itself."))
@_reasoned
@click.option("--until", type=_DAY, required=True, help=_("Last day of the waiver, at most a year from now."))
def waive(number: str, reason: str, until: datetime, site_name: str, actor: str) -> None:
    """Set a finding aside for a time."""
    _do(number, site_name, actor, lambda house, key, act: actions.waive(house.engine, key, act, reason, until.date()))


@findings.command(help=_("Dismiss a false alarm: it is no problem, and is not listed again."))
@_reasoned
def dismiss(number: str, reason: str, site_name: str, actor: str) -> None:
    """Set a finding aside for good."""
    _do(number, site_name, actor, lambda house, key, act: actions.dismiss(house.engine, key, act, reason))


@findings.command(help=_("Take back a waiver or a dismissal."))
@_reasoned
def withdraw(number: str, reason: str, site_name: str, actor: str) -> None:
    """Bring a finding back to what it was."""
    _do(number, site_name, actor, lambda house, key, act: actions.withdraw(house.engine, key, act, reason))


def _do(number: str, site_name: str, actor: str, what: Callable[[House, FindingKey, Act], Finding]) -> None:
    with open_house(load_settings()) as house:
        key = _key(house, number, site_name)
        before = _load(house, key)
        _told(before, what(house, key, _act(house, actor)))


def _told(before: Finding, after: Finding) -> None:
    words = f"{before.fingerprint[:SHORT]} {before.subject}: {state_words(before.state)} → {state_words(after.state)}"
    output().print(plain(words), markup=False, soft_wrap=True)


def _act(house: House, actor: str) -> Act:
    if not actor.strip():
        raise UsageError(_("--by must not be empty: the audit trail names who acts."))
    return Act(actor.strip(), house.clock())


def _today(house: House) -> date:
    return to_beijing(house.clock()).date()


def _key(house: House, number: str, site_name: str) -> FindingKey:
    site = named_site(house.engine, site_name).key if site_name else ""
    return named_finding(house.engine, number, site)


def _load(house: House, key: FindingKey) -> Finding:
    with reading(house.engine) as connection:
        return load_finding(connection, key.site, key.fingerprint, _today(house))


def _line(house: House, finding: Finding) -> Line:
    return line(finding, named_site(house.engine, finding.site), house.registry)


def _lines(house: House, site_name: str) -> list[Line]:
    sites = [named_site(house.engine, site_name)] if site_name else sites_with_findings(house.engine)
    return [
        line(finding, site, house.registry)
        for site in sites
        for finding in sorted(load_findings(house.engine, site.key, _today(house)), key=_order)
    ]


def _order(finding: Finding) -> tuple[str, str, str, tuple[str, ...]]:
    return finding.unit, finding.check, finding.subject, finding.identity


def _in_state(item: Line, state: str) -> bool:
    if state == "open":
        return bool(open_findings([item.finding]))
    return state in ("all", item.finding.state.value)


def _named(house: House, numbers: Sequence[str], site_name: str) -> tuple[date, list[Line]]:
    keys = dict.fromkeys(_key(house, number, site_name) for number in numbers)
    chosen = [_line(house, _load(house, key)) for key in keys]
    # All or none: a refusal half way would leave a notice half recorded.
    for item in chosen:
        require_allowed(item.finding.state, EventKind.NOTIFIED)
    return _today(house), chosen


def _confirmed(house: House, run: str | None, site_name: str) -> tuple[date, list[Line]]:
    """What the inspection saw, is confirmed and not notified yet; the deadline counts from the day in its notice."""
    last = finished_run(house.engine, run)
    if last is None or last.finished is None:
        raise UsageError(_("No such finished inspection: run xunjian inspect first."))
    keys = {site.key for site in last.sites}
    chosen = [
        item
        for item in _lines(house, site_name)
        if item.finding.site in keys
        and item.finding.state is FindingState.CONFIRMED
        and any(event.run == last.id and event.kind is EventKind.SEEN for event in item.finding.events)
    ]
    return to_beijing(last.finished).date(), chosen


def _show_plan(house: House, chosen: Sequence[Line], due: date) -> None:
    output().print(table(chosen))
    for unit, count in sorted(Counter(item.finding.unit for item in chosen).items()):
        output().print(_("{unit}: {count} problems").format(unit=plain(unit) or "—", count=count), markup=False)
    output().print(_("To be put right by {due}").format(due=due.isoformat()))
    warning = house.calendar.warning([due])
    if warning:
        notes().print(warning, style="yellow", markup=False)
