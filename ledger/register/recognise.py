"""Which sheet is which: the header row is found by its headings, wherever it stands and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.county import PERSONAL
from core.errors import RegisterRowError
from ledger.register.heading import Heading
from ledger.register.headings import SHEETS, Kind, by_title, normalised
from ledger.register.sheets import RawSheet
from ledger.register.values import tidy

#: Title rows above the header row that are looked through.
_DEEPEST_HEADER = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row read: values by attribute for the headings that are there, and what is wrong with it."""

    number: int
    values: Mapping[str, object]
    raw: Mapping[str, str]
    errors: tuple[RegisterRowError, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose kind is known. `positions` maps column indexes to headings; `ignored` are titles not used."""

    sheet: RawSheet
    kind: Kind
    header: int
    positions: Mapping[int, Heading]
    ignored: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the header."""
        for number, cells in self.sheet.rows:
            if number > self.header:
                raw = {
                    heading.attribute: tidy(cells[index]) if index < len(cells) else ""
                    for index, heading in self.positions.items()
                }
                if any(raw.values()):
                    yield self._row(number, raw)

    def _row(self, number: int, raw: Mapping[str, str]) -> Row:
        values: dict[str, object] = {}
        errors = []
        for heading in self.positions.values():
            text = raw[heading.attribute]
            try:
                values[heading.attribute] = _value(heading, text)
            except ValueError as error:
                shown = "" if heading.attribute in PERSONAL else text[:80]
                errors.append(RegisterRowError(self.sheet.name, number, heading.title, str(error), shown))
        return Row(number, values, raw, tuple(errors))


def recognise(sheet: RawSheet) -> Table | None:
    """Find the header row that fits some kind best; None when no row has all required headings of any kind."""
    found = (_fit(sheet, number, cells, kind) for number, cells in sheet.rows[:_DEEPEST_HEADER] for kind in Kind)
    tables = [table for table in found if table is not None]
    return max(tables, key=lambda table: len(table.positions), default=None)


def _fit(sheet: RawSheet, number: int, cells: tuple[str, ...], kind: Kind) -> Table | None:
    known = by_title(kind)
    positions: dict[int, Heading] = {}
    ignored = []
    for index, cell in enumerate(cells):
        heading = known.get(normalised(cell))
        if heading is not None and heading not in positions.values():
            positions[index] = heading
        elif cell.strip():
            ignored.append(tidy(cell)[:40])
    required = {heading for heading in SHEETS[kind] if heading.required}
    # A lone heading among other words is a sentence that mentions it, as on a sheet of explanations.
    if not required <= set(positions.values()) or (len(positions) == 1 and ignored):
        return None
    return Table(sheet, kind, number, positions, tuple(ignored))


def _value(heading: Heading, text: str) -> object:
    if text:
        return heading.read(text)
    if heading.required:
        raise ValueError("必填内容")
    return heading.default
