"""Puts the read model together from what the lower rooms know of one inspection."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from checks import Check, Registry
from core.county import Column, Site, column_at
from core.finding import ACCUSING, Change, Finding, FindingState
from core.outcome import Observation, Outcome, SubjectKind
from core.snapshot import Gap, Sanity
from indicators.model import Assessment, Table
from ledger.findings.data import stored_observation
from reports.accounts import account_of
from reports.model import (
    AccountReport,
    AvailabilityDay,
    Browsed,
    CheckHelp,
    MediaReport,
    Problem,
    SiteReport,
    SixPage,
)
from reports.plain import called

#: Outcomes that say that nothing could be said.
_SILENT = (Outcome.CANT_TELL, Outcome.UNTESTED)


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One site's inspection before it is arranged for reading.

    `notable` are the observations that documents may show (all but plain passes); `outcomes` counts all of them.
    `findings` are all of the site's, as they stand after this inspection; `accounts` the verdicts on media accounts,
    `accessibility` all observations of it, passes among them.
    """

    site: Site
    columns: tuple[Column, ...]
    snapshot: str
    taken_at: datetime
    sanity: Sanity
    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    notable: tuple[Observation, ...]
    findings: tuple[Finding, ...]
    change: Change
    assessment: Assessment
    gaps: tuple[Gap, ...]
    complete: bool
    browsed: tuple[Browsed, ...] = ()
    ipv6: SixPage | None = None
    availability: tuple[AvailabilityDay, ...] = ()
    accounts: tuple[AccountReport, ...] = ()
    accessibility: tuple[Observation, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def is_notable(observation: Observation) -> bool:
    """Whether documents may show it: anything but a plain pass or something inapplicable."""
    return bool(observation.warning) or observation.outcome in (Outcome.FAILED, *_SILENT)


def site_reports(results: Iterable[SiteResult], registry: Registry, table: Table) -> tuple[SiteReport, ...]:
    """Arrange every site; problems are numbered through, in the order of sites."""
    numbers = itertools.count(1)
    return tuple(_numbered(_arrange(result, registry, _rows(table)), numbers) for result in results)


def media_report(result: SiteResult, registry: Registry, table: Table, after: int) -> MediaReport:
    """Arrange the media accounts; their problems are numbered on behind `after` others."""
    report = _arrange(result, registry, _rows(table))
    titles = {item.account.key: item.account.title for item in result.accounts}

    def named(problem: Problem) -> Problem:
        # One that is not registered is called as it was come across.
        called = titles.get(account_of(problem.observation)) or problem.observation.facets.get("name", "")
        return replace(problem, account=called)

    report = replace(
        report,
        unmeasured=tuple(_unmeasured_accounts(result.notable, registry.checks)),
        problems=tuple(map(named, report.problems)),
        suspected=tuple(map(named, report.suspected)),
        waived=tuple(map(named, report.waived)),
    )
    return MediaReport(_numbered(report, itertools.count(after + 1)), result.accounts)


def _numbered(report: SiteReport, numbers: Iterator[int]) -> SiteReport:
    return replace(report, problems=tuple(replace(problem, number=next(numbers)) for problem in report.problems))


def merge_changes(changes: Iterable[Change]) -> Change:
    """One Change for the county."""
    listed = list(changes)
    return Change(
        tuple(name for change in listed for name in change.new),
        tuple(name for change in listed for name in change.still),
        tuple(name for change in listed for name in change.fixed),
        tuple(name for change in listed for name in change.reopened),
    )


def help_pages(registry: Registry) -> tuple[CheckHelp, ...]:
    """Every check's help page."""
    return tuple(
        CheckHelp(item.id, item.title, item.clause, item.help, item.version, item.wcag, item.act) for item in registry
    )


def _rows(table: Table) -> dict[str, tuple[int, str]]:
    """Check id → place in the table, and id and name, of the first row that it feeds.

    A row that takes all of a check's findings goes before one that takes only some of them.
    """
    named: dict[str, tuple[int, str]] = {}
    fed = [(rank, row, clause) for rank, row in enumerate(table.rows) for clause in row.clauses]
    for rank, row, clause in sorted(fed, key=lambda one: bool(one[2].where)):
        for check in clause.checks:
            named.setdefault(check, (rank, f"{row.id} {row.name}"))
    return named


def _arrange(result: SiteResult, registry: Registry, rows: Mapping[str, tuple[int, str]]) -> SiteReport:
    # What an unsound crawl saw moves no finding, so it is no news of one either, and warns of nothing.
    judged = [item for item in result.notable if result.sanity.sound or item.check in registry.apart]
    seen = {item.fingerprint: item for item in judged if item.outcome is Outcome.FAILED}
    lines = sorted(_lines(result, seen, registry, rows), key=_list_order)
    return SiteReport(
        result.site,
        result.snapshot,
        result.taken_at,
        result.sanity,
        result.assessment,
        result.counts,
        result.outcomes,
        tuple(line for line in lines if line.finding.state in ACCUSING),
        tuple(line for line in lines if line.finding.state is FindingState.SUSPECTED),
        tuple(line for line in lines if line.finding.state is FindingState.WAIVED),
        tuple(item for item in judged if item.warning and item.outcome is Outcome.PASSED),
        tuple(_unmeasured(result.notable, registry.checks)),
        tuple(item for item in result.findings if item.fingerprint in result.change.fixed),
        result.gaps,
        result.complete,
        result.browsed,
        result.ipv6,
        result.availability,
        tuple(item for item in judged if item.outcome is Outcome.CANT_TELL and item.kind is SubjectKind.LINK),
        result.accessibility,
        result.pictures,
    )


def _lines(
    result: SiteResult, seen: Mapping[str, Observation], registry: Registry, rows: Mapping[str, tuple[int, str]]
) -> Iterator[Problem]:
    for finding in result.findings:
        if finding.state in (FindingState.VERIFIED_FIXED, FindingState.DISMISSED):
            continue
        observation = seen.get(finding.fingerprint) or stored_observation(finding)
        check = registry.checks.get(finding.check)
        rank, indicator = rows.get(finding.check, (len(rows), "其他"))
        yield Problem(
            0,
            finding,
            observation,
            finding.unit or "（未登记责任单位）",
            result.site,
            check.title if check else finding.check,
            indicator,
            _status(finding, result.change, finding.fingerprint in seen),
            _column_name(observation, result.columns),
            rank,
        )


def _column_name(observation: Observation, columns: tuple[Column, ...]) -> str:
    """The column a problem lies in; of a link, the one its first page lies in."""
    if observation.kind is SubjectKind.SITE:
        return ""
    on_page = observation.kind is SubjectKind.LINK and observation.sources
    column = column_at(observation.sources[0].page if on_page else observation.subject, columns)
    return column.name if column else ""


def _status(finding: Finding, change: Change, observed: bool) -> str:
    # An open problem that this inspection could not look at again is still open: silence closes nothing.
    if not observed:
        return "本次未能复核"
    if finding.state is FindingState.SUSPECTED:
        return "疑似"
    if finding.fingerprint in change.reopened:
        return "再次出现"
    return "新发现" if finding.fingerprint in change.new else "仍存在"


def _list_order(problem: Problem) -> tuple[str, int, str, str, tuple[str, ...]]:
    finding = problem.finding
    return problem.unit, problem.rank, finding.check, finding.subject, finding.identity


def _unmeasured(notable: Iterable[Observation], checks: Mapping[str, Check]) -> Iterator[tuple[str, str]]:
    silent = [item for item in notable if item.outcome in _SILENT]
    reasons = Counter((item.check, item.message) for item in silent)
    for check in sorted({item.check for item in silent}):
        own = sorted(((count, words) for (name, words), count in reasons.items() if name == check), key=_most_first)
        title = checks[check].title if check in checks else check
        shown = "；".join(words if count == 1 else f"{words}（{count} 项）" for count, words in own[:3])
        rest = sum(count for count, _ in own[3:])
        yield title, shown + (f"；另有 {rest} 项" if rest else "")


def _unmeasured_accounts(notable: Iterable[Observation], checks: Mapping[str, Check]) -> Iterator[tuple[str, str]]:
    """As `_unmeasured`, a line for each reason, with the accounts of which it is true."""
    cases: dict[tuple[str, str], dict[str, None]] = {}
    for item in sorted((item for item in notable if item.outcome in _SILENT), key=lambda item: item.check):
        cases.setdefault((item.check, item.message), {})[item.facets.get("name", "")] = None
    for (check, words), accounts in cases.items():
        names = [name for name in accounts if name]
        title = checks[check].title if check in checks else check
        yield title, f"{called(names)}：{words}" if names else words


def _most_first(entry: tuple[int, str]) -> tuple[int, str]:
    count, words = entry
    return -count, words
