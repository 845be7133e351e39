"""`clues`: from lists to a workbook, a person's answers back, and from there into an inspection's job."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from checks.media.clues.clue import Sighting, key_of
from commands.exits import Exit
from ledger.clues import ClueVerdict, load_clues
from ledger.database import open_database
from ledger.register.template import EXAMPLE
from tests.commands.conftest import Run

PASTED = "云岭教体\n云岭美食\n微信公众号：云岭发布\n=HYPERLINK(1)\n"


@pytest.fixture
def registered(xunjian: Run, working_folder: Path) -> Path:
    xunjian("register", "template", "county.xlsx")
    assert xunjian("register", "import", "county.xlsx").exit_code == Exit.FINE
    (working_folder / "搜索.txt").write_text(PASTED, "utf-8")
    return working_folder


def answered(path: Path, answer: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[2]]
    sheet.cell(3, titles.index("人工核定") + 1).value = answer
    sheet.cell(3, titles.index("备注") + 1).value = "电话核实"
    book.save(path)
    return path


def test_there_and_back(xunjian: Run, registered: Path) -> None:
    listed = xunjian("clues", "list", "搜索.txt")
    assert listed.exit_code == Exit.FINE, listed.output
    assert "1 likely, 0 possible, 0 unlikely; 1 registered, 2 of others" in listed.output
    sheet = openpyxl.load_workbook(registered / "account-clues.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [row[1:4] for row in rows] == [("高", "平台不明", "云岭教体")]
    assert rows[0][6] == EXAMPLE.units[1].name
    assert len(sheet.data_validations.dataValidation) == 1
    page = (registered / "account-clues.html").read_text("utf-8")
    clues, apart = page.split("<h2>未列为线索</h2>")
    assert "云岭教体" in clues
    assert "云岭美食" not in clues
    assert "云岭美食" in apart
    assert "=HYPERLINK(1)" in apart
    assert "default-src 'none'" in page
    kept = xunjian("clues", "import", answered(registered / "account-clues.xlsx", "未登记"), "--by", "张三")
    assert (kept.exit_code, "1 answers kept" in kept.output) == (Exit.FINE, True)
    engine = open_database(f"sqlite:///{registered / 'xunjian-data' / 'xunjian.db'}")
    (clue,) = load_clues(engine)
    engine.dispose()
    assert (clue.name, clue.platform, clue.unit) == ("云岭教体", "", EXAMPLE.units[1].name)
    assert (clue.verdict, clue.note, clue.actor) == (ClueVerdict.UNREGISTERED, "电话核实", "张三")
    again = xunjian("clues", "list", "搜索.txt", "--out", "再.xlsx")
    assert again.exit_code == Exit.FINE
    said = next(openpyxl.load_workbook(registered / "再.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True))
    assert said[-3:] == ("未登记", EXAMPLE.units[1].name, "电话核实")


def test_what_is_left_out_is_shown_and_may_be_answered_too(xunjian: Run, registered: Path) -> None:
    xunjian("clues", "list", "搜索.txt")
    book = openpyxl.load_workbook(registered / "account-clues.xlsx")
    sheet = book["未列为线索"]
    rows = {row[3]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert {name: row[1] for name, row in rows.items()} == {
        "云岭美食": "排除",
        "'=HYPERLINK(1)": "排除",
        "云岭发布": "已登记",
    }
    assert "美食" in str(rows["云岭美食"][7])
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    named = [cell.value for cell in sheet["D"]].index("云岭美食") + 1
    sheet.cell(named, [cell.value for cell in sheet[2]].index("人工核定") + 1).value = "未登记"
    book.save(registered / "account-clues.xlsx")
    assert "1 answers kept" in xunjian("clues", "import", registered / "account-clues.xlsx").output


def test_rows_that_a_person_adds(xunjian: Run, registered: Path) -> None:
    titles = "平台,账号名称,账号ID,链接,线索编号,人工核定,核定单位"
    rows = "公众号,云岭住建,,,,未登记,云岭县住建局\n公众号,云岭財政,,,,未登记,云岭县财政局\n,,,,,未登记,\n"
    (registered / "补充.csv").write_text(f"{titles}\n{rows}", "utf-8")
    result = xunjian("clues", "import", "补充.csv")
    assert result.exit_code == Exit.PROBLEMS
    assert "row 4: no name, id or address" in result.output
    assert "2 answers kept" in result.output
    for name in ("云岭住建: the register has no unit 云岭县住建局", "云岭財政: the register has no unit 云岭县财政局"):
        assert name in result.output
    engine = open_database(f"sqlite:///{registered / 'xunjian-data' / 'xunjian.db'}")
    found = {clue.name: clue for clue in load_clues(engine)}
    engine.dispose()
    assert {name: (clue.platform, clue.unit) for name, clue in found.items()} == {
        "云岭住建": ("微信公众号", "云岭县住建局"),
        "云岭財政": ("微信公众号", "云岭县财政局"),
    }
    assert found["云岭財政"].key == key_of(Sighting("微信公众号", "云岭财政", ""))


def test_a_unit_that_nobody_registered_is_told_with_the_nearest(xunjian: Run, registered: Path) -> None:
    titles, unit = "平台,账号名称,线索编号,人工核定,核定单位,疑似单位", EXAMPLE.units[1].name
    said = (("甲", "未登记", unit[:-1]), ("乙", "未登记", unit), ("丙", "未登记", ""), ("丁", "与本县无关", "不明"))
    rows = "".join(f"微博,云岭{name},,{answer},{whose},\n" for name, answer, whose in said)
    (registered / "答复.csv").write_text(f"{titles}\n{rows}", "utf-8")
    result = xunjian("clues", "import", "答复.csv")
    assert result.exit_code == Exit.FINE
    told = "".join(result.output.split())
    assert f"Didyoumean{unit}" in told
    assert "云岭丙:nounitisanswerable" in told
    assert "云岭乙" not in told
    assert "云岭丁" not in told


def test_a_wrong_answer_is_named(xunjian: Run, registered: Path) -> None:
    xunjian("clues", "list", "搜索.txt")
    result = xunjian("clues", "import", answered(registered / "account-clues.xlsx", "也许"))
    assert result.exit_code == Exit.PROBLEMS
    assert "row 3: 也许 is none of" in result.output


def test_what_cannot_be_done_is_said(xunjian: Run, working_folder: Path) -> None:
    (working_folder / "a.txt").write_text("甲", "utf-8")
    assert "no units" in xunjian("clues", "list", "a.txt").stderr
    (working_folder / "units.csv").write_text("单位名称,上级单位\n云岭县教育局,\n", "utf-8")
    xunjian("register", "import", "units.csv")
    assert "县区名称" in xunjian("clues", "list", "a.txt").stderr
    (working_folder / "account-clues.xlsx").write_bytes(b"mine")
    assert "exists already" in xunjian("clues", "list").stderr
    (working_folder / "x.csv").write_text("甲,乙\n", "utf-8")
    assert "no list of clues" in xunjian("clues", "import", "x.csv").stderr
