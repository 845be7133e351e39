"""The office's catalogue of what must be published: kept in the ledger, edited as a workbook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, select

from core.catalogue import LEVELS, VERIFIED, CatalogueItem, read_item, shipped_catalogue
from core.cells import safe_cell
from core.errors import RegisterError, RegisterRowError
from ledger import tables
from ledger.audit import AuditRow, record
from ledger.database import reading
from ledger.register.headings import normalised
from ledger.register.sheets import RawSheet, read_sheets
from ledger.register.write import close_workbook, new_workbook
from ledger.upsert import upsert

_NAME = "catalogue"
_SHEET = "公开目录"
_MOST_ITEMS = 2000
_SPLIT = re.compile(r"[、;；\n|]+")
#: Heading, what it fills, how wide it is.
_HEADINGS = (
    ("分组", "kind", 12),
    ("领域", "area", 26),
    ("公开事项", "item", 26),
    ("栏目（网址或名称）", "columns", 50),
    ("责任单位", "unit", 20),
    ("更新周期（天）", "interval_days", 14),
    ("公开层级", "levels", 14),
    ("核实情况", "verified", 12),
)
_HELP = (
    "栏目填网址的，按网址检查有没有内容、是否按周期更新；填名称的（多个用顿号分开），在网站导航中按名称查找。",
    "更新周期填天数，0 或空为不限。公开层级填“县、乡、村”中的一项或几项，表示同一事项要分别公开。",
    "核实情况：V2、V1 为公开资料中见到的名称，M 为未见官方原文，请对照本省目录核定后修改。",
)


def load_catalogue(engine: Engine) -> tuple[CatalogueItem, ...]:
    """The catalogue in force: the office's own, else the shipped one."""
    info = tables.register_info
    with reading(engine) as connection:
        text = connection.execute(select(info.c.value).where(info.c.name == _NAME)).scalar()
    return tuple(map(read_item, json.loads(text))) if text else shipped_catalogue()


def save_catalogue(engine: Engine, items: Sequence[CatalogueItem], at: datetime, actor: str) -> None:
    """Replace the catalogue, with an audit row."""
    text = json.dumps([item.to_data() for item in items], ensure_ascii=False)
    with engine.begin() as connection:
        upsert(connection, tables.register_info, [{"name": _NAME, "value": text}])
        record(connection, AuditRow(at, actor, "catalogue.import", _NAME, {"items": len(items)}))


def write_catalogue(items: Sequence[CatalogueItem], path: Path) -> None:
    """Write the catalogue as a workbook that `parse_catalogue` reads back. Raises RegisterError."""
    book = new_workbook(path)
    sheet = book.add_worksheet(_SHEET)
    bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for index, (title, _attribute, width) in enumerate(_HEADINGS):
        sheet.write_string(0, index, title, bold)
        sheet.set_column(index, index, width, text)
    for number, item in enumerate(items, start=1):
        for index, (_title, attribute, _width) in enumerate(_HEADINGS):
            value = getattr(item, attribute)
            shown = "、".join(value) if isinstance(value, tuple) else str(value or "")
            sheet.write_string(number, index, safe_cell(shown), text)
    notes = book.add_worksheet("填写说明")
    notes.set_column(0, 0, 110)
    for row, line in enumerate(_HELP):
        notes.write_string(row, 0, line)
    close_workbook(book, path)


def parse_catalogue(path: Path) -> tuple[tuple[CatalogueItem, ...], tuple[RegisterRowError, ...]]:
    """Read a workbook or csv: the good rows, and what is wrong with the others. Raises RegisterError."""
    items: list[CatalogueItem] = []
    errors: list[RegisterRowError] = []
    for sheet in read_sheets(path):
        place = _headings(sheet)
        if place is None:
            continue
        for number, cells in sheet.rows[1:]:
            try:
                items.append(
                    _item(sheet.name, number, {name: cells[at] for name, at in place.items() if at < len(cells)})
                )
            except RegisterRowError as error:
                errors.append(error)
    if not items and not errors:
        raise RegisterError(f"文件 {path} 没有“领域”一列，不像公开目录。请用 xunjian catalogue template 生成样表。")
    if len(items) > _MOST_ITEMS:
        raise RegisterError(f"文件 {path} 有 {len(items)} 行，超过 {_MOST_ITEMS} 行，不像公开目录。")
    return tuple(items), tuple(errors)


def _headings(sheet: RawSheet) -> dict[str, int] | None:
    if not sheet.rows:
        return None
    titles = {normalised(title): at for at, title in enumerate(sheet.rows[0][1])}
    place = {name: titles[normalised(title)] for title, name, _width in _HEADINGS if normalised(title) in titles}
    return place if "area" in place else None


def _item(sheet: str, row: int, cells: dict[str, str]) -> CatalogueItem:
    values: dict[str, Any] = {name: " ".join(text.split())[:500] for name, text in cells.items()}
    if not values["area"]:
        raise RegisterRowError(sheet, row, "领域", "领域名称")
    checks: dict[str, Callable[[str, int, str], Any]] = {
        "columns": _columns,
        "interval_days": _days,
        "levels": _levels,
        "verified": _verified,
    }
    values |= {name: read(sheet, row, values.get(name, "")) for name, read in checks.items()}
    return CatalogueItem(**{"kind": "", **values})


def _columns(sheet: str, row: int, text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in _SPLIT.split(text) if part.strip())
    for part in found:
        if "://" in part and (not part.startswith(("http://", "https://")) or not urlsplit(part).hostname):
            raise RegisterRowError(
                sheet, row, "栏目（网址或名称）", "http:// 或 https:// 开头的网址，或栏目名称", part[:100]
            )
    return found


def _days(sheet: str, row: int, text: str) -> int:
    if not re.fullmatch(r"\d{0,5}", text):
        raise RegisterRowError(sheet, row, "更新周期（天）", "天数，如 30", text[:40])
    return int(text or 0)


def _levels(sheet: str, row: int, text: str) -> tuple[str, ...]:
    return tuple(_known(sheet, row, "公开层级", _SPLIT.split(text), LEVELS))


def _verified(sheet: str, row: int, text: str) -> str:
    return next(_known(sheet, row, "核实情况", [text], VERIFIED), "V1")


def _known(sheet: str, row: int, title: str, parts: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    for part in filter(None, (part.strip() for part in parts)):
        if part not in known:
            raise RegisterRowError(sheet, row, title, "、".join(known), part[:40])
        yield part
