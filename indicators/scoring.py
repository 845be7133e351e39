"""Pure scoring: a table and one site's observations → what each row says, and the conclusion.

Rules of 国办秘函〔2019〕19号: any veto (单项否决) makes a site 不合格. Only rows whose number is verified can veto
or deduct; an unverified one (M) lists what was found. What could not be told never counts against a site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.outcome import Observation, Outcome, SubjectKind
from indicators.model import Assessment, Clause, Conclusion, Row, RowKind, RowResult, RowState, Table, Verified


def score(
    table: Table,
    observations: Iterable[Observation],
    sane: bool,
    excluded: Collection[str] = frozenset(),
    apart: Collection[str] = frozenset(),
) -> Assessment:
    """Judge one site.

    `excluded` are fingerprints that do not count: suspected, waived or dismissed ones. An unsound crawl
    (`sane` False) concludes 无法判定 whatever was observed, unless a check `apart` from the crawl decides against the
    site.
    """
    by_check: dict[str, list[Observation]] = {}
    for item in observations:
        heard = sane or item.check in apart
        if heard and not (item.outcome is Outcome.FAILED and item.fingerprint in excluded):
            by_check.setdefault(item.check, []).append(item)
    results = tuple(_judge_row(row, by_check) for row in table.rows)
    return Assessment(table.id, table.version, _conclude(results, sane), results, _reasons(results))


def _conclude(results: tuple[RowResult, ...], sane: bool) -> Conclusion:
    if any(result.state is RowState.TRIGGERED and result.row.kind is RowKind.VETO for result in results):
        return Conclusion.UNQUALIFIED
    if not sane:
        return Conclusion.CANT_TELL
    measured = (RowState.CLEAR, RowState.WARNING)
    vetoes = [result for result in results if result.row.kind is RowKind.VETO]
    if not any(result.state in measured for result in vetoes):
        return Conclusion.CANT_TELL
    return Conclusion.QUALIFIED


def _reasons(results: tuple[RowResult, ...]) -> tuple[str, ...]:
    return tuple(
        f"{result.row.id} {result.row.name}：{result.explanation}"
        for result in results
        if result.state is RowState.TRIGGERED and result.row.kind is RowKind.VETO
    )


#: Most columns named in one sentence.
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class _Tally:
    """One clause counted over the observations."""

    clause: Clause
    state: RowState
    failed: tuple[Observation, ...]
    passed: int
    unclear: int
    warned: tuple[Observation, ...]

    @property
    def sentence(self) -> str:
        clause = self.clause
        if self.state is RowState.UNTESTED:
            return f"{clause.text}：未监测"
        if self.state is RowState.CANT_TELL:
            return f"{clause.text}：无法判定（{self.unclear} 项未能判定）"
        beside = f"，另有 {self.unclear} 项未能判定" if self.unclear else ""
        beside += f"，{len(self.warned)} 项临近期限{_left(self.warned)}" if self.warned else ""
        if clause.threshold == 1 and clause.verified is not Verified.M:
            return f"{clause.text}：{'是' if self.failed else '否'}{beside}"
        if clause.verified is Verified.M:
            return f"{clause.text} {len(self.failed)} 个{_spread(self.failed)}{beside}"
        line = f"（否决线 {clause.threshold} 个）"
        return f"{clause.text} {len(self.failed)} 个{line}{_named(self.failed)}{beside}"


def _spread(counted: tuple[Observation, ...]) -> str:
    """On how many pages the most widespread of the site's template faults stands: one may be thousands of pages."""
    most = max((item.source_count for item in counted if item.kind is SubjectKind.SITE), default=0)
    return f"（最多的一个共{most}个页面）" if most > 1 else ""


def _named(counted: tuple[Observation, ...]) -> str:
    """The columns that count, so that whoever reads of a line can see what reached it."""
    names = [item.facets["name"] for item in counted if item.facets.get("name")]
    return f"：{'、'.join(names[:_MOST_NAMED])}{'等' if len(names) > _MOST_NAMED else ''}" if names else ""


def _left(warned: tuple[Observation, ...]) -> str:
    """Those that are near their limit, with the days left."""
    near = [item for item in warned if item.facets.get("name") and item.facets.get("days_left")]
    told = "、".join(f"{item.facets['name']}还有 {item.facets['days_left']} 天" for item in near[:_MOST_NAMED])
    return f"（{told}）" if told else ""


def _judge_row(row: Row, by_check: dict[str, list[Observation]]) -> RowResult:
    tallies = [_tally(row, clause, by_check) for clause in row.clauses]
    decisive = min(tallies, key=lambda tally: _ORDER.index(tally.state))
    failed = {item.fingerprint: item.subject for tally in tallies for item in tally.failed}
    return RowResult(
        row,
        decisive.state,
        "；".join(tally.sentence for tally in tallies),
        len(decisive.failed),
        tuple(sorted(set(failed.values()))),
        tuple(sorted(failed)),
        _points(row, len(failed)) if decisive.state is RowState.TRIGGERED else 0.0,
    )


def _points(row: Row, count: int) -> float:
    """Points of a DEDUCT row: per finding, and 单项指标扣分之和不超过本项总分."""
    if row.kind is not RowKind.DEDUCT:
        return 0.0
    return min(row.points * count, row.max_points or float("inf"))


#: Which clause decides a row: the gravest state that any of its clauses has.
_ORDER = (
    RowState.TRIGGERED,
    RowState.WARNING,
    RowState.LISTED,
    RowState.CANT_TELL,
    RowState.UNTESTED,
    RowState.CLEAR,
)


def _tally(row: Row, clause: Clause, by_check: dict[str, list[Observation]]) -> _Tally:
    seen = [item for name in clause.checks for item in by_check.get(name, ()) if _matches(item, clause)]
    failed = tuple(item for item in seen if item.outcome is Outcome.FAILED)
    passed = sum(item.outcome is Outcome.PASSED for item in seen)
    doubtful = sum(item.outcome is Outcome.CANT_TELL for item in seen)
    unclear = doubtful + sum(item.outcome is Outcome.UNTESTED for item in seen)
    warned = tuple(item for item in seen if item.warning and item.outcome is Outcome.PASSED)
    told = bool(failed or passed or doubtful)
    state = _state(row, clause, len(failed), passed, unclear) if told else RowState.UNTESTED
    if state is RowState.CLEAR and warned and row.kind is RowKind.VETO:
        state = RowState.WARNING
    return _Tally(clause, state, failed, passed, unclear, warned)


def _state(row: Row, clause: Clause, failed: int, passed: int, unclear: int) -> RowState:
    if not failed and not passed:
        return RowState.CANT_TELL
    if row.kind is RowKind.LIST or Verified.M in (row.verified, clause.verified):
        return RowState.LISTED if failed else RowState.CLEAR
    if failed >= clause.threshold:
        return RowState.TRIGGERED
    # What could not be told might still have crossed the line: say so instead of calling it clear.
    if failed + unclear >= clause.threshold:
        return RowState.CANT_TELL
    return RowState.WARNING if clause.warn and failed >= clause.warn else RowState.CLEAR


def _matches(item: Observation, clause: Clause) -> bool:
    return all(item.facets.get(facet) in values for facet, values in clause.where.items())
