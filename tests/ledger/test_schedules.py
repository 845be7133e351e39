"""Schedules, and firings that nobody claims twice."""

import threading

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from ledger.audit import read_audit
from ledger.schedules import Schedule, claim, last_firing, list_schedules, save_schedule
from tests.ledger.moments import at

WEEKLY = Schedule("weekly", {"day_of_week": "mon", "hour": 2}, "inspect", {"county": True})


def test_saving_replaces_by_name_and_leaves_a_trace(engine: Engine) -> None:
    save_schedule(engine, WEEKLY, at(1), "operator")
    changed = Schedule("weekly", {"day_of_week": "mon", "hour": 3}, "inspect", enabled=False)
    save_schedule(engine, changed, at(2), "operator")
    assert list_schedules(engine) == [changed]
    assert [row.action for row in read_audit(engine)] == ["schedule.save", "schedule.save"]
    assert [row.detail["spec"]["hour"] for row in read_audit(engine, at(2))] == [3]


def test_a_firing_is_claimed_once(engine: Engine) -> None:
    save_schedule(engine, WEEKLY, at(1), "operator")
    assert last_firing(engine, "weekly") is None
    claims: list[bool] = []
    threads = [
        threading.Thread(target=lambda: claims.append(claim(engine, "weekly", at(2, 2), at(2, 2)))) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claims) == [False] * 4 + [True]
    assert claim(engine, "weekly", at(9, 2), at(9, 2))
    assert last_firing(engine, "weekly") == at(9, 2)


def test_only_known_schedules_fire(engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        claim(engine, "none", at(2), at(2))
