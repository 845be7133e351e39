"""The days of the availability monitoring, as sealed."""

from pathlib import Path

from core.availability import SlotOutcome
from core.snapshot import open_snapshot
from reports.availability import availability_days
from reports.model import AvailabilityDay
from tests.support.snapshots import HOME, SnapshotBuilder


def test_a_line_for_each_day(tmp_path: Path) -> None:
    outcomes = [outcome.value for outcome in SlotOutcome]
    counts: dict[str, object] = dict(zip(outcomes, (15, 2, 1, 3, 1, 2), strict=True))
    data = {"days": [{"day": "2026-11-21", **counts}], "slots": []}
    with open_snapshot(SnapshotBuilder(tmp_path).probe("availability", HOME, data).seal()) as snapshot:
        (day,) = availability_days(snapshot)
    assert day == AvailabilityDay("2026-11-21", 15, 2, 1, 3, 3)
    assert day.valid == 18


def test_a_site_that_is_not_monitored_has_none(tmp_path: Path) -> None:
    with open_snapshot(SnapshotBuilder(tmp_path).seal()) as snapshot:
        assert availability_days(snapshot) == ()
