"""The office's catalogue: workbook and ledger give back what they were given; wrong rows are named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.catalogue import CatalogueItem, shipped_catalogue
from core.clock import BEIJING
from core.errors import RegisterError
from ledger.audit import read_audit
from ledger.catalogue import load_catalogue, parse_catalogue, save_catalogue, write_catalogue

OWN = (
    CatalogueItem("试点领域", "养老服务", "机构名录", ("http://www.yunling-demo.gov.cn/yl/",), "云岭县民政局", 30),
    CatalogueItem("补贴公开", "惠民惠农财政补贴", "耕地地力保护补贴", levels=("县", "乡", "村"), verified="V1"),
)


@pytest.mark.parametrize("items", [OWN, shipped_catalogue()], ids=["own", "shipped"])
def test_the_workbook_is_read_back(tmp_path: Path, items: tuple[CatalogueItem, ...]) -> None:
    write_catalogue(items, tmp_path / "c.xlsx")
    assert parse_catalogue(tmp_path / "c.xlsx") == (items, ())


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    write_catalogue([CatalogueItem("试点领域", "=1+1")], tmp_path / "c.xlsx")
    (found,), _errors = parse_catalogue(tmp_path / "c.xlsx")
    assert found.area == "=1+1"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("试点,,,,,,,", "领域"),
        ("试点,养老,,ftp://x/,,,,", "栏目"),
        ("试点,养老,,,,三十,,", "更新周期"),
        ("试点,养老,,,,,省,", "公开层级"),
        ("试点,养老,,,,,,V9", "核实情况"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, cells: str, column: str) -> None:
    path = tmp_path / "c.csv"
    head = "分组,领域,公开事项,栏目（网址或名称）,责任单位,更新周期（天）,公开层级,核实情况"
    path.write_text(f"{head}\n{cells}\n试点,就业,,,,,,\n", "utf-8")
    items, errors = parse_catalogue(path)
    assert [item.area for item in items] == ["就业"]
    assert len(errors) == 1
    assert errors[0].row == 2
    assert column in errors[0].column


def test_another_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("网站名称,首页网址\n云岭县,http://x/\n", "utf-8")
    with pytest.raises(RegisterError, match="公开目录"):
        parse_catalogue(tmp_path / "c.csv")


def test_the_ledger_keeps_it(engine: Engine) -> None:
    assert load_catalogue(engine) == shipped_catalogue()
    save_catalogue(engine, OWN, datetime(2026, 11, 23, 9, tzinfo=BEIJING), "县府办")
    assert load_catalogue(engine) == OWN
    assert [(row.actor, row.action) for row in read_audit(engine)] == [("县府办", "catalogue.import")]
