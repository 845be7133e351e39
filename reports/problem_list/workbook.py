"""Writes 问题清单.xlsx, its sheets ready to print. Nothing in it is ever a formula or a live link."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import xlsxwriter

from core.cells import safe_cell
from reports.model import Inspection
from reports.packing import document_time, repack
from reports.plain import plain
from reports.problem_list.columns import (
    ACCOUNT_COLUMNS,
    BY_HAND_COLUMNS,
    COLUMNS,
    FIXED_COLUMNS,
    LINK_COLUMNS,
    PLATFORM_COLUMNS,
    UNMEASURED_COLUMNS,
    Column,
    Row,
    account_rows,
    by_hand_rows,
    confirmed_rows,
    fixed_rows,
    link_rows,
    platform_rows,
    suspected_rows,
    unmeasured_rows,
)
from reports.wording import minute

_OPTIONS = {
    "in_memory": True,
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
}
#: Twelve columns are not legible on A4 landscape; A3 is what offices print such lists on.
_A3 = 8
#: Height of one line of text in points, and the most a row can have.
_LINE, _TALLEST = 13.5, 400
_FONT = {"font_name": "宋体", "font_size": 10, "border": 1, "border_color": "#8A93A0"}


def write_problem_list(inspection: Inspection, stream: BinaryIO) -> None:
    """Write the workbook. The same inspection gives the same bytes."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, _OPTIONS)
    book.set_properties(
        {
            "title": f"{plain(inspection.county, 60)}{plain(inspection.period, 60)}问题清单",
            "author": plain(inspection.office, 60),
            "created": document_time(inspection.finished),
        }
    )
    styles = _styles(book)
    for name, columns, rows in _sheets(inspection):
        sheet = book.add_worksheet(name)
        count = _fill(sheet, columns, rows, styles)
        _set_print(sheet, len(columns), count, f"{name}　{minute(inspection.finished)}")
    book.close()
    repack(written, stream)


def _sheets(inspection: Inspection) -> Iterator[tuple[str, Sequence[Column], Iterable[Row]]]:
    yield "问题清单", COLUMNS, confirmed_rows(inspection)
    yield "疑似待核实", COLUMNS, suspected_rows(inspection)
    yield "链接问题明细", LINK_COLUMNS, link_rows(inspection)
    yield "链接人工核对", BY_HAND_COLUMNS, by_hand_rows(inspection)
    yield "未检测项目", UNMEASURED_COLUMNS, unmeasured_rows(inspection)
    yield "已整改", FIXED_COLUMNS, fixed_rows(inspection)
    if inspection.media:
        yield "新媒体账号", ACCOUNT_COLUMNS, account_rows(inspection.media)
        yield "新媒体分平台统计", PLATFORM_COLUMNS, platform_rows(inspection.media)


def _styles(book: Any) -> dict[str, Any]:
    wrapped = {**_FONT, "text_wrap": True, "valign": "top"}
    return {
        "heading": book.add_format(
            {**wrapped, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
        ),
        "text": book.add_format({**wrapped, "num_format": "@"}),
        "number": book.add_format({**wrapped, "align": "center"}),
    }


def _fill(sheet: Any, columns: Sequence[Column], rows: Iterable[Row], styles: dict[str, Any]) -> int:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.name, styles["heading"])
    sheet.set_row(0, 32)
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.set_row(count, _height(row, columns))
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(count, index, value, styles["number"])
            elif not value:
                sheet.write_blank(count, index, None, styles["text"])
            else:
                sheet.write_string(count, index, safe_cell(plain(value)), styles["text"])
    return count


def _height(row: Row, columns: Sequence[Column]) -> float:
    """Points that the tallest wrapped cell needs: not every program fits rows to their text by itself."""
    lines = max(_lines(str(value), column.width) for value, column in zip(row, columns, strict=True))
    return min(_TALLEST, _LINE * lines + 2)


def _lines(text: str, width: int) -> int:
    wide = (sum(1 + (east_asian_width(character) in "WF") for character in part) for part in text[:2000].split("\n"))
    return sum(max(1, math.ceil(columns / (width - 1))) for columns in wide)


def _set_print(sheet: Any, columns: int, count: int, footer: str) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{footer}&R第 &P 页，共 &N 页")
