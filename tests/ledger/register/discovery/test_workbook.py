from __future__ import annotations

from pathlib import Path

import openpyxl

from core.county import Column, ColumnCategory, Register
from ledger.register.discovery import Proposal, Shape, write_proposals
from ledger.register.parse import parse
from tests.support.snapshots import HOME, SITE

LIST = Proposal("=公告栏", f"{HOME}tz/", ColumnCategory.NOTICES, Shape.LIST, newest_title="@甲")
SINGLE = Proposal("县情", f"{HOME}xq/", ColumnCategory.OTHER, Shape.SINGLE)


def test_the_lists_can_be_imported_and_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "columns.xlsx"
    write_proposals(path, SITE, (LIST, SINGLE))
    result = parse([path], Register(sites=(SITE,)))
    assert result.register.columns == (Column(SITE.key, "=公告栏", LIST.url, ColumnCategory.NOTICES),)
    book = openpyxl.load_workbook(path)
    assert [sheet.max_row for sheet in book] == [2, 2]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
