"""The baseline: taken by itself only where there is none; everything else a person decides, on record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from core.errors import UsageError
from core.outcome import Outcome
from core.snapshot import Sanity, open_snapshot
from ledger.audit import read_audit
from ledger.baseline import Seen, approve, keep_state, load_baseline, named_baseline, note_state, reject
from ledger.findings.actions import Act
from ledger.findings.repository import record_run
from ledger.runs import begin_run
from tests.ledger.moments import at, on
from tests.ledger.observations import SITE, link, site_run, unit_of
from tests.support.snapshots import SnapshotBuilder

OLD: dict[str, Any] = {"pages": {"h": {"title": "旧"}}, "embeds": [], "complete": True}
NEW: dict[str, Any] = {"pages": {"h": {"title": "新"}, "c": {"title": "栏目"}}, "embeds": ["x"], "complete": False}


@pytest.fixture
def ledger(engine: Engine) -> Engine:
    begin_run(engine, "a", "2026年第10周", at(1))
    record_run(engine, site_run("a", 1), [], unit_of, on(1))
    return engine


def note(ledger: Engine, state: dict[str, Any], day: int, *, sound: bool = True) -> None:
    note_state(ledger, Seen(SITE.key, state, f"run-{day}", at(day)), sound=sound)


def actions(ledger: Engine) -> list[tuple[str, str, list[str]]]:
    return [(row.action, row.actor, list(row.detail["pages"])) for row in read_audit(ledger)]


def test_the_first_sound_state_is_taken(ledger: Engine) -> None:
    note(ledger, NEW, 1, sound=False)
    assert load_baseline(ledger, SITE.key) is None
    note(ledger, OLD, 2)
    taken = load_baseline(ledger, SITE.key)
    assert taken is not None
    assert (taken.state, taken.run, taken.actor, taken.taken_at) == (OLD, "run-2", "xunjian", at(2))
    assert actions(ledger) == [("baseline.taken", "xunjian", ["h"])]


def test_what_waits_for_a_person_keeps_a_baseline_from_being_taken(ledger: Engine, tmp_path: Path) -> None:
    home = "http://www.yunling-demo.gov.cn/"
    suspicion = replace(link(Outcome.FAILED), check="security.words")
    builder = SnapshotBuilder(tmp_path, site=SITE, taken_at=at(2)).page(home, "<title>云岭县</title>")
    with open_snapshot(builder.seal()) as snapshot:
        keep_state(ledger, "b", snapshot, [suspicion])
        assert load_baseline(ledger, SITE.key) is None
        keep_state(ledger, "c", snapshot, [link(Outcome.FAILED)])
    taken = load_baseline(ledger, SITE.key)
    assert taken is not None
    assert (taken.run, taken.state["pages"][home]["title"]) == ("c", "云岭县")


def test_a_crawl_that_proves_nothing_leaves_no_state(ledger: Engine, tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path, site=SITE).page(SITE.home, "<title>云岭县</title>")
    with open_snapshot(builder.seal(sanity=Sanity("inconclusive", ("x",)))) as snapshot:
        keep_state(ledger, "b", snapshot, [])
    assert load_baseline(ledger, SITE.key) is None


def test_later_states_are_only_seen_but_for_pages_that_have_none(ledger: Engine) -> None:
    note(ledger, OLD, 1)
    note(ledger, NEW, 2, sound=False)
    assert load_baseline(ledger, SITE.key).state == OLD  # type: ignore[union-attr]
    note(ledger, NEW, 3)
    kept = load_baseline(ledger, SITE.key)
    assert kept is not None
    assert kept.state == {**OLD, "pages": {"h": {"title": "旧"}, "c": {"title": "栏目"}}}
    assert (kept.seen.state, kept.seen.run) == (NEW, "run-3")
    note(ledger, OLD, 2)
    assert load_baseline(ledger, SITE.key) == kept, "an older snapshot, judged late, is not what was seen last"


def test_approving(ledger: Engine) -> None:
    note(ledger, OLD, 1)
    note(ledger, NEW, 2, sound=False)
    act = Act("王科", at(3))
    with pytest.raises(UsageError, match="没有采集到"):
        approve(ledger, SITE.key, act, ["z"], embeds=False)
    approve(ledger, SITE.key, act, ["h"], embeds=False)
    assert load_baseline(ledger, SITE.key).state == {**OLD, "pages": {"h": {"title": "新"}}}  # type: ignore[union-attr]
    done = approve(ledger, SITE.key, act, ["c"], embeds=True)
    assert (done.state, done.actor, done.run, done.taken_at) == (NEW, "王科", "run-2", at(3))
    assert load_baseline(ledger, SITE.key) == done
    assert actions(ledger)[1:] == [("baseline.approved", "王科", ["h"]), ("baseline.approved", "王科", ["c"])]


def test_rejecting_keeps_the_baseline(ledger: Engine) -> None:
    note(ledger, OLD, 1)
    with pytest.raises(UsageError, match="理由"):
        reject(ledger, SITE.key, Act("王科", at(3)), " ")
    reject(ledger, SITE.key, Act("王科", at(3)), "被篡改")
    assert load_baseline(ledger, SITE.key).state == OLD  # type: ignore[union-attr]
    assert read_audit(ledger)[-1].detail["note"] == "被篡改"


def test_sites_are_named_as_people_do(ledger: Engine) -> None:
    with pytest.raises(UsageError, match="已有基线的网站：无"):
        named_baseline(ledger, SITE.name)
    note(ledger, OLD, 1)
    for name in (SITE.key, SITE.host, SITE.name):
        assert named_baseline(ledger, name)[0].key == SITE.key
    with pytest.raises(UsageError, match=SITE.name):
        named_baseline(ledger, "别处")
