"""Who visits a slot: one, once, on both databases."""

import threading
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from core.availability import Control, SlotOutcome, SlotRecord, Try
from core.clock import BEIJING
from ledger import tables
from ledger.availability import leases
from ledger.availability.leases import LEASE, Wanted, begin, end, lease, prune
from ledger.database import reading

NOW = datetime(2026, 11, 25, 13, 20, tzinfo=BEIJING)
ONE = Wanted("site1", "2026-11-25T13", "www1.example")
TWO = Wanted("site2", "2026-11-25T13", "www2.example")
SAW = Try(NOW.isoformat(), SlotOutcome.FAILED, "timeout", 0, "http://www1.example/", "", "超时", 5, -1, -1, -1, 15000)


def record(wanted: Wanted = ONE, *tries: Try) -> SlotRecord:
    controls = (Control("http://control.example/", True, "HTTP 200"),)
    return SlotRecord(wanted.site, wanted.slot, wanted.host, SlotOutcome.FAILED, None, tries or (SAW, SAW), controls)


def test_a_slot_is_leased_to_one_worker(ledger: Engine) -> None:
    assert lease(ledger, [ONE, TWO], "a", NOW) == ([ONE, TWO], [])
    assert lease(ledger, [ONE, TWO], "b", NOW) == ([], [])
    assert not begin(ledger, ONE, "b", NOW)
    assert begin(ledger, ONE, "a", NOW)
    # Begun is settled for everybody; leased is not.
    assert lease(ledger, [ONE, TWO], "b", NOW) == ([], [ONE])


def test_a_lease_that_expired_before_the_visit_began_goes_to_another(ledger: Engine) -> None:
    lease(ledger, [ONE], "a", NOW)
    assert lease(ledger, [ONE], "b", NOW + LEASE) == ([], [])
    later = NOW + LEASE + timedelta(seconds=1)
    assert lease(ledger, [ONE], "b", later) == ([ONE], [])
    assert not begin(ledger, ONE, "a", later)
    assert begin(ledger, ONE, "b", later)


def test_an_expired_lease_may_not_begin_even_when_nobody_took_it(ledger: Engine) -> None:
    lease(ledger, [ONE], "a", NOW)
    assert not begin(ledger, ONE, "a", NOW + LEASE + timedelta(seconds=1))


def test_what_was_begun_is_never_begun_again(ledger: Engine) -> None:
    lease(ledger, [ONE], "a", NOW)
    assert begin(ledger, ONE, "a", NOW)
    assert not begin(ledger, ONE, "a", NOW)
    assert lease(ledger, [ONE], "b", NOW + timedelta(days=1)) == ([], [ONE])


def test_what_was_begun_meanwhile_stays_with_who_began_it(ledger: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    lease(ledger, [ONE], "a", NOW)
    begin(ledger, ONE, "a", NOW)
    # As if it had been begun after the other one had looked.
    monkeypatch.setattr(leases, "_settled", lambda engine, wanted: [])
    later = NOW + LEASE + timedelta(seconds=1)
    assert lease(ledger, [ONE], "b", later) == ([], [])
    assert end(ledger, record(), "a", later)


def test_a_clock_set_back_gives_no_slot_away(ledger: Engine) -> None:
    lease(ledger, [ONE, TWO], "a", NOW)
    begin(ledger, ONE, "a", NOW)
    earlier = NOW - timedelta(hours=5)
    assert lease(ledger, [ONE, TWO], "b", earlier) == ([], [ONE])
    assert begin(ledger, TWO, "a", earlier)


def test_an_end_is_written_once_and_by_the_worker_alone(ledger: Engine) -> None:
    lease(ledger, [ONE], "a", NOW)
    assert not end(ledger, record(), "a", NOW)
    begin(ledger, ONE, "a", NOW)
    assert not end(ledger, record(), "b", NOW)
    assert end(ledger, record(), "a", NOW + timedelta(seconds=20))
    assert not end(ledger, record(), "a", NOW + timedelta(seconds=21))
    with reading(ledger) as connection:
        row = connection.execute(select(tables.availability)).one()
    assert (row.begun_at, row.ended_at, row.outcome) == (NOW, NOW + timedelta(seconds=20), "failed")
    assert (row.kind, row.dns_ms, row.connect_ms, row.total_ms) == ("timeout", 5, -1, 15000)
    assert [one["detail"] for one in row.tries] == ["超时", "超时"]
    assert row.controls == [{"url": "http://control.example/", "ok": True, "detail": "HTTP 200"}]


def test_of_many_who_ask_at_once_one_gets_it(ledger: Engine) -> None:
    got: list[str] = []
    ready = threading.Barrier(6)

    def ask(worker: str) -> None:
        ready.wait()
        taken, _settled = lease(ledger, [ONE], worker, NOW)
        got.extend(worker for one in taken if begin(ledger, one, worker, NOW))

    threads = [threading.Thread(target=ask, args=(f"w{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_an_expired_lease_goes_to_one_of_many(ledger: Engine) -> None:
    lease(ledger, [ONE], "gone", NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    got: list[str] = []
    ready = threading.Barrier(6)

    def ask(worker: str) -> None:
        ready.wait()
        taken, _settled = lease(ledger, [ONE], worker, later)
        got.extend(worker for one in taken if begin(ledger, one, worker, later))

    threads = [threading.Thread(target=ask, args=(f"w{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_old_slots_are_removed(ledger: Engine) -> None:
    old = Wanted("site1", "2026-09-25T23", "www1.example")
    lease(ledger, [old, ONE], "a", NOW)
    assert prune(ledger, date(2026, 9, 26)) == 1
    assert prune(ledger, date(2026, 9, 26)) == 0
    assert lease(ledger, [ONE], "b", NOW) == ([], [])
