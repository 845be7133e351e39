"""Entries that a script sets one by one or field by field: `infos[0] = [...]`, `list[0].title = "…"`, arrays alike.

Nothing is run: only literal values are put together, by their index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from crawler.extract.lists.literals import read_arguments, read_literal
from crawler.extract.lists.records import MAX_RECORDS, Record, records_in

#: Most assignments read of one script, fewest rows of a list, and most arrays of texts.
MAX_SET, _SEVERAL, MAX_ARRAYS = 3000, 2, 40
#: `name[3] =`, `name[3].field =`, `name[3]["field"] =`.
_SET = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\[\s{0,5}(\d{1,4})\s{0,5}\](?:\.([\w$]{1,40})|\[\s{0,5}[\"']([\w$]{1,40})[\"']\s{0,5}\])?"
    r"\s{0,5}=\s{0,5}(?=[\[{\"'n])(new\s{1,5}Array\s{0,5}\()?"
)
#: What parts of a row are joined by, and fewest of them: title, address, day.
_APART, _PARTS = re.compile(r"\s*(?:\|+|\^+|#{2}|\${2}|~+|\t)\s*"), 3
#: Pictures that take turns, menus and side bars are set in the same ways.
_OTHER = re.compile(r"img|image|pic|photo|slide|focus|banner|flash|swiper|lunbo|nav|menu|hot|weather", re.I)
#: An array of texts and the name it is given.
_TEXTS = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,5}[=:]\s{0,5}(?=\[\s{0,50}[\"'])")


def rows_of(source: str) -> Iterator[Record]:
    """Records that whole rows, fields of rows, or arrays of the same length make."""
    fields: dict[str, dict[int, Any]] = {}
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for match in islice(_SET.finditer(source), MAX_SET):
        name, index, field = match[1], int(match[2]), match[3] or match[4]
        if _OTHER.search(name):
            continue
        value = read_arguments(source, match.end(), {}) if match[5] else read_literal(source, match.end(), {})[0]
        if field:
            rows.setdefault((name, index), {})[field] = value
        elif isinstance(value, str):
            fields.setdefault(name, {})[index] = value
        else:
            yield from _records(value)
    for row in rows.values():
        yield from _records(row)
    arrays = _arrays(source)
    for columns in (fields, arrays):
        yield from _beside(columns)
        yield from _split(columns)


def _arrays(source: str) -> dict[str, dict[int, Any]]:
    found: dict[str, dict[int, Any]] = {}
    for match in islice(_TEXTS.finditer(source), MAX_ARRAYS):
        values, _ = read_literal(source, match.end(), {})
        if isinstance(values, list) and len(values) >= _SEVERAL:
            found.setdefault(match[1], dict(enumerate(values)))
    return found


def _split(fields: dict[str, dict[int, Any]]) -> Iterator[Record]:
    """Rows that are texts of several parts: "题目|/a.html|2026-11-20"."""
    for values in fields.values():
        for value in values.values():
            parts = _APART.split(value) if isinstance(value, str) else []
            if len(parts) >= _PARTS:
                yield from _records(parts)


def _beside(fields: dict[str, dict[int, Any]]) -> Iterator[Record]:
    """Rows of fields that are set for the same indices."""
    alike: dict[tuple[int, ...], dict[str, dict[int, Any]]] = {}
    for name, values in fields.items():
        alike.setdefault(tuple(values), {})[name] = values
    for indices, columns in alike.items():
        if len(columns) >= _SEVERAL and len(indices) >= _SEVERAL and not any(map(_OTHER.search, columns)):
            for index in indices[:MAX_RECORDS]:
                yield from _records({name: values[index] for name, values in columns.items()})


def _records(value: Any) -> Iterator[Record]:
    yield from (record for record in records_in(value) if isinstance(record, Record))
