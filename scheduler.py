"""The ticker: looks what is due and hands it to the dispatcher. Nothing else.

APScheduler keeps the beat and reads the cron fields; what has fired is kept in the ledger (UNIQUE schedule, due time),
so that a restart, a second ticker or a clock set back never fires twice.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import Engine

from core.clock import BEIJING, Clock, beijing_now
from core.errors import UsageError
from dispatch import Dispatcher
from ledger import schedules
from ledger.schedules import Schedule

log = logging.getLogger(__name__)

#: The weekly round: the county is inspected on Sunday evening, its notice lies ready on Monday at 08:30.
DEFAULTS = (
    Schedule("weekly-inspection", {"day_of_week": "sun", "hour": 20, "minute": 0}, "inspect"),
    Schedule("weekly-report", {"day_of_week": "mon", "hour": 8, "minute": 30}, "report"),
)

#: How late a missed firing is still made up for; later ones are left out and said to be missed.
GRACE = timedelta(hours=12)
_TICK_SECONDS = 20
_FIELDS = ("year", "month", "day", "week", "day_of_week", "hour", "minute")


@dataclass(frozen=True, slots=True)
class Firing:
    """One due time of one schedule. `missed` are earlier due times that it stands for."""

    schedule: Schedule
    due_at: datetime
    missed: int = 0


def trigger(spec: Mapping[str, str | int]) -> CronTrigger:
    """The cron trigger of a schedule's fields, Beijing time.

    Raises UsageError for unknown fields, and for days of the week as numbers: cron and this library count them
    from different days, so only names (mon … sun) are accepted.
    """
    unknown = sorted(set(spec) - set(_FIELDS))
    if unknown:
        raise UsageError(f"计划任务含有未知字段 {'、'.join(unknown)}；可用字段：{'、'.join(_FIELDS)}。")
    if any(character.isdigit() for character in str(spec.get("day_of_week", ""))):
        raise UsageError("计划任务的 day_of_week 请写英文缩写（mon、tue …），不要写数字：不同程序的起算日不同。")
    try:
        return CronTrigger(**spec, timezone=BEIJING)
    except (ValueError, TypeError) as error:
        raise UsageError(f"计划任务的时间写法有误：{error}") from error


def due(schedule: Schedule, since: datetime, now: datetime) -> Firing | None:
    """The latest due time after `since` and not after `now`; earlier ones are folded into it (coalesced)."""
    times = list(_due_times(schedule, since, now))
    return Firing(schedule, times[-1], len(times) - 1) if times else None


def _due_times(schedule: Schedule, since: datetime, now: datetime) -> Iterator[datetime]:
    cron, moment = trigger(schedule.spec), since
    while (found := cron.get_next_fire_time(None, moment + timedelta(seconds=1))) is not None and found <= now:
        yield found
        moment = found


class Ticker:
    """Fires what is due. `started` is when this installation first looked: nothing before it is owed."""

    def __init__(self, engine: Engine, dispatcher: Dispatcher, started: datetime) -> None:
        self._engine, self._dispatcher, self._started = engine, dispatcher, started

    def tick(self, now: datetime) -> list[Firing]:
        """Fire every schedule that is due and not yet claimed; return what was fired.

        One broken schedule is logged and never stops the others.
        """
        fired = []
        for schedule in schedules.list_schedules(self._engine):
            try:
                firing = self._fire(schedule, now) if schedule.enabled else None
            except UsageError:
                log.exception("schedule %s cannot be read", schedule.name)
                continue
            if firing is not None:
                fired.append(firing)
        return fired

    def _fire(self, schedule: Schedule, now: datetime) -> Firing | None:
        since = schedules.last_firing(self._engine, schedule.name) or self._started
        firing = due(schedule, since, now)
        if firing is None or not schedules.claim(self._engine, schedule.name, firing.due_at, now):
            return None
        if now - firing.due_at > GRACE:
            log.warning("%s was due at %s: too late now, left out", schedule.name, firing.due_at.isoformat())
            return None
        self._dispatcher.submit(schedule.action, {**schedule.payload, "due_at": firing.due_at.isoformat()})
        return firing


def save_defaults(engine: Engine, now: datetime) -> None:
    """Write the weekly round into an empty schedule table; an edited table is left alone."""
    if not schedules.list_schedules(engine):
        for schedule in DEFAULTS:
            schedules.save_schedule(engine, schedule, now, "xunjian")


@contextmanager
def ticking(ticker: Ticker, clock: Clock = beijing_now) -> Iterator[BackgroundScheduler]:
    """Let a ticker run in the background until the block ends."""
    beat = BackgroundScheduler(timezone=BEIJING)
    beat.add_job(
        lambda: ticker.tick(clock()),
        IntervalTrigger(seconds=_TICK_SECONDS, timezone=BEIJING),
        next_run_time=datetime.now(BEIJING),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=_TICK_SECONDS,
    )
    beat.start()
    try:
        yield beat
    finally:
        beat.shutdown(wait=True)


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the lock that lets one ticker run per data folder. Raises UsageError when another holds it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "scheduler.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"{data_dir} 已有一个调度程序在运行，不能再启动第二个。") from None
        yield
