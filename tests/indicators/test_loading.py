"""Indicator tables: shipped ones load; broken ones are named."""

from pathlib import Path

import pytest

from checks import load_registry
from core.errors import IndicatorError
from indicators import load_table, load_tables, with_lists
from indicators.model import RowKind, Verified

GOOD = """
id = "own"
title = "自定义"
document = "本县办法"
issued = 2026-01-01
version = 2
applies_to = "website"
[params."link.dead"]
temporary_rounds = 3
[[rows]]
id = "X-1"
name = "死链"
kind = "deduct"
rule = "每个扣0.5分"
source = "本县办法第三条"
verified = "V1"
points = 0.5
max_points = 2
[[rows.clauses]]
id = "X-1.1"
text = "死链"
threshold = 1
verified = "V1"
checks = ["link.dead"]
"""


def test_shipped_tables() -> None:
    tables = load_tables()
    assert {"2017-47-policy", "2019-19-media", "2019-19-website"} <= set(tables)
    rows = {row.id: row for row in tables["2019-19-website"].rows}
    assert [rows["W-V4"].clauses[n].threshold for n in range(3)] == [5, 10, 5]
    assert rows["W-V2"].window_days == 7


def test_tables_that_only_list_stand_behind_the_one_that_decides(tmp_path: Path) -> None:
    listing = GOOD.replace('id = "own"', 'id = "lists"').replace('"deduct"', '"list"').replace('"X-1', '"Y-1')
    again = listing.replace('"lists"', '"again"').replace("rounds = 3", "rounds = 9").replace('"Y-1', '"X-1')
    for name, text in (
        ("own", GOOD),
        ("lists", listing),
        ("again", again),
        ("other", GOOD.replace('"own"', '"other"')),
    ):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    joined = with_lists(
        {name: load_table(tmp_path / f"{name}.toml") for name in ("again", "lists", "other", "own")}, "own"
    )
    assert (joined.id, [row.id for row in joined.rows]) == ("own", ["X-1", "Y-1"])
    assert joined.rows[0].kind is RowKind.DEDUCT
    assert joined.params["link.dead"] == {"temporary_rounds": 3}
    with pytest.raises(IndicatorError, match="无法评定"):
        with_lists({}, "own")


def test_every_check_named_by_a_shipped_table_exists() -> None:
    known = {check.id for check in load_registry(plugins=[])}
    for table in load_tables().values():
        named = {name for row in table.rows for clause in row.clauses for name in clause.checks}
        assert named <= known
        assert set(table.params) <= known


def test_every_built_in_check_feeds_a_row() -> None:
    named = {n for t in load_tables().values() for row in t.rows for clause in row.clauses for n in clause.checks}
    assert {check.id for check in load_registry(plugins=[])} <= named


def test_shipped_parameters_are_ones_the_checks_know() -> None:
    registry = load_registry(plugins=[])
    for table in load_tables().values():
        for check_id, params in table.params.items():
            assert set(params) <= set(registry.get(check_id).defaults)


def test_unverified_rows_never_veto_by_number() -> None:
    for table in load_tables().values():
        for row in table.rows:
            assert row.kind is not RowKind.DEDUCT or row.verified is not Verified.M


def test_own_table_replaces_shipped(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace('"own"', '"2019-19-media"'), "utf-8")
    tables = load_tables(tmp_path)
    assert tables["2019-19-media"].version == 2
    assert "2019-19-website" in tables


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndicatorError, match="nowhere"):
        load_tables(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "自定义"', "", "title"),
        ("issued = 2026-01-01", 'issued = "x"', "issued"),
        ('kind = "deduct"', 'kind = "shout"', "X-1"),
        ("threshold = 1", "threshold = 0", "X-1.1"),
        ("threshold = 1", "threshold = 2\nwarn = 2", "warn"),
        ('verified = "V1"\nchecks', 'verified = "V9"\nchecks', "V9"),
        ("[[rows.clauses]]", "[rows.other]", "clauses"),
        ("version = 2", "version = ", "无法读取"),
        ('text = "死链"\n', "", "text"),
    ],
)
def test_broken_table_names_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(IndicatorError, match=said) as caught:
        load_table(path)
    assert "own.toml" in str(caught.value)


def test_no_clauses_and_duplicate_ids(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    head, _, _ = GOOD.partition("[[rows.clauses]]")
    path.write_text(head + "clauses = []\n", "utf-8")
    with pytest.raises(IndicatorError, match="至少"):
        load_table(path)
    rows = GOOD.partition("[[rows]]")[2]
    path.write_text(GOOD + "[[rows]]" + rows, "utf-8")
    with pytest.raises(IndicatorError, match="X-1"):
        load_table(path)
