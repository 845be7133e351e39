"""Files as they come: encodings, wrong formats, and hostile ones."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import RegisterError
from ledger.register import sheets
from ledger.register.sheets import read_sheets


def write(tmp_path: Path, data: bytes, name: str = "register.bin") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "网站名称,首页网址\n“云岭”,a\n".encode(encoding))
    (sheet,) = read_sheets(path)
    assert sheet.rows == ((1, ("网站名称", "首页网址")), (2, ("“云岭”", "a")))


def test_cells_of_a_workbook_become_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([3600000001, 3.0, 0.5, True, False, date(2026, 1, 2), datetime(2026, 1, 2, 3), "'=1+1", "x" * 9000])  # noqa: DTZ001
    sheet.cell(700_000, 1, "远处")
    book.save(tmp_path / "a.xlsx")
    (read,) = read_sheets(tmp_path / "a.xlsx")
    (first, cells), (second, _) = read.rows
    assert cells[:5] == ("3600000001", "3", "0.5", "是", "否")
    assert cells[5].startswith("2026-01-02")
    assert (cells[7], len(cells[8])) == ("=1+1", 2001)
    assert (first, second) == (1, 700_000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls"),
        (b"  <html><table>", "网页格式"),
        (b"PK\x03\x04 broken", "不是完好的 .xlsx"),
        (b"\xff\xfe\x00", "文字编码不能识别"),
        (b"\x81\xff\xff", "文字编码不能识别"),
        (b'a,"' + b"x" * 200_000, "不是完好的 CSV"),
    ],
)
def test_what_is_no_register_is_refused_in_words(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        read_sheets(write(tmp_path, data))


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(RegisterError, match="不是完好的"):
        read_sheets(tmp_path / "a.xlsx")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\x00" * (sheets.MAX_UNPACKED + 1))
    with pytest.raises(RegisterError, match="解压后有"):
        read_sheets(tmp_path / "a.xlsx")


def test_entity_bombs_are_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "good.xlsx")
    entities = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb = f"{entities}<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, bomb if name == "xl/worksheets/sheet1.xml" else good.read(name))
    with pytest.raises(RegisterError, match="不是完好的"):
        read_sheets(tmp_path / "a.xlsx")


def test_too_many_rows_or_sheets_or_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    with pytest.raises(RegisterError, match="超过 3 行"):
        read_sheets(write(tmp_path, b"a\n" * 4))
    book = openpyxl.Workbook()
    for _ in range(sheets.MAX_SHEETS):
        book.create_sheet()
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(RegisterError, match="张工作表"):
        read_sheets(tmp_path / "a.xlsx")
    monkeypatch.setattr(sheets, "MAX_FILE", 10)
    with pytest.raises(RegisterError, match="不像登记表"):
        read_sheets(write(tmp_path, b"a" * 11))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="无法打开"):
        read_sheets(tmp_path / "none.xlsx")


@settings(max_examples=60)
@given(data=st.binary(max_size=300), head=st.sampled_from([b"", b"PK\x03\x04", "网站名称,首页网址\n".encode()]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes) -> None:
    path = write(tmp_path_factory.mktemp("any"), head + data)
    try:
        assert len(read_sheets(path)) == 1
    except RegisterError as error:
        assert str(path) in str(error)
