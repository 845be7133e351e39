"""Any number of processes that start, stall, die and restart under any clock: no slot is visited twice."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from core.availability import SlotOutcome, SlotRecord, Try
from core.clock import BEIJING
from core.county import Register, Site
from ledger import tables
from ledger.availability.leases import Wanted, begin, end, lease
from ledger.database import open_database, reading
from ledger.register.store import save_register

WANTED = [Wanted(f"site{number}", slot, "h") for number in range(2) for slot in ("2026-11-25T13", "2026-11-25T14")]
START = datetime(2026, 11, 25, 13, 30, tzinfo=BEIJING)
SAW = Try("", SlotOutcome.OPENED, "ok", 200)


class Lives(RuleBasedStateMachine):
    """`visited` is what the servers would count."""

    leased = Bundle("leased")
    begun = Bundle("begun")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = open_database(f"sqlite:///{Path(self.folder.name) / 'ledger.db'}")
        register = Register("", (), tuple(Site(f"site{number}", "", "http://h/") for number in range(2)))
        save_register(self.engine, register, START, "test")
        self.now, self.visited, self.ended = START, dict[Wanted, int](), set[Wanted]()

    @rule(seconds=st.integers(-4000, 4000))
    def clock(self, seconds: int) -> None:
        """Time passes, or the clock is set back."""
        self.now += timedelta(seconds=seconds)

    @rule(target=leased, worker=st.sampled_from("abc"), wanted=st.lists(st.sampled_from(WANTED), unique=True))
    def lease(self, worker: str, wanted: list[Wanted]) -> Any:
        taken, settled = lease(self.engine, wanted, worker, self.now)
        assert {one for one in wanted if one in self.visited} == set(settled)
        return worker, taken

    @rule(target=begun, held=leased)
    def begin(self, held: tuple[str, list[Wanted]]) -> Any:
        """A process that stalled in between may come to this long after it lost its lease, or twice."""
        worker, taken = held
        begun = [one for one in taken if begin(self.engine, one, worker, self.now)]
        for one in begun:
            self.visited[one] = self.visited.get(one, 0) + 1
        return worker, begun

    @rule(held=begun)
    def end(self, held: tuple[str, list[Wanted]]) -> None:
        """What was begun may never come to this: then its process died."""
        worker, begun = held
        for one in begun:
            record = SlotRecord(one.site, one.slot, one.host, SlotOutcome.OPENED, None, (SAW,))
            assert end(self.engine, record, worker, self.now) is (one not in self.ended)
            self.ended.add(one)

    @invariant()
    def nothing_is_visited_twice(self) -> None:
        assert set(self.visited.values()) <= {1}

    @invariant()
    def the_ledger_says_what_was_done(self) -> None:
        with reading(self.engine) as connection:
            rows = connection.execute(select(tables.availability)).all()
        begun = {(row.site, row.slot) for row in rows if row.begun_at}
        assert begun == {(one.site, one.slot) for one in self.visited}
        assert {(row.site, row.slot) for row in rows if row.ended_at} == {(one.site, one.slot) for one in self.ended}

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
