"""Links that do not open, by target: how many of which kind and where, and every known place they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.cells import safe_cell
from core.outcome import SubjectKind
from reports.model import Problem
from reports.plain import plain

UNKNOWN = "责任单位未登记"
HOME, ELSEWHERE = "首页", "其他页面"
#: Headings of the list that can be copied, one tab-separated line a place.
HEADINGS = ("责任单位", "类型", "状态", "链接地址", "位置", "引用处数", "引用页面", "链接文字")


@dataclass(frozen=True, slots=True)
class LinkTally:
    """How many different addresses of one unit and kind do not open: linked from the home page, or only elsewhere."""

    unit: str
    kind: str
    home: int
    elsewhere: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.home + self.elsewhere


def link_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that are about one link target, in the list's order."""
    return tuple(problem for problem in problems if problem.finding.kind is SubjectKind.LINK)


def tally_links(problems: Iterable[Problem]) -> tuple[LinkTally, ...]:
    """Counts by unit and kind, in the table's order of kinds."""
    counted: Counter[tuple[str, int, str, str]] = Counter(
        (problem.unit, problem.rank, problem.title, place_of(problem)) for problem in link_problems(problems)
    )
    return tuple(
        LinkTally(unit or UNKNOWN, title, *(counted[unit, rank, title, place] for place in (HOME, ELSEWHERE)))
        for unit, rank, title in sorted({key[:3] for key in counted})
    )


def place_of(problem: Problem) -> str:
    """Whether the link stands on the home page or only elsewhere."""
    return HOME if problem.observation.facets.get("place") == "home" else ELSEWHERE


def place_rows(problems: Iterable[Problem]) -> Iterator[tuple[int | str, ...]]:
    """One row for each known place of each target, under HEADINGS; places beyond the sample are only counted."""
    for problem in link_problems(problems):
        seen = problem.observation
        known = (problem.unit, problem.title, problem.status, problem.finding.subject, place_of(problem))
        for source in seen.sources or (None,):
            yield (*known, seen.source_count, source.page if source else "", source.text if source else "")


def copyable(problems: Iterable[Problem]) -> str:
    """The rows as tab-separated lines, to be pasted into a spreadsheet or a message."""
    return "\n".join("\t".join(_cell(value) for value in row) for row in (HEADINGS, *place_rows(problems)))


def _cell(value: int | str) -> str:
    # A tab or line break in fetched text would shift the columns; a spreadsheet would run a pasted formula.
    return str(safe_cell(plain(str(value))))
