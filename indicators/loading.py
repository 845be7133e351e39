"""Reads indicator tables: the shipped ones, overlaid by the office's own copies of the same id."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from core.errors import IndicatorError
from indicators.model import Clause, Row, RowKind, Table, Verified

SHIPPED = Path(__file__).parent / "tables"


def load_tables(own: Path | None = None) -> dict[str, Table]:
    """All tables by id. A table in `own` replaces the shipped one of the same id.

    Raises IndicatorError naming file, row and key.
    """
    tables = {table.id: table for table in map(load_table, sorted(SHIPPED.glob("*.toml")))}
    if own is not None:
        if not own.is_dir():
            raise IndicatorError(f"指标表目录 {own} 不存在。请检查设置 indicator_dir。")
        tables |= {table.id: table for table in map(load_table, sorted(own.glob("*.toml")))}
    return tables


def with_lists(tables: Mapping[str, Table], main: str) -> Table:
    """The table that decides, and behind it the rows and parameters of the tables for the same that only list.

    Where both say something, the deciding one is right. Raises IndicatorError when there is no such table.
    """
    if main not in tables:
        raise IndicatorError(f"没有编号为 {main} 的指标表，无法评定。")
    decisive = tables[main]
    others = [table for table in tables.values() if table.applies_to == decisive.applies_to and _only_lists(table)]
    rows = {row.id: row for table in (decisive, *others) for row in table.rows}
    rows |= {row.id: row for row in decisive.rows}
    params: dict[str, Mapping[str, int | float | str]] = {}
    for table in (*others, decisive):
        params |= {check: {**params.get(check, {}), **values} for check, values in table.params.items()}
    return replace(decisive, rows=tuple(rows.values()), params=params)


def _only_lists(table: Table) -> bool:
    return all(row.kind is RowKind.LIST for row in table.rows)


def load_table(path: Path) -> Table:
    """Read one table. Raises IndicatorError naming the file and what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise IndicatorError(f"指标表 {path} 无法读取：{error}") from error
    try:
        return _table(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise IndicatorError(f"指标表 {path} 有误：{_explain(error)}") from error


def _explain(error: Exception) -> str:
    return f"缺少 {error}" if isinstance(error, KeyError) else str(error)


def _table(data: dict[str, Any]) -> Table:
    issued = data["issued"]
    if not isinstance(issued, date):
        raise TypeError("issued 应为日期，如 2019-04-01")
    rows = tuple(_row(row) for row in data["rows"])
    _demand_unique([row.id for row in rows])
    _demand_unique([clause.id for row in rows for clause in row.clauses])
    return Table(
        data["id"],
        data["title"],
        data["document"],
        issued,
        int(data["version"]),
        data["applies_to"],
        rows,
        data.get("params", {}),
    )


def _row(data: dict[str, Any]) -> Row:
    name = data["id"]
    try:
        clauses = tuple(_clause(clause) for clause in data["clauses"])
        _demand_some(clauses)
        return Row(
            name,
            data["name"],
            RowKind(data["kind"]),
            data["rule"],
            data["source"],
            Verified(data["verified"]),
            clauses,
            int(data.get("window_days", 0)),
            float(data.get("points", 0)),
            float(data.get("max_points", 0)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"指标 {name}：{_explain(error)}") from error


def _clause(data: dict[str, Any]) -> Clause:
    threshold, warn = int(data["threshold"]), int(data.get("warn", 0))
    if threshold < 1 or not 0 <= warn < threshold:
        raise ValueError(f"条件 {data['id']} 的 threshold 应不小于 1，warn 应小于 threshold")
    where = {facet: tuple(values) for facet, values in data.get("where", {}).items()}
    return Clause(
        data["id"], data["text"], threshold, Verified(data["verified"]), tuple(data.get("checks", ())), where, warn
    )


def _demand_some(clauses: tuple[Clause, ...]) -> None:
    if not clauses:
        raise ValueError("至少要有一个条件（clauses）")


def _demand_unique(ids: list[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"编号重复：{'、'.join(twice)}")
