"""What the documents say of media accounts: a verdict on each, and counts by platform."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checks.media.stale import DOUBT
from core.county import Account, AccountState
from core.outcome import Observation, Outcome
from indicators import score
from indicators.model import Assessment, Conclusion, RowResult, RowState, Table
from reports.model import AccountReport, MediaReport, Problem
from reports.wording import rate

#: The check of updates: without its word an account is not called 合格, whatever else was seen.
UPDATES = "media.stale"
_TOLD = frozenset({RowState.CLEAR, RowState.WARNING})
_UNTOLD = frozenset({Outcome.CANT_TELL, Outcome.UNTESTED})


@dataclass(frozen=True, slots=True)
class PlatformTally:
    """Accounts of one platform: in operation, judged, and judged 不合格."""

    platform: str
    running: int
    checked: int
    failed: int

    @property
    def pass_rate(self) -> str:
        """合格率 over judged accounts; empty when none could be judged."""
        return rate(self.checked - self.failed, self.checked) if self.checked else ""


def account_reports(
    accounts: Sequence[Account],
    updated: Mapping[str, date],
    observations: Iterable[Observation],
    table: Table,
    sane: bool,
    excluded: Collection[str],
) -> tuple[AccountReport, ...]:
    """Judge each account of one media snapshot by what its checks said of it.

    `updated` are the days of the last updates seen, by the accounts' keys; `excluded` are the fingerprints that do not
    count: suspected, waived or dismissed ones. Only accounts in operation are judged.
    """
    mine: dict[str, list[Observation]] = {account.key: [] for account in accounts}
    for item in observations:
        if (key := account_of(item)) in mine:
            mine[key].append(item)
    found = []
    for account in accounts:
        days = [day for day in (updated.get(account.key), account.updated_on) if day]
        assessment = score(table, mine[account.key], sane, excluded)
        doubted = any(item.check == UPDATES and item.fingerprint in excluded for item in mine[account.key])
        found.append(
            AccountReport(
                account,
                _conclude(account, assessment),
                max(days, default=None),
                _reason(account, assessment, mine[account.key], doubted),
            )
        )
    return tuple(found)


def tally_platforms(media: MediaReport) -> tuple[PlatformTally, ...]:
    """One row for each platform with accounts in operation, in the register's order."""
    judged: dict[str, list[Conclusion]] = {}
    for report in media.accounts:
        if report.conclusion is not None:
            judged.setdefault(report.account.platform, []).append(report.conclusion)
    return tuple(_count(platform, conclusions) for platform, conclusions in judged.items())


def total(platforms: Iterable[PlatformTally]) -> PlatformTally:
    """All platforms together."""
    rows = list(platforms)
    return PlatformTally(
        "合计", sum(row.running for row in rows), sum(row.checked for row in rows), sum(row.failed for row in rows)
    )


@dataclass(frozen=True, slots=True)
class AccountProblems:
    """An account with the types of its confirmed problems, gravest first."""

    report: AccountReport
    titles: tuple[str, ...]

    @property
    def updated(self) -> str:
        """检查时最后更新日期, or that nobody saw any."""
        return last_update(self.report)


def account_problems(media: MediaReport) -> tuple[AccountProblems, ...]:
    """Accounts with confirmed problems, in the register's order; behind them those that nobody registered."""
    titles: dict[str, dict[str, None]] = {}
    for problem in sorted(media.report.problems, key=lambda problem: (problem.rank, problem.title)):
        titles.setdefault(account_of(problem.observation), {})[problem.title] = None
    known = {report.account.key for report in media.accounts}
    strangers = [
        AccountReport(_stranger(problem), None)
        for problem in media.report.problems
        if account_of(problem.observation) not in known
    ]
    reports = {report.account.key: report for report in (*media.accounts, *strangers)}
    return tuple(AccountProblems(report, tuple(titles[key])) for key, report in reports.items() if key in titles)


def _stranger(problem: Problem) -> Account:
    platform = problem.observation.facets.get("platform", "")
    name = problem.account.removesuffix(f"（{platform}）")
    return Account(platform, name, unit=problem.unit, key=account_of(problem.observation))


def account_of(observation: Observation) -> str:
    """The key of the account that an observation is about."""
    return observation.facets.get("account") or observation.subject


def last_update(report: AccountReport) -> str:
    """The day of the last update that anybody saw."""
    return f"{report.updated_on:%Y-%m-%d}" if report.updated_on else "未取得"


def _count(platform: str, conclusions: list[Conclusion]) -> PlatformTally:
    failed = conclusions.count(Conclusion.UNQUALIFIED)
    return PlatformTally(platform, len(conclusions), failed + conclusions.count(Conclusion.QUALIFIED), failed)


def _conclude(account: Account, assessment: Assessment) -> Conclusion | None:
    if account.state is not AccountState.RUNNING:
        return None
    if assessment.conclusion is not Conclusion.QUALIFIED:
        return assessment.conclusion
    seen = any(result.state in _TOLD for result in _updates(assessment))
    return Conclusion.QUALIFIED if seen else Conclusion.CANT_TELL


def _updates(assessment: Assessment) -> list[RowResult]:
    """The rows that the check of updates feeds."""
    return [one for one in assessment.results if any(UPDATES in clause.checks for clause in one.row.clauses)]


def _veto(result: RowResult, own: Collection[Observation]) -> str:
    """The indicator, and what was seen of this account."""
    seen = (item.message.rstrip("。") for item in own if item.fingerprint in result.fingerprints)
    return f"{result.row.name}（{'；'.join(seen) or result.explanation.rstrip('。')}）"


def _reason(account: Account, assessment: Assessment, own: Collection[Observation], doubted: bool) -> str:
    """Why it is so: the vetoes, or what could not be told of its updates, in the words of their check."""
    conclusion = _conclude(account, assessment)
    if conclusion is Conclusion.UNQUALIFIED:
        return "；".join(_veto(result, own) for result in assessment.vetoes)
    if conclusion is not Conclusion.CANT_TELL:
        return ""
    if doubted:
        return "疑似长期没有更新，待核实。"
    silent = (item for item in own if item.check == UPDATES and item.outcome in _UNTOLD)
    told = (item.message.removeprefix(DOUBT) for item in silent)
    return "；".join(told) or "；".join(one.explanation for one in _updates(assessment))
