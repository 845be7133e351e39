"""Spreadsheets to a Register. One broken row never loses the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from core.county import Register
from core.errors import RegisterError, RegisterRowError
from ledger.register.assemble import Assembly
from ledger.register.headings import Kind
from ledger.register.recognise import Table, recognise
from ledger.register.sheets import RawSheet, read_sheets

#: More errors than this are counted, not listed: the file is then wrong as a whole.
MAX_ERRORS = 500


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What the files say.

    `register` holds every good row, and from the base what the files do not speak of. `errors` name the rows left
    out, `notes` say in Chinese what was assumed, added or ignored. `kinds` are the kinds of sheet that were found.
    """

    register: Register
    errors: tuple[RegisterRowError, ...]
    notes: tuple[str, ...]
    kinds: frozenset[Kind]


def parse(paths: Iterable[Path], base: Register | None = None) -> ParseResult:
    """Read a register from one or more xlsx or csv files (one table per csv file, recognised by its headings).

    `base` is the register in force: kinds of sheet, and columns of a sheet, that the files leave out keep its values,
    so that importing the national list of sites alone loses neither columns nor settings. A broken row of something
    that the base knows keeps the base's. Raises RegisterError when a file cannot be read or no table is found.
    """
    base = base or Register()
    sheets = [(path, sheet) for path in paths for sheet in read_sheets(path)]
    assembly = Assembly(base)
    tables = []
    for path, sheet in sheets:
        table = recognise(sheet)
        if table is None:
            assembly.notes.extend(_skipped(path, sheet))
        else:
            tables.append(table)
    if not tables:
        names = "、".join(dict.fromkeys(str(path) for path, _ in sheets)) or "（没有文件）"
        raise RegisterError(
            f"{names} 中没有找到登记表：没有一行同时含有必需的列名，如“网站名称”和“首页网址”。请参照模板填写。"
        )
    for table in sorted(tables, key=lambda item: list(Kind).index(item.kind)):
        assembly.notes.extend(_unused(table))
        assembly.add(table)
    register = assembly.register()
    errors = assembly.errors
    if len(errors) > MAX_ERRORS:
        assembly.notes.append(f"共有 {len(errors)} 处错误，只列出前 {MAX_ERRORS} 处。")
    kinds = frozenset(table.kind for table in tables)
    return ParseResult(register, tuple(errors[:MAX_ERRORS]), tuple(assembly.notes), kinds)


def _skipped(path: Path, sheet: RawSheet) -> list[str]:
    return [f"{path.name} 的工作表“{sheet.name}”没有登记表的列名，已跳过。"] if sheet.rows else []


def _unused(table: Table) -> list[str]:
    if not table.ignored:
        return []
    return [f"工作表“{table.sheet.name}”的列“{'”“'.join(table.ignored)}”不在登记项目内，已忽略。"]
