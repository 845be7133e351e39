"""Each measurement is made once per snapshot, and one that fails is told and stops nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from core.snapshot import Probe
from crawler.record import Recorder
from crawler.spider import probing
from crawler.spider.visit import Visit

AT = "2026-11-23T10:00:00+08:00"


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    recorder = Recorder(tmp_path / "s.partial", "Xunjian")
    yield cast(Visit, SimpleNamespace(recorder=recorder, tell=lambda *_: None))
    recorder.close()


def kinds(visit: Visit) -> list[str]:
    return [str(row["kind"]) for row in visit.recorder.db.execute("SELECT kind FROM probe ORDER BY id")]


async def good(visit: Visit) -> Sequence[Probe]:
    return [Probe("good", "a", AT, {}), Probe("better", "a", AT, {})]


async def bad(visit: Visit) -> Sequence[Probe]:
    raise ValueError("nonsense from a server")


async def endless(visit: Visit) -> Sequence[Probe]:
    await asyncio.Event().wait()
    return []


async def test_one_that_fails_is_told_and_the_rest_goes_on(visit: Visit) -> None:
    await probing.probe_all(visit, (("bad", bad), ("good", good)))
    assert kinds(visit) == [probing.UNMEASURED, "good", "better"]
    row = visit.recorder.db.execute("SELECT subject, data FROM probe WHERE kind = 'unmeasured'").fetchone()
    assert row["subject"] == "bad"
    assert "nonsense from a server" in row["data"]


async def test_one_without_end_is_cut(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "LIMIT", 0.01)
    await probing.probe_all(visit, (("endless", endless), ("good", good)))
    assert kinds(visit) == [probing.UNMEASURED, "good", "better"]


async def test_a_resumed_crawl_measures_only_what_it_has_not(visit: Visit) -> None:
    await probing.probe_all(visit, (("good", good),))
    made: list[str] = []

    async def other(visit: Visit) -> Sequence[Probe]:
        made.append("other")
        return []

    await probing.probe_all(visit, (("good", good), ("other", other)))
    await probing.probe_all(visit, (("good", good), ("other", other)))
    assert made == ["other"]
    assert kinds(visit) == ["good", "better"]
