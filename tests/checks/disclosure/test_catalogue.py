"""disclosure.catalogue by address and interval; subsidies' names and levels."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.disclosure.subsidy import subsidy_name
from core.catalogue import CatalogueItem
from core.county import Site
from core.outcome import Outcome
from core.snapshot import ListItem, PageFacts, PageKind, Verdict
from tests.support.judging import judge
from tests.support.snapshots import HOME, SnapshotBuilder

URL = HOME + "yl/"


def row(interval: int = 0) -> CatalogueItem:
    return CatalogueItem("试点领域", "养老服务", columns=(URL,), unit="云岭县民政局", interval_days=interval)


def outcomes(builder: SnapshotBuilder) -> dict[tuple[str, ...], Outcome]:
    return {item.identity: item.outcome for item in judge("disclosure.catalogue", builder)}


@pytest.mark.parametrize(("day", "outcome"), [(date(2026, 10, 24), "passed"), (date(2026, 10, 23), "failed")])
def test_an_interval_is_held_to_the_day(tmp_path: Path, day: date, outcome: str) -> None:
    items = (ListItem(URL + "1.html", "养老服务补贴发放情况", day, "list"),)
    builder = SnapshotBuilder(tmp_path, catalogue=(row(30),))
    builder.page(URL, kind=PageKind.COLUMN, facts=PageFacts(title="养老服务", items=items))
    assert outcomes(builder)[("试点领域", "养老服务", "")] == outcome


def test_an_address_that_does_not_open_is_a_fault(tmp_path: Path) -> None:
    builder = SnapshotBuilder(tmp_path, catalogue=(row(),)).page(HOME, "<p>首页</p>", kind=PageKind.HOME)
    builder.resource(URL, Verdict.DEAD, status=404)
    assert outcomes(builder)[("试点领域", "养老服务", "")] is Outcome.FAILED


def test_a_row_names_its_unit(tmp_path: Path) -> None:
    rows = (row(), CatalogueItem("试点领域", "就业", columns=(URL,)))
    builder = SnapshotBuilder(tmp_path, catalogue=rows).page(HOME, "<p>首页</p>", kind=PageKind.HOME)
    found = judge("disclosure.catalogue", builder.resource(URL, Verdict.DEAD, status=404))
    assert [item.facets.get("unit") for item in found] == ["云岭县民政局", None, None]


def test_an_address_that_was_not_crawled_is_none(tmp_path: Path) -> None:
    assert outcomes(SnapshotBuilder(tmp_path, catalogue=(row(),))) == {("汇总",): Outcome.CANT_TELL}


def test_departments_are_not_asked(tmp_path: Path) -> None:
    site = Site("jyj", "云岭县教育局", HOME, unit="云岭县教育局")
    builder = SnapshotBuilder(tmp_path, site=site, catalogue=(row(),))
    assert outcomes(builder) == {(): Outcome.INAPPLICABLE}
    assert judge("disclosure.subsidy", SnapshotBuilder(tmp_path / "again", site=site)) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云岭县2026年耕地地力保护补贴发放结果公示", "耕地地力保护补贴"),
        ("云溪镇关于2026年农机购置补贴的公示", "农机购置补贴"),
        ("柳河村退耕还林补助发放名单", "退耕还林补助"),
        ("全县工作会议公示", ""),
    ],
)
def test_names_of_subsidies(title: str, name: str) -> None:
    assert subsidy_name(title) == name


@given(st.text(max_size=60))
def test_any_title_is_read(title: str) -> None:
    assert isinstance(subsidy_name(title), str)
