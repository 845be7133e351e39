"""`xunjian schedule`: run the ticker, the worker and the availability monitoring until stopped."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from threading import Event
from types import FrameType

import click

from availability import watching
from commands.availability import make_watch
from commands.frame import load_settings, notes, output
from commands.inspect import run_inspection
from commands.language import _
from commands.report import rebuild_last
from core.clock import beijing_now
from core.errors import UsageError
from dispatch import LocalDispatcher
from inspection import House, open_house
from ledger import schedules
from ledger.jobs import Job
from ledger.register.store import load_register
from scheduler import Ticker, only_one, save_defaults, ticking


@click.command(
    help=_("Run the scheduled inspections and reports, and the availability monitoring, until stopped (Ctrl-C).")
)
@click.option("--list", "listing", is_flag=True, help=_("Only show the schedules."))
def schedule(listing: bool) -> None:
    """Tick, and work jobs off, in this process."""
    settings = load_settings()
    with open_house(settings) as house:
        save_defaults(house.engine, beijing_now())
        _show(house)
        if listing:
            return
        register = load_register(house.engine)
        if not (register.sites or register.accounts):
            raise UsageError(_("The register is empty: import one first: xunjian register import county.xlsx"))
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        with only_one(settings.data_dir):
            _serve(house)


def _show(house: House) -> None:
    for row in schedules.list_schedules(house.engine):
        spec = " ".join(f"{name}={value}" for name, value in row.spec.items())
        state = "" if row.enabled else _("(disabled)")
        output().print(f"{row.name}: {row.action}  {spec} {state}", markup=False)


def _serve(house: House) -> None:
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    dispatcher = LocalDispatcher(house.engine)
    with ticking(Ticker(house.engine, dispatcher, beijing_now())), watching(make_watch(house)):
        notes().print(_("The scheduler is running; Ctrl-C stops it."))
        dispatcher.work(lambda job, lost: _run(house, job, lambda: lost.is_set() or stop.is_set()), stop)


def _run(house: House, job: Job, told_to_stop: Callable[[], bool]) -> None:
    """Do one due action; unknown ones fail with their name, so that a typing error is seen."""
    actions: dict[str, Callable[[], object]] = {
        "inspect": lambda: run_inspection(house, told_to_stop),
        "report": lambda: rebuild_last(house),
    }
    if job.key not in actions:
        raise UsageError(f"计划任务的动作“{job.key}”不存在；可用：{'、'.join(actions)}。")
    actions[job.key]()
