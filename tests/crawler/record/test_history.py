"""What one crawl hands on to the next about each page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from core.snapshot import PageFacts, PageHistory, open_snapshot
from crawler.record.history import Past
from tests.support.snapshots import HOME, TAKEN_AT, SnapshotBuilder

URL = HOME + "a.html"
TODAY = date(2026, 11, 30)
SHOWN = PageFacts(publish_day=date(2026, 11, 1), publish_source="label")


def past(builder: SnapshotBuilder, url: str, facts: PageFacts = SHOWN) -> PageHistory:
    with open_snapshot(builder.seal()) as snapshot:
        return Past(snapshot).of(url, facts, TODAY)


def test_without_an_earlier_crawl_all_is_new() -> None:
    assert Past(None).of(URL, SHOWN, TODAY) == PageHistory(TODAY)


def test_a_page_that_the_last_complete_crawl_did_not_have(tmp_path: Path) -> None:
    assert past(SnapshotBuilder(tmp_path), URL) == PageHistory(TODAY, TAKEN_AT.date())


def test_an_incomplete_crawl_proves_no_absence(tmp_path: Path) -> None:
    assert past(SnapshotBuilder(tmp_path).gap("page_cap", HOME), URL) == PageHistory(TODAY)


def test_what_was_known_is_handed_on(tmp_path: Path) -> None:
    known = PageHistory(date(2026, 5, 1), date(2026, 4, 24), (date(2026, 4, 30),))
    builder = SnapshotBuilder(tmp_path).page(URL, facts=SHOWN).history(URL, known)
    assert past(builder, URL) == known


def test_another_day_than_last_time_is_noted_once(tmp_path: Path) -> None:
    later = replace(SHOWN, publish_day=date(2026, 11, 28))
    noted = past(SnapshotBuilder(tmp_path / "a").page(URL, facts=SHOWN), URL, later)
    assert noted == PageHistory(TAKEN_AT.date(), None, (date(2026, 11, 1),))
    again = SnapshotBuilder(tmp_path / "b").page(URL, facts=SHOWN).history(URL, noted)
    assert past(again, URL, later) == noted


def test_the_days_of_a_page_that_always_shows_another_are_bounded(tmp_path: Path) -> None:
    many = PageHistory(date(2026, 5, 1), None, tuple(date(2026, 6, day) for day in range(1, 11)))
    builder = SnapshotBuilder(tmp_path).page(URL, facts=SHOWN).history(URL, many)
    found = past(builder, URL, PageFacts())
    assert len(found.days) == 10
    assert found.days[-1] == date(2026, 11, 1)
