from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.clock import BEIJING, beijing_now, days_between, parse_moment, to_beijing


def test_now_is_beijing_in_whole_seconds() -> None:
    now = beijing_now()
    assert (now.tzinfo, now.microsecond) == (BEIJING, 0)


def test_to_beijing_can_change_the_day() -> None:
    assert to_beijing(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)).date() == date(2026, 11, 23)


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_beijing(datetime(2026, 11, 23))  # noqa: DTZ001


def test_parse_moment() -> None:
    assert parse_moment("2026-11-23T00:00:00+00:00").hour == 8
    with pytest.raises(ValueError, match="no time zone"):
        parse_moment("2026-11-23T00:00:00")


def test_days_between() -> None:
    assert days_between(date(2026, 11, 1), date(2026, 11, 23)) == 22
    assert days_between(date(2026, 11, 24), date(2026, 11, 23)) == -1
