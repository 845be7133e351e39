"""What a site's slots of some days come to, as data that is sealed into its snapshot and judged there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, select

from core.availability import (
    SLOTS_A_DAY,
    SlotOutcome,
    SlotRecord,
    read_controls,
    read_try,
    slots_of,
)
from core.clock import BEIJING
from ledger import tables
from ledger.database import reading

_SLOT = tables.availability
#: Without control targets other sites are the proof that our own network worked: so many hosts, so near in time.
WITNESSES = 3
NEAR = timedelta(minutes=30)
#: Why such a slot does not count.
_UNPROVEN = "没有配置对照目标，前后半小时内也没有足够的其他网站可以证明本系统网络正常"


@dataclass(frozen=True, slots=True)
class _Sight:
    """One visit to any site, for proof."""

    at: datetime
    host: str
    opened: bool


def load_window(engine: Engine, site: str, days: Sequence[date]) -> dict[str, Any] | None:
    """What the slots of `days` (in order) come to; None when nobody visited the site on any of them.

    Data: {"slots_a_day", "days": [{"day", one count for each SlotOutcome}], "slots": [those that did not open]}.
    """
    first, last = f"{days[0].isoformat()}T00", f"{days[-1].isoformat()}T23"
    query = select(_SLOT).where(_SLOT.c.site == site, _SLOT.c.slot.between(first, last)).order_by(_SLOT.c.slot)
    with reading(engine) as connection:
        records = {row.slot: _record(row) for row in connection.execute(query)}
    if not records:
        return None
    records = _proven(engine, records)
    shown = [record for record in records.values() if record.outcome is not SlotOutcome.OPENED]
    return {
        "slots_a_day": SLOTS_A_DAY,
        "days": [_count(day, records) for day in days],
        "slots": [record.to_data() for record in shown],
    }


def _count(day: date, records: Mapping[str, SlotRecord]) -> dict[str, Any]:
    found = Counter(records[slot].outcome if slot in records else SlotOutcome.MISSED for slot in slots_of(day))
    return {"day": day.isoformat(), **{outcome.value: found[outcome] for outcome in SlotOutcome}}


def _proven(engine: Engine, records: dict[str, SlotRecord]) -> dict[str, SlotRecord]:
    """Failures that no control was asked about stand only where visits to other sites prove our own network."""
    doubtful = [one for one in records.values() if one.controls is None and one.tries and one.tries[-1].needs_proof]
    doubtful = [one for one in doubtful if one.outcome is not SlotOutcome.OWN]
    if not doubtful:
        return records
    sights = _sights(engine, {slot for one in doubtful for slot in _around(one.slot)})
    unproven = [one for one in doubtful if not _witnessed(one, sights)]
    return records | {one.slot: replace(one, outcome=SlotOutcome.OWN, note=_UNPROVEN) for one in unproven}


def _around(slot: str) -> Iterator[str]:
    """Slots with visits that may be near one of this slot: an hour's offset and half an hour's lateness apart."""
    hour = datetime.strptime(slot, "%Y-%m-%dT%H").replace(tzinfo=BEIJING)
    return (f"{hour + timedelta(hours=number):%Y-%m-%dT%H}" for number in range(-2, 3))


def _sights(engine: Engine, slots: Collection[str]) -> list[_Sight]:
    query = (
        select(_SLOT.c.begun_at, _SLOT.c.host, _SLOT.c.outcome)
        .where(_SLOT.c.slot.in_(slots), _SLOT.c.ended_at.is_not(None))
        .order_by(_SLOT.c.begun_at, _SLOT.c.host)
    )
    with reading(engine) as connection:
        return [_Sight(row.begun_at, row.host, row.outcome == "opened") for row in connection.execute(query)]


def _witnessed(record: SlotRecord, sights: Sequence[_Sight]) -> bool:
    """Whether other hosts opened near in time: WITNESSES of them, and the last one before and the first one after."""
    if record.at is None:
        return False
    low = bisect_left(sights, record.at - NEAR, key=lambda one: one.at)
    high = bisect_right(sights, record.at + NEAR, key=lambda one: one.at)
    near = [one for one in sights[low:high] if one.host != record.host]
    before = [one for one in near if one.at <= record.at]
    after = [one for one in near if one.at > record.at]
    if not (before and after and before[-1].opened and after[0].opened):
        return False
    return len({one.host for one in near if one.opened}) >= WITNESSES


def _record(row: Row[Any]) -> SlotRecord:
    # What is under way and what was cut off look alike, and neither says anything of the site.
    ended = row.ended_at is not None
    outcome = SlotOutcome(row.outcome) if ended else SlotOutcome.LOST if row.begun_at else SlotOutcome.MISSED
    return SlotRecord(
        row.site,
        row.slot,
        row.host,
        outcome,
        row.begun_at,
        tuple(map(read_try, row.tries)),
        read_controls(row.controls),
        row.note,
    )
