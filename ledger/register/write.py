"""A Register to spreadsheets that `parse` reads back unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from core.cells import safe_cell
from core.county import Register
from core.errors import RegisterError
from ledger.register.heading import Heading
from ledger.register.headings import SHEETS, Kind

#: Fixed, so that the same register gives the same bytes.
_CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - xlsxwriter takes naive times

#: Rows below the header that get the dropdowns.
_DROPDOWN_ROWS = 2000

_ROBOTS = {"obey": "是", "ignore": "否", "": ""}


def write_xlsx(register: Register, path: Path) -> None:
    """Write one workbook with a sheet per kind. Raises RegisterError naming the path when it cannot be written."""
    book = new_workbook(path)
    for kind in Kind:
        add_sheet(book, kind, register)
    close_workbook(book, path)


def write_csv(register: Register, folder: Path) -> list[Path]:
    """Write one UTF-8 file with BOM per kind that has rows; return their paths. Raises RegisterError."""
    paths = []
    for kind in Kind:
        rows = list(sheet_rows(kind, register))
        if rows:
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow([heading.title for heading in SHEETS[kind]])
            writer.writerows([[safe_cell(str(value)) for value in row] for row in rows])
            paths.append(folder / f"{kind.value}.csv")
            _write_bytes(paths[-1], text.getvalue().encode("utf-8-sig"))
    return paths


def new_workbook(path: Path) -> xlsxwriter.Workbook:
    """A workbook that evaluates nothing it is given."""
    # In memory: a workbook half written must not replace a good one.
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "网站与新媒体登记表", "created": _CREATED})
    return book


def close_workbook(book: xlsxwriter.Workbook, path: Path) -> None:
    """Write the file. Raises RegisterError naming the path when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.close()
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise RegisterError(f"登记表 {path} 无法写入：{error}。请检查该文件是否正被打开、目录是否可写。") from error


def add_sheet(book: xlsxwriter.Workbook, kind: Kind, register: Register) -> None:
    """Add one kind's sheet: header, rows, dropdowns, help on the header cells."""
    sheet = book.add_worksheet(kind.value)
    header = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    text = book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for index, heading in enumerate(SHEETS[kind]):
        sheet.write_string(0, index, heading.title, header)
        sheet.set_column(index, index, _width(heading), text)
        _dropdown(sheet, index, heading)
    for number, row in enumerate(sheet_rows(kind, register), start=1):
        for index, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, index, value)
            elif value:
                sheet.write_string(number, index, safe_cell(value), text)


def sheet_rows(kind: Kind, register: Register) -> Iterator[list[str | int | float]]:
    """The cells of one kind's rows, in the order of its headings."""
    sites = {site.key: site for site in register.sites}
    if kind is Kind.COUNTY:
        if register.county:
            yield [register.county]
        return
    for item in _items(kind, register):
        extra: dict[str, str] = {}
        if kind is Kind.COLUMNS:
            site = sites[item.site]
            extra = {"site_code": site.id_code or site.key, "site_name": site.name}
        yield [_cell(heading, extra.get(heading.attribute) or _get(item, heading)) for heading in SHEETS[kind]]


def _items(kind: Kind, register: Register) -> tuple[Any, ...]:
    return {
        Kind.UNITS: register.units,
        Kind.SITES: register.sites,
        Kind.COLUMNS: register.columns,
        Kind.ACCOUNTS: register.accounts,
    }[kind]


def _get(item: object, heading: Heading) -> object:
    return getattr(item, heading.attribute)


def _cell(heading: Heading, value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, date):
        return value.isoformat()
    if heading.attribute == "robots":
        return _ROBOTS[str(value)]
    return value if isinstance(value, int | float) else str(value)


def _width(heading: Heading) -> int:
    return 40 if "网址" in heading.title or "URL" in heading.title else max(14, 2 * len(heading.title) + 2)


def _dropdown(sheet: xlsxwriter.worksheet.Worksheet, index: int, heading: Heading) -> None:
    if not heading.choices:
        return
    options = {
        "validate": "list",
        "source": list(heading.choices),
        "error_title": "请从列表中选择",
        "error_message": heading.help,
    }
    sheet.data_validation(1, index, _DROPDOWN_ROWS, index, options)


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise RegisterError(f"登记表 {path} 无法写入：{error.strerror}。") from error
