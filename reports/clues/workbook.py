"""The clue list: a person answers in 人工核定 and sends it back. Nothing in it is ever a formula or a live link."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter

from checks.media.clues.clue import Clue
from core.cells import safe_cell
from ledger.clues import JudgedClue
from reports.clues.columns import ANSWERS, APART, APART_NOTE, CLUES, COLUMNS, LEFT_OUT, clue_rows
from reports.packing import document_time, repack
from reports.plain import plain

_OPTIONS = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
_NOTE = (
    "以下只是供人工核查的线索，不是结论，不得据此通报。核查后在“人工核定”列选择结果，再用 xunjian clues import 导入。"
)
#: Row of the headings, from 0.
_HEADER = 1


def write_clue_list(clues: Sequence[Clue], judged: Mapping[str, JudgedClue], at: datetime, stream: BinaryIO) -> None:
    """Write the workbook. The same clues at the same time give the same bytes."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, _OPTIONS)
    book.set_properties({"title": "未登记政务新媒体线索表", "created": document_time(at)})
    styles = (
        book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "border": 1}),
        book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "border": 1}),
    )
    _fill(book.add_worksheet(CLUES), _NOTE, clue_rows(clues, judged), *styles)
    _fill(book.add_worksheet(APART), APART_NOTE, clue_rows(clues, judged, LEFT_OUT), *styles)
    book.close()
    repack(written, stream)


def _fill(sheet: Any, note: str, rows: Iterable[tuple[int | str, ...]], text: Any, bold: Any) -> None:
    sheet.write_string(0, 0, note)
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.write_string(_HEADER, index, column.name, bold)
    last = _HEADER
    for last, row in enumerate(rows, start=_HEADER + 1):
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, index, value, text)
            else:
                sheet.write_string(last, index, safe_cell(plain(value)), text)
    answer = next(index for index, column in enumerate(COLUMNS) if column.name == "人工核定")
    sheet.data_validation(_HEADER + 1, answer, last + 1, answer, {"validate": "list", "source": list(ANSWERS)})
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.autofilter(_HEADER, 0, last, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
