from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.outcome import Source
from core.snapshot import FooterMarks, Hop, ListItem, PageFacts, Verdict, codec, open_snapshot
from tests.support.snapshots import HOME, SnapshotBuilder

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
DAYS = st.none() | st.dates()
FACTS = st.builds(
    PageFacts,
    title=TEXT,
    lang=TEXT,
    charset_declared=TEXT,
    meta=st.dictionaries(TEXT, st.lists(TEXT, max_size=3).map(tuple), max_size=3),
    publish_day=DAYS,
    publish_source=TEXT,
    items=st.lists(st.builds(ListItem, TEXT, TEXT, DAYS, TEXT), max_size=3).map(tuple),
    footer=st.builds(FooterMarks, site_id_code=TEXT, sitemap=TEXT),
    text_length=st.integers(0, 10**9),
    truncated=st.booleans(),
    scripted=st.lists(TEXT, max_size=2).map(tuple),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=FACTS)
def test_page_facts_round_trip(tmp_path_factory: pytest.TempPathFactory, facts: PageFacts) -> None:
    folder = tmp_path_factory.mktemp("s")
    with open_snapshot(SnapshotBuilder(folder).page(HOME, "x", facts=facts).seal()) as snapshot:
        assert snapshot.home is not None
        assert snapshot.home.facts == facts


@given(st.lists(st.builds(Source, TEXT, TEXT, TEXT, st.integers(0, 9), TEXT), max_size=3).map(tuple))
def test_samples_round_trip(samples: tuple[Source, ...]) -> None:
    assert codec.read_samples(codec.samples_to_json(samples)) == samples


def test_resource_round_trip(tmp_path: Path) -> None:
    hops = (Hop(HOME, "HEAD", 301, "192.0.2.1", "2026-11-23T08:00:00+08:00", 12, ""), Hop(HOME + "x", error="timeout"))
    builder = SnapshotBuilder(tmp_path).resource(
        HOME, Verdict.TIMEOUT, status=0, final_url=HOME + "x", detail="d", hops=hops, attempts=2, recorded=False
    )
    with open_snapshot(builder.seal()) as snapshot:
        found = snapshot.resource(HOME)
    assert found is not None
    assert (found.hops, found.attempts, found.record, found.internal) == (hops, 2, None, True)
    (evidence,) = found.evidence()
    assert evidence.warc == ""
    assert "HEAD https://www.yunling-demo.gov.cn/ 301 192.0.2.1 → GET" in evidence.excerpt


def test_dates_are_iso() -> None:
    assert codec.items_to_json((ListItem("u", "t", date(2026, 1, 2), "s"), ListItem("u", "t"))) == (
        '[["u","t","2026-01-02","s"],["u","t",null,""]]'
    )
