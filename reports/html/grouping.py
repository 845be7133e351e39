"""Arranges a site's problems for reading: by unit, then by indicator and type, long groups folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.model import Problem

#: Problems of one group shown at once; the others are folded away.
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one type. `shown` are the first; `folded` the rest."""

    title: str
    indicator: str
    check: str
    shown: tuple[Problem, ...]
    folded: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many problems the group holds."""
        return len(self.shown) + len(self.folded)


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """One responsible unit's problems, by type."""

    unit: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many problems the unit has."""
        return sum(group.count for group in self.groups)


def by_unit(problems: Iterable[Problem]) -> tuple[UnitGroup, ...]:
    """Units in alphabetical order, each with its groups."""
    units: dict[str, list[Problem]] = {}
    for problem in problems:
        units.setdefault(problem.unit or "责任单位未登记", []).append(problem)
    return tuple(UnitGroup(unit, by_type(found)) for unit, found in sorted(units.items()))


def by_type(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Groups of one indicator and title, in the table's order (vetoes first); the problems keep theirs."""
    kinds: dict[tuple[int, str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.rank, problem.indicator, problem.title, problem.finding.check), []).append(problem)
    return tuple(
        Group(title, indicator, check, tuple(found[:MOST_SHOWN]), tuple(found[MOST_SHOWN:]))
        for (_rank, indicator, title, check), found in sorted(kinds.items())
    )


def worst(problems: Iterable[Problem], most: int = 3) -> list[tuple[str, int]]:
    """The most frequent types with their counts."""
    kinds = Counter(problem.title for problem in problems)
    return sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
