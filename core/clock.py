"""Beijing time. Only outer rooms (cli, scheduler, crawler) read the clock; all others are given the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

#: A source of the present moment, always aware and in Beijing time. Tests pass a fixed one.
Clock = Callable[[], datetime]


def beijing_now() -> datetime:
    """Return the present moment in Beijing time, cut to whole seconds."""
    return datetime.now(BEIJING).replace(microsecond=0)


def to_beijing(moment: datetime) -> datetime:
    """Convert an aware datetime to Beijing time.

    Raises ValueError for a naive datetime: guessing its zone would shift dates by a day.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(BEIJING)


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 moment written by this program (aware). Raises ValueError otherwise."""
    return to_beijing(datetime.fromisoformat(text))


def days_between(earlier: date, later: date) -> int:
    """Whole calendar days from `earlier` to `later`; negative when `earlier` lies in the future."""
    return (later - earlier).days
