"""`xunjian doctor`: what this machine can and cannot measure, and what to do about each lack."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime

import click
from rich.text import Text

from commands.diagnosis import Diagnosis, State
from commands.exits import Exit
from commands.frame import load_settings, output
from commands.language import _
from commands.roads import examine_roads
from core.calendar import load_calendar
from core.clock import BEIJING, beijing_now
from core.errors import XunjianError
from crawler.chromium import find_chromium
from ledger.database import open_database
from settings import Settings

#: Below this many free bytes a county's weekly snapshots may not fit.
_DISK_FLOOR = 2 * 1024**3
#: A clock before this program's own build year is plainly wrong.
_EARLIEST = datetime(2026, 1, 1, tzinfo=BEIJING)
#: Seconds within which a browser tells its version.
_BROWSER_SECONDS = 20


@click.command(help=_("Show what this machine can and cannot measure."))
def doctor() -> None:
    """Examine clock, database, disk, the roads of both address families, browser, fonts, holiday table and contact."""
    settings = load_settings()
    console, worst = output(), State.GOOD
    for diagnosis in examine(settings):
        colour = {State.GOOD: "green", State.LACKING: "yellow", State.BROKEN: "red"}[diagnosis.state]
        console.print(Text.assemble((f"{diagnosis.state.value:>3} ", colour), f"{diagnosis.name}: {diagnosis.words}"))
        worst = State.BROKEN if State.BROKEN in (worst, diagnosis.state) else worst
    if worst is State.BROKEN:
        raise SystemExit(Exit.ERROR)


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Every examination in turn; one that fails itself is reported and the others go on."""
    machine: tuple[Callable[[Settings], Diagnosis], ...] = (_clock, _database, _disk)
    for examination in machine:
        yield examination(settings)
    yield from examine_roads(settings)
    rest: tuple[Callable[[Settings], Diagnosis], ...] = (_browser, _fonts, _holidays, _contact)
    for examination in rest:
        yield examination(settings)


def _clock(settings: Settings) -> Diagnosis:
    now = beijing_now()
    if now < _EARLIEST:
        return Diagnosis(_("clock"), State.BROKEN, _("{now} is in the past; set the clock").format(now=now.isoformat()))
    return Diagnosis(_("clock"), State.GOOD, _("{now} Beijing time").format(now=now.strftime("%Y-%m-%d %H:%M")))


def _database(settings: Settings) -> Diagnosis:
    name = _("database")
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        open_database(settings.database).dispose()
    except (XunjianError, OSError) as error:
        return Diagnosis(name, State.BROKEN, str(error))
    return Diagnosis(name, State.GOOD, settings.database)


def _disk(settings: Settings) -> Diagnosis:
    wanted = settings.data_dir.absolute()
    folder = next(path for path in (wanted, *wanted.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    words = _("{free:.1f} GiB free in {folder}").format(free=free / 1024**3, folder=settings.data_dir)
    return Diagnosis(_("disk"), State.GOOD if free >= _DISK_FLOOR else State.LACKING, words)


def _browser(settings: Settings) -> Diagnosis:
    name, found = _("browser"), find_chromium(settings.browser)
    if not found:
        words = _("none: screenshots, rendered pages and the accessibility scan are left out: apt-get install chromium")
        return Diagnosis(name, State.LACKING, words)
    try:
        command = [found, "--version"]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_BROWSER_SECONDS)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        words = _("{path} does not start: {error}").format(path=found, error=error)
        return Diagnosis(name, State.LACKING, words)
    return Diagnosis(name, State.GOOD, f"{found} ({told.stdout.strip()[:100]})")


def _fonts(settings: Settings) -> Diagnosis:
    name, lister = _("Chinese fonts"), shutil.which("fc-list")
    command = [lister or "false", ":lang=zh", "family"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    if not listed.strip():
        return Diagnosis(name, State.LACKING, _("none: apt-get install fonts-noto-cjk"))
    count = len(set(listed.splitlines()))
    return Diagnosis(name, State.GOOD, _("{count} families").format(count=count))


def _holidays(settings: Settings) -> Diagnosis:
    name = _("holiday table")
    try:
        warning = load_calendar(settings.holidays_file).warning([beijing_now().date()])
    except XunjianError as error:
        return Diagnosis(name, State.BROKEN, str(error))
    return Diagnosis(name, State.LACKING if warning else State.GOOD, warning or _("covers today"))


def _contact(settings: Settings) -> Diagnosis:
    name = _("contact")
    if not settings.contact:
        words = _("not set: site owners cannot see who is visiting; set XUNJIAN_CONTACT to an e-mail or telephone")
        return Diagnosis(name, State.LACKING, words)
    return Diagnosis(name, State.GOOD, settings.contact)
