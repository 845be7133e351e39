"""How long a server asks to be left alone (RFC 9110 section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawler.fetch.answer import Answer

#: Longest pause kept, seconds; who asks for more is asked in another crawl.
MAX_PAUSE = 120.0
_STATUSES = frozenset({429, 503})


def wanted_pause(answer: Answer, now: datetime) -> float:
    """Seconds until the host may be asked again; 0 when it does not say so, or asks for more than MAX_PAUSE.

    `now` is aware of its zone.
    """
    seconds = announced_pause(answer, now)
    return seconds if 0 < seconds <= MAX_PAUSE else 0.0


def announced_pause(answer: Answer, now: datetime) -> float:
    """Seconds for which the server says that it will not answer, however many; 0 when it does not say so."""
    value = answer.header("retry-after").strip() if answer.status in _STATUSES else ""
    seconds = float(value) if value.isascii() and value.isdigit() and len(value) < 10 else _until(value, now)
    return max(0.0, seconds)


def _until(value: str, now: datetime) -> float:
    if not value:
        return 0.0
    try:
        moment = parsedate_to_datetime(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (aware - now).total_seconds()
    except (TypeError, ValueError, OverflowError):
        return 0.0
