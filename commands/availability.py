"""`xunjian availability`: visit every registered site once an hour, and show what the last week came to."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from availability import Watch, network
from checks.availability.home import ID
from checks.availability.week import Week, failures, judge_week, read_week
from checks.interface import Params
from commands.frame import load_settings, notes, output
from commands.language import _
from commands.targets import narrowed
from core.availability import SlotOutcome, whole_days
from core.county import Register, Site
from core.errors import UsageError
from core.outcome import Outcome
from crawling import MONITORED_DAYS
from inspection import House, open_house
from ledger.availability.window import load_window
from ledger.register.store import load_register


@click.group(help=_("Whether the registered sites can be opened: a visit every hour, all day."))
def availability() -> None:
    """Group of verbs about the availability monitoring."""


@availability.command(help=_("Visit every registered site once an hour until stopped (Ctrl-C)."))
def run() -> None:
    """Watch, in this process."""
    with open_house(load_settings()) as house:
        _registered(house)
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        notes().print(_("The monitoring is running; Ctrl-C stops it."))
        asyncio.run(_until_stopped(make_watch(house)))


@availability.command(help=_("Visit the sites that are due in this hour, and end."))
def probe() -> None:
    """One round."""
    with open_house(load_settings()) as house:
        _registered(house)
        visited = asyncio.run(make_watch(house).once())
    words = _("Sites visited: {count}.") if visited else _("No site is due now: each is visited once an hour.")
    output().print(words.format(count=visited))


@availability.command(help=_("Show the last seven whole days of every site, and today so far."))
@click.option("--site", "only", multiple=True, help=_("Only this site of the register: code, host or name."))
def show(only: tuple[str, ...]) -> None:
    """A line for each site; of named sites every failure too."""
    with open_house(load_settings()) as house:
        sites, today = narrowed(_registered(house), only), house.clock().date()
        days = whole_days(today, MONITORED_DAYS)
        params = {**house.registry.get(ID).defaults, **house.table.params.get(ID, {})}
        seen = [(site, *_seen(house, site, days, today)) for site in sites]
        output().print(_summary(seen, days, params))
        for _site, window, _today in seen if only else ():
            _tell_failures(window)


def make_watch(house: House) -> Watch:
    """The watch over the registered sites, by the settings."""
    settings, engine = house.settings, house.engine
    return Watch(
        engine, lambda: load_register(engine).sites, network(settings, house.clock), settings.keep_availability_days
    )


def _registered(house: House) -> Register:
    register = load_register(house.engine)
    if not register.sites:
        raise UsageError(_("The register is empty: import one first: xunjian register import county.xlsx"))
    return register


async def _until_stopped(watch: Watch) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await watch.run(stop)


def _seen(house: House, site: Site, days: Sequence[date], today: date) -> tuple[dict[str, Any] | None, str]:
    """The week's window, and today's failures of today's valid visits."""
    so_far = load_window(house.engine, site.key, (today,))
    now = read_week(so_far) if so_far else None
    return load_window(house.engine, site.key, days), f"{now.failed}/{now.valid}" if now else "—"


def _summary(seen: Sequence[tuple[Site, dict[str, Any] | None, str]], days: Sequence[date], params: Params) -> Table:
    table = Table(title=_("{first} to {last}").format(first=days[0], last=days[-1]))
    table.add_column(_("site"), overflow="fold", min_width=12)
    for heading in (_("visits"), _("failed"), _("share"), _("valid days"), _("own outage"), _("gaps"), _("today")):
        table.add_column(heading, justify="right")
    table.add_column(_("result"))
    for site, window, today in seen:
        *cells, state = _cells(window, params)
        table.add_row(Text(site.name), *map(Text, (*cells, today, state)))
    return table


def _cells(window: dict[str, Any] | None, params: Params) -> list[str]:
    if window is None:
        return ["0", "0", "—", f"0/{params['days']}", "0", "—", _("not monitored")]
    week = read_week(window)
    valid_days = sum(day.valid >= int(params["per_day"]) for day in week.days)
    own, gaps = week.total(SlotOutcome.OWN), sum(day.gaps for day in week.days)
    figures = (week.valid, week.failed, week.share, f"{valid_days}/{params['days']}", own, gaps)
    return [*map(str, figures), _state(week, params)]


def _state(week: Week, params: Params) -> str:
    judgement = judge_week(week, params)
    names = {
        Outcome.FAILED: _("cannot be opened too often"),
        Outcome.CANT_TELL: _("could not tell"),
        Outcome.PASSED: _("near the line") if judgement.warning else _("good"),
    }
    return names[judgement.outcome]


def _tell_failures(window: dict[str, Any] | None) -> None:
    for slot in failures(window) if window else ():
        last = slot["tries"][-1]
        moment = datetime.fromisoformat(slot["at"])
        status = f" HTTP {last['status']}" if last["status"] else ""
        line = f"{moment:%Y-%m-%d %H:%M}  {last['kind']}{status}  {last['total_ms']} ms  {last['detail']}"
        output().print(Text(line), soft_wrap=True)
