"""监测1周，每天 20 次以上，超过（含）15 秒打不开的累计占比超过（含）5%."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.availability.week import Day, Judgement, Week, judge_week
from checks.registry import load_registry
from core.availability import SlotOutcome
from core.outcome import BY_PERSON, Observation, Outcome
from core.snapshot import Sanity
from tests.support.judging import judge_one
from tests.support.snapshots import HOME, SnapshotBuilder

FIRST = date(2026, 11, 18)
PARAMS = load_registry(()).get("avail.home").defaults
FULL = {"opened": 24}


def week(*days: dict[str, int]) -> dict[str, Any]:
    """A probe's data; what of a day's 24 slots is not told was missed."""
    rows: list[dict[str, Any]] = []
    for number, told in enumerate(days):
        counts = {outcome.value: told.get(outcome.value, 0) for outcome in SlotOutcome}
        counts["missed"] += 24 - sum(counts.values())
        rows.append({"day": (FIRST + timedelta(days=number)).isoformat(), **counts})
    last = {"kind": "timeout", "status": 0}
    failed = [
        {
            "slot": f"{row['day']}T{hour:02d}",
            "at": f"{row['day']}T{hour:02d}:10:00+08:00",
            "outcome": "failed",
            "tries": [last],
        }
        for row in rows
        for hour in range(row["failed"])
    ]
    return {"slots_a_day": 24, "days": rows, "slots": failed}


def judged(folder: Path, *days: dict[str, int], sanity: Sanity | None = None) -> Observation:
    builder = SnapshotBuilder(folder).probe("availability", HOME, week(*days))
    return judge_one("avail.home", builder.seal(sanity=sanity) if sanity else builder)


def spread(failed: int, **others: int) -> Sequence[dict[str, int]]:
    """Seven days of 24 slots; the failed ones and the others begin on the first day."""
    days = [{"opened": 24} for _ in range(7)]
    for name, count in {"failed": failed, **others}.items():
        for number in range(count):
            day = days[number % 7]
            day["opened"] -= 1
            day[name] = day.get(name, 0) + 1
    return days


@pytest.mark.parametrize(
    ("failed", "outcome", "warned"),
    [
        (0, Outcome.PASSED, False),
        (5, Outcome.PASSED, False),  # 2.98 %
        (6, Outcome.PASSED, True),  # 3.57 %
        (8, Outcome.PASSED, True),  # 4.76 %
        (9, Outcome.FAILED, False),  # 5.36 %
        (168, Outcome.FAILED, False),
    ],
)
def test_of_168_visits_nine_decide(tmp_path: Path, failed: int, outcome: Outcome, warned: bool) -> None:
    found = judged(tmp_path, *spread(failed))
    assert (found.outcome, bool(found.warning), found.subject) == (outcome, warned, HOME)
    assert f"{failed} 次" in found.message


def test_five_percent_exactly_is_reached(tmp_path: Path) -> None:
    """20 valid visits a day, 140 in all: seven are five per cent."""
    days = [{"opened": 19, "failed": 1, "own": 4} for _ in range(7)]
    assert judged(tmp_path / "a", *days).outcome is Outcome.FAILED
    days[0] = {"opened": 20, "own": 4}
    assert judged(tmp_path / "b", *days).outcome is Outcome.PASSED


def test_each_day_needs_its_twenty(tmp_path: Path) -> None:
    days = [*spread(100)]
    days[3] = {"opened": 10, "failed": 9, "own": 3, "lost": 1}
    found = judged(tmp_path, *days)
    assert found.outcome is Outcome.CANT_TELL
    assert "2026-11-21 仅 19 次（未监测 2 次，本系统原因 3 次）" in found.message
    assert "已有的有效监测 163 次中打不开" in found.message


def test_a_week_has_seven_days(tmp_path: Path) -> None:
    found = judged(tmp_path, *[FULL] * 6)
    assert (found.outcome, "现有 6 天" in found.message) == (Outcome.CANT_TELL, True)


def test_own_outage_counts_neither_way(tmp_path: Path) -> None:
    found = judged(tmp_path, *spread(0, own=28))
    assert (found.outcome, "有效监测 140 次" in found.message) == (Outcome.PASSED, True)


def test_a_site_that_lets_no_program_in_is_not_called_down_nor_well(tmp_path: Path) -> None:
    found = judged(tmp_path / "a", *[{"unclear": 24}] * 7)
    assert (found.outcome, "人工核实" in found.message) == (Outcome.CANT_TELL, True)
    # Of a few it does not matter what they were.
    assert judged(tmp_path / "b", *spread(3, unclear=5)).outcome is Outcome.PASSED
    assert judged(tmp_path / "c", *spread(4, unclear=5)).outcome is Outcome.CANT_TELL
    assert judged(tmp_path / "d", *spread(9, unclear=100)).outcome is Outcome.FAILED


def test_a_site_that_never_answered_may_have_shut_us_out_so_a_person_confirms(tmp_path: Path) -> None:
    shut = judged(tmp_path / "a", *[{"failed": 24}] * 7)
    assert (shut.outcome, shut.rounds, "换其他网络" in shut.message) == (Outcome.FAILED, BY_PERSON, True)
    # Once it opened, or answered anything, it has not.
    assert judged(tmp_path / "b", *[{"failed": 23, "opened": 1}] * 7).rounds == 1
    assert judged(tmp_path / "c", *[{"failed": 23, "unclear": 1}] * 7).rounds == 1
    data = week(*[{"failed": 24}] * 7)
    data["slots"][40]["tries"] = [{"kind": "server_error", "status": 503}]
    said = judge_one("avail.home", SnapshotBuilder(tmp_path / "d").probe("availability", HOME, data))
    assert (said.outcome, said.rounds) == (Outcome.FAILED, 1)


def test_without_monitoring_it_is_untested(tmp_path: Path) -> None:
    found = judge_one("avail.home", SnapshotBuilder(tmp_path))
    assert (found.outcome, found.message.startswith("未监测")) == (Outcome.UNTESTED, True)


def test_a_site_that_is_down_while_it_is_crawled_is_still_judged(tmp_path: Path) -> None:
    found = judged(tmp_path, *spread(9), sanity=Sanity("inconclusive", ("首页打不开。",)))
    assert found.outcome is Outcome.FAILED


def test_the_evidence_names_when_and_how(tmp_path: Path) -> None:
    found = judged(tmp_path, *spread(9))
    assert found.evidence[0].excerpt.startswith("2026-11-18 00:10 超时; 2026-11-18 01:10 超时")
    assert found.evidence[0].record_id


counts = st.fixed_dictionaries({outcome: st.integers(0, 30) for outcome in SlotOutcome})


@given(st.lists(counts, min_size=7, max_size=7))
def test_the_rule_holds_for_every_week(days: list[dict[SlotOutcome, int]]) -> None:
    found = Week(tuple(Day(FIRST + timedelta(days=number), day) for number, day in enumerate(days)))
    told: Judgement = judge_week(found, PARAMS)
    enough = all(day.valid >= 20 for day in found.days)
    assert (told.outcome is Outcome.FAILED) == (enough and 100 * found.failed >= 5 * found.valid)
    worst = found.failed + found.unclear
    assert (told.outcome is Outcome.PASSED) == (enough and 100 * worst < 5 * found.valid)
    assert bool(told.warning) == (told.outcome is Outcome.PASSED and 100 * found.failed >= 3 * found.valid)
