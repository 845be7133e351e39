"""Official inspection tables as values: tables, rows, clauses, and what scoring says of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Verified(StrEnum):
    """How well a row's number is known.

    V2 seen in two independent public sources, V1 in one, M not seen in the original: an M row never scores.
    """

    V2 = "V2"
    V1 = "V1"
    M = "M"


class RowKind(StrEnum):
    """What a row does to a site."""

    VETO = "veto"  # 单项否决
    DEDUCT = "deduct"  # 扣分
    LIST = "list"  # 列入清单


@dataclass(frozen=True, slots=True)
class Clause:
    """One countable condition of a row: how many failed observations of `checks` reach `threshold`.

    `where` filters observations by facet: facet name → accepted values. `warn` (0: none) is the early-warning
    count. `verified` may be weaker than the row's. A clause without checks is judged by people: 未监测.
    """

    id: str
    text: str
    threshold: int
    verified: Verified
    checks: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    warn: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator. `points` is per finding for DEDUCT rows, capped by `max_points` (0: no cap)."""

    id: str
    name: str
    kind: RowKind
    rule: str
    source: str
    verified: Verified
    clauses: tuple[Clause, ...]
    window_days: int = 0
    points: float = 0.0
    max_points: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """One document's table. `params` overlays check defaults: check id → name → value."""

    id: str
    title: str
    document: str
    issued: date
    version: int
    applies_to: str
    rows: tuple[Row, ...]
    params: Mapping[str, Mapping[str, int | float | str]] = field(default_factory=dict)


class RowState(StrEnum):
    """What a row says of one site."""

    TRIGGERED = "triggered"
    WARNING = "warning"
    CLEAR = "clear"
    LISTED = "listed"  # failures exist, but the number is unverified: listed, never scored
    CANT_TELL = "cantTell"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row's result. `count` is the decisive clause's; `subjects` are the subjects that count (sorted).

    `points` are deducted by a verified DEDUCT row.
    """

    row: Row
    state: RowState
    explanation: str
    count: int = 0
    subjects: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    points: float = 0.0


class Conclusion(StrEnum):
    """The verdict on a site, in the words of the notices."""

    QUALIFIED = "合格"
    UNQUALIFIED = "不合格"
    CANT_TELL = "无法判定"


@dataclass(frozen=True, slots=True)
class Assessment:
    """One table's judgement of one site: which table and version judged, and what each row says."""

    table: str
    version: int
    conclusion: Conclusion
    results: tuple[RowResult, ...]
    reasons: tuple[str, ...] = ()

    @property
    def vetoes(self) -> tuple[RowResult, ...]:
        """The veto rows that decided against the site."""
        return tuple(r for r in self.results if r.row.kind is RowKind.VETO and r.state is RowState.TRIGGERED)

    @property
    def points(self) -> float:
        """Points deducted by all rows."""
        return sum(result.points for result in self.results)
