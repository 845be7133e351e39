"""Files to sheets of text: xlsx and csv, bounded against hostile files."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl

from core.cells import plain_cell
from core.errors import RegisterError
from ledger.register.values import LONGEST

#: Bounds of one file: bytes as stored, bytes unpacked, sheets, filled rows and columns of a sheet. A county registers
#: some hundred sites and a few thousand columns.
MAX_FILE = 16 * 1024 * 1024
MAX_UNPACKED = 48 * 1024 * 1024
MAX_SHEETS = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 64
#: Spreadsheets keep fifteen digits of a number: longer ones are shown as they are kept, rounded, never as if exact.
_EXACT = 10**15
#: The last row Excel knows; a sheet that claims more is not Excel's.
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as text: `rows` are (row number from 1, cells); rows without any text are left out."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(path: Path) -> list[RawSheet]:
    """Read an xlsx or csv file, told apart by content. Raises RegisterError for anything else or beyond bounds."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise RegisterError(f"文件 {path} 超过 {MAX_FILE // 2**20} MB，不像登记表。请删去图片等无关内容后重试。")
        data = path.read_bytes()
    except OSError as error:
        raise RegisterError(f"文件 {path} 无法打开：{error.strerror}。") from error
    if data.startswith(b"PK"):
        return _read_xlsx(path, data)
    if data.startswith(b"\xd0\xcf\x11\xe0") or data.lstrip()[:1] == b"<":
        raise RegisterError(f"文件 {path} 是旧版 .xls 或网页格式。请用 Excel 或 WPS 另存为 .xlsx 后重试。")
    return [_read_csv(path, data)]


def _read_xlsx(path: Path, data: bytes) -> list[RawSheet]:
    _check_archive(path, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of harmless extensions that WPS writes
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return _book_sheets(path, book)
    except RegisterError:
        raise
    except Exception as error:  # whatever a broken workbook makes the library raise
        raise RegisterError(
            f"文件 {path} 不是完好的 .xlsx 文件（{type(error).__name__}）。请另存一份后重试。"
        ) from error


def _book_sheets(path: Path, book: openpyxl.Workbook) -> list[RawSheet]:
    if len(book.worksheets) > MAX_SHEETS:
        raise RegisterError(f"文件 {path} 有 {len(book.worksheets)} 张工作表，超过 {MAX_SHEETS} 张。")
    sheets = []
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS, values_only=True)
        sheets.append(RawSheet(sheet.title, _bounded(path, sheet.title, rows)))
    return sheets


def _check_archive(path: Path, data: bytes) -> None:
    # zipfile never unpacks more than the size an entry declares, so the declared sizes are a true bound.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RegisterError(f"文件 {path} 不是完好的 .xlsx 文件。请另存一份后重试。") from error
    if unpacked > MAX_UNPACKED:
        raise RegisterError(f"文件 {path} 解压后有 {unpacked // 2**20} MB，不像登记表，已拒绝读取。")


def _read_csv(path: Path, data: bytes) -> RawSheet:
    text = _decode(path, data)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = "\t" if "\t" in first and "," not in first else ","
    try:
        return RawSheet(path.name, _bounded(path, path.name, csv.reader(io.StringIO(text, ""), delimiter=delimiter)))
    except csv.Error as error:
        raise RegisterError(f"文件 {path} 不是完好的 CSV 文件：{error}。") from error


def _decode(path: Path, data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterError(f"文件 {path} 的文字编码不能识别。请用 Excel 或 WPS 另存为 .xlsx 后重试。")


def _bounded(path: Path, name: str, rows: Iterable[Iterable[object]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in _filled(rows):
        if len(kept) == MAX_ROWS:
            raise RegisterError(f"文件 {path} 的工作表“{name}”超过 {MAX_ROWS} 行，不像登记表。")
        kept.append((number, cells))
    return tuple(kept)


def _filled(rows: Iterable[Iterable[object]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(map(tuple, rows), start=1):
        # A million blank rows before one filled one are passed over quickly.
        if not any(row):
            continue
        cells = tuple(_text(value) for value in row[:MAX_COLUMNS])
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float) and abs(value) >= _EXACT:
        return f"{value:.14E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    # One character more than may stand in a cell, so that the reader of the cell still refuses it.
    return plain_cell(str(value)[: LONGEST + 1])
