"""Fixed moments for tests."""

from datetime import date, datetime

from core.clock import BEIJING


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    """A moment in 2026."""
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


def on(day: int, month: int = 3) -> date:
    """A day in 2026."""
    return date(2026, month, day)
