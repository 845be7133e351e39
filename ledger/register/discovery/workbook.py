"""Proposed columns as a register's sheet: what a person leaves in it can be imported as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

from core.cells import safe_cell
from core.county import Site
from ledger.register.discovery.proposal import Proposal
from ledger.register.heading import Heading
from ledger.register.headings import SHEETS, Kind
from ledger.register.write import close_workbook, new_workbook

#: Beside the register's own headings; an import leaves them out.
REMARKS = ("层级", "上级栏目", "形式", "条目数", "最新日期", "最新条目", "判断依据")
#: This sheet's headings are none of the register's, so it is never imported.
_OTHERS = ("名称", "地址", "建议类别", *REMARKS)
_WIDTHS = {"栏目网址": 46, "地址": 46, "最新条目": 46, "上级栏目": 24, "判断依据": 40, "形式": 22}


def write_proposals(path: Path, site: Site, proposals: Sequence[Proposal]) -> None:
    """Write lists into the sheet 栏目, everything else into a sheet to look at. Raises RegisterError."""
    names = {proposal.url: proposal.name for proposal in proposals}
    book = new_workbook(path)
    headings = SHEETS[Kind.COLUMNS]
    rows = ([*_register_cells(p, site, headings), *_remarks(p, names)] for p in proposals if p.worth_registering)
    _sheet(book, Kind.COLUMNS.value, (*(heading.title for heading in headings), *REMARKS), rows)
    others = ([p.name, p.url, p.category.value, *_remarks(p, names)] for p in proposals if not p.worth_registering)
    _sheet(book, "非列表栏目（不导入）", _OTHERS, others)
    close_workbook(book, path)


def _register_cells(proposal: Proposal, site: Site, headings: Sequence[Heading]) -> list[str | int]:
    given: dict[str, str | int] = {
        "site_code": site.id_code or site.key,
        "site_name": site.name,
        "name": proposal.name,
        "url": proposal.url,
        "category": proposal.category.value,
        "interval_days": proposal.interval_days,
    }
    return [given.get(heading.attribute, "") for heading in headings]


def _remarks(proposal: Proposal, names: dict[str, str]) -> list[str | int]:
    return [
        proposal.level,
        names.get(proposal.parent, ""),
        proposal.shape.value,
        proposal.items,
        proposal.newest.isoformat() if proposal.newest else "",
        proposal.newest_title,
        proposal.why,
    ]


def _sheet(book: xlsxwriter.Workbook, name: str, titles: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for index, title in enumerate(titles):
        sheet.set_column(index, index, _WIDTHS.get(title, 16))
        sheet.write_string(0, index, title, bold)
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, index, value)
            elif value:
                sheet.write_string(number, index, safe_cell(value), text)
