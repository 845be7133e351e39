"""Slots by arithmetic."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.availability import LATEST, SLOTS_A_DAY, due_at, due_slot, offset, slots_of, whole_days
from core.clock import BEIJING

moments = st.integers(0, 15 * 366 * 86400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=BEIJING) + timedelta(seconds=seconds)
)


@given(st.text(min_size=1), moments)
def test_a_slot_is_due_from_its_second_on_and_not_for_ever(site: str, now: datetime) -> None:
    slot = due_slot(site, now)
    if slot is not None:
        assert timedelta(0) <= now - due_at(site, slot) < LATEST


@given(st.text(min_size=1), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_day_has_24_slots_an_hour_apart(site: str, day: date) -> None:
    due = [due_at(site, slot) for slot in slots_of(day)]
    assert len(due) == SLOTS_A_DAY == 24
    assert {later - earlier for earlier, later in pairwise(due)} == {timedelta(hours=1)}
    assert [due_slot(site, moment) for moment in due] == list(slots_of(day))
    assert [due_slot(site, moment - timedelta(seconds=1)) for moment in due] == [None] * 24
    assert [due_slot(site, moment + LATEST) for moment in due] == [None] * 24


def test_the_slot_is_named_in_beijing_time_whatever_zone_the_clock_has() -> None:
    now = datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
    found = {due_slot(f"site{number}", now) for number in range(50)}
    assert found == {"2026-11-26T00", None}
    # A visit may begin in the next hour; it is still the slot's.
    late = due_at("x", "2026-11-25T23") + LATEST - timedelta(seconds=1)
    assert due_slot("x", late) == "2026-11-25T23"


def test_sites_are_spread_over_the_hour() -> None:
    minutes = [offset(f"{number}.example").seconds // 60 for number in range(600)]
    assert set(minutes) == set(range(60))
    assert max(minutes.count(minute) for minute in range(60)) <= 25
    assert offset("a.example") == offset("a.example")


def test_whole_days_end_before_today() -> None:
    assert whole_days(date(2026, 3, 2), 3) == (date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1))
