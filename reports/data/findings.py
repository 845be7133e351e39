"""findings.json: the verdicts and every finding of one inspection, with its latest observation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from core.finding import Finding
from reports.data.encoding import encode, write_list
from reports.data.observations import check_data, observation_data, site_data
from reports.model import AccountReport, Inspection, Problem, SiteReport

SCHEMA = "xunjian/findings/1"


def write_findings(inspection: Inspection, stream: BinaryIO) -> None:
    """Write the document, finding by finding. The same inspection gives the same bytes."""
    clauses = {item.id: item.clause for item in inspection.checks}
    stream.write(b'{"change":' + encode(asdict(inspection.change)) + b',\n"checks":')
    write_list(stream, (check_data(item) for item in inspection.checks))
    stream.write(b',\n"findings":')
    write_list(stream, _findings(inspection, clauses))
    stream.write(b',\n"inspection":' + encode(inspection_data(inspection)))
    stream.write(b',\n"schema":' + encode(SCHEMA) + b',\n"sites":')
    write_list(stream, (report_data(part, clauses) for part in inspection.parts))
    stream.write(b"}\n")


def inspection_data(inspection: Inspection) -> dict[str, Any]:
    """Which inspection this is. Times are ISO 8601 in Beijing time, days ISO dates."""
    return {
        "run": inspection.run,
        "county": inspection.county,
        "office": inspection.office,
        "period": inspection.period,
        "started": inspection.started.isoformat(),
        "finished": inspection.finished.isoformat(),
        "due": inspection.due.isoformat(),
        "versions": dict(inspection.versions),
        "calendar_warning": inspection.calendar_warning,
        "broken_plugins": dict(inspection.broken_plugins),
        "accounts": len(inspection.accounts),
        "monitored_accounts": inspection.monitored_accounts,
        "media": list(map(account_data, inspection.media.accounts)) if inspection.media else [],
    }


def report_data(report: SiteReport, clauses: Mapping[str, str]) -> dict[str, Any]:
    """One site's verdict, counts, row results, warnings and what was not measured."""
    return {
        "site": site_data(report.site),
        "snapshot": report.snapshot,
        "taken_at": report.taken_at.isoformat(),
        "sanity": asdict(report.sanity),
        "complete": report.complete,
        "conclusion": report.assessment.conclusion,
        "table": report.assessment.table,
        "table_version": report.assessment.version,
        "reasons": report.assessment.reasons,
        "rows": [
            {
                "id": result.row.id,
                "name": result.row.name,
                "kind": result.row.kind,
                "state": result.state,
                "explanation": result.explanation,
                "count": result.count,
                "fingerprints": result.fingerprints,
            }
            for result in report.assessment.results
        ],
        "counts": dict(report.counts),
        "outcomes": dict(report.outcomes),
        "warnings": [observation_data(item, report.site.key, clauses) for item in report.warnings],
        "unmeasured": [{"check": name, "reason": reason} for name, reason in report.unmeasured],
        "gaps": [asdict(gap) for gap in report.gaps],
    }


def account_data(report: AccountReport) -> dict[str, Any]:
    """One media account's verdict. `conclusion` is empty for one no longer in operation."""
    account = report.account
    return {
        "key": account.key,
        "platform": account.platform,
        "name": account.name,
        "unit": account.unit,
        "state": account.state,
        "conclusion": report.conclusion or "",
        "updated_on": report.updated_on and report.updated_on.isoformat(),
        "explanation": report.explanation,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding's standing. Its events stay in the ledger."""
    return {
        "fingerprint": finding.fingerprint,
        "check": finding.check,
        "subject": finding.subject,
        "kind": finding.kind,
        "identity": finding.identity,
        "site": finding.site,
        "unit": finding.unit,
        "state": finding.state,
        "first_seen": finding.first_seen.isoformat(),
        "last_seen": finding.last_seen.isoformat(),
        "reopened": finding.reopened,
        "due": finding.due and finding.due.isoformat(),
        "waiver": finding.waiver,
    }


def problem_data(problem: Problem, place: str, clauses: Mapping[str, str]) -> dict[str, Any]:
    """One finding as listed: `list` is problem, suspected or waived."""
    return {
        **finding_data(problem.finding),
        "list": place,
        "number": problem.number,
        "status": problem.status,
        "title": problem.title,
        "indicator": problem.indicator,
        "column": problem.column,
        "account": problem.account,
        "observation": observation_data(problem.observation, problem.site.key, clauses),
    }


def _findings(inspection: Inspection, clauses: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for site in inspection.parts:
        for place, problems in (
            ("problem", site.problems),
            ("suspected", site.suspected),
            ("waived", site.waived),
        ):
            for problem in problems:
                yield problem_data(problem, place, clauses)
        for finding in site.fixed:
            yield {**finding_data(finding), "list": "fixed"}
