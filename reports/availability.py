"""The days of the availability monitoring, as they were sealed into a snapshot: a line each."""

from __future__ import annotations

from core.availability import SlotOutcome
from core.snapshot import Snapshot
from reports.model import AvailabilityDay


def availability_days(snapshot: Snapshot) -> tuple[AvailabilityDay, ...]:
    """Every day of the last measurement; empty when the site was not monitored."""
    probes = sorted(snapshot.probes("availability"), key=lambda probe: probe.at)
    return tuple(
        AvailabilityDay(
            str(row["day"]),
            row[SlotOutcome.OPENED],
            row[SlotOutcome.FAILED],
            row[SlotOutcome.UNCLEAR],
            row[SlotOutcome.OWN],
            row[SlotOutcome.MISSED] + row[SlotOutcome.LOST],
        )
        for probe in probes[-1:]
        for row in probe.data["days"]
    )
