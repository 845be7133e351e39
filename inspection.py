"""One inspection end to end: crawl → judge → reconcile → score → report. The only place that knows the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from checks.media.taken import last_update
from checks.runner import run_checks
from core.county import Site
from core.errors import CrawlError, SnapshotError
from core.finding import ACCUSING, Change, open_findings
from core.outcome import Observation, Outcome
from core.snapshot import MEDIA, Sanity, Snapshot, SnapshotKind, open_snapshot
from core.version import VERSION
from crawler.shelf import remove_old_snapshots, snapshot_folder
from crawling import (
    LAST,
    MEDIA_TABLE,
    WEBSITE_TABLE,
    House,
    OnProgress,
    Plan,
    crawl_all,
    crawl_one,
    free_run,
    new_run,
    open_house,
)
from indicators import score
from indicators.model import Table
from ledger.baseline import keep_state
from ledger.findings.reconcile import Occasion, as_inspected
from ledger.findings.repository import load_findings, record_run
from ledger.findings.responsibility import unit_lookup
from ledger.run_history import Missed, finished_run
from ledger.runs import SiteRun, begin_run, finish_run, record_assessment
from reports.accessibility import of_accessibility, pictures_of
from reports.accounts import account_reports
from reports.assembly import SiteResult, help_pages, is_notable, media_report, merge_changes, site_reports
from reports.availability import availability_days
from reports.browsed import browsed
from reports.data import SiteObservations
from reports.ipv6 import six_page
from reports.model import AccountReport, Inspection
from reports.writing import Documents, write_documents, write_observation_file

__all__ = [
    "LAST",
    "MEDIA_TABLE",
    "WEBSITE_TABLE",
    "House",
    "OnProgress",
    "Plan",
    "arrange",
    "crawl_all",
    "crawl_one",
    "free_run",
    "inspect_county",
    "judge",
    "new_run",
    "open_house",
    "retell",
    "worst",
]

#: What became of a site's crawl: its sealed snapshot, what went wrong now, or what the ledger says went wrong then.
Crawled = Path | CrawlError | Missed


def inspect_county(house: House, plan: Plan, on_progress: OnProgress, folder: Path) -> tuple[Inspection, Documents]:
    """Inspect every site of the plan, write the documents into `folder`, and return both.

    One site that cannot be crawled is reported as such and never stops the others. Raises ReportError.
    """
    begin_run(house.engine, plan.run, plan.period, plan.started, house.registry.versions(), plan.register)
    results = _judge_all(house, plan, crawl_all(house, plan, on_progress), folder)
    finished = house.clock()
    # Not sooner: an inspection that is carried on tries them again.
    for result in results:
        if not result.snapshot:
            _record_missed(house, plan, result)
    finish_run(house.engine, plan.run, finished)
    for site in plan.subjects:
        remove_old_snapshots(house.settings, site)
    inspection = arrange(house, plan, results, finished)
    return inspection, write_documents(inspection, folder)


def retell(house: House, plan: Plan, finished: datetime, folder: Path) -> tuple[Inspection, Documents]:
    """Judge a finished inspection's snapshots again and write its documents anew; nothing is crawled.

    Findings stand as that inspection left them, but for what people did since.
    """
    inspection = arrange(house, plan, _judge_all(house, plan, _crawled(house, plan, finished), folder), finished)
    return inspection, write_documents(inspection, folder)


def _crawled(house: House, plan: Plan, finished: datetime) -> Iterator[tuple[Site, Crawled]]:
    record = finished_run(house.engine, plan.run)
    missed = record.missed if record else {}
    for site in plan.subjects:
        folder = snapshot_folder(house.settings, site, plan.run)
        gone = Missed(finished, (f"本次巡检的快照 {folder} 已不存在。",))
        yield site, missed.get(site.key) or (folder if folder.is_dir() else gone)


def _judge_all(house: House, plan: Plan, crawls: Iterable[tuple[Site, Crawled]], folder: Path) -> list[SiteResult]:
    """Crawl and judge site by site; observations go straight to their file, so memory holds one site's at a time."""
    results: list[SiteResult] = []

    def sets() -> Iterator[SiteObservations]:
        for site, crawled in crawls:
            result, observations = _judged(house, plan, site, crawled)
            results.append(result)
            yield SiteObservations(plan.run, site, observations)

    write_observation_file(help_pages(house.registry), sets(), folder)
    return results


def judge(house: House, snapshot: Snapshot) -> Iterator[Observation]:
    """Judge one snapshot with all checks and the parameters of the table for its kind. Needs no network."""
    return run_checks(house.registry, snapshot, house.table_for(snapshot.kind).params)


def _judged(house: House, plan: Plan, site: Site, crawled: Crawled) -> tuple[SiteResult, tuple[Observation, ...]]:
    if isinstance(crawled, CrawlError):
        crawled = _missed(house, crawled)
    if isinstance(crawled, Missed):
        return _not_inspected(house, plan, site, crawled), ()
    try:
        with open_snapshot(crawled) as snapshot:
            observations = tuple(judge(house, snapshot))
            return _recorded(house, plan, snapshot, observations), observations
    except SnapshotError as error:
        return _not_inspected(house, plan, site, _missed(house, error)), ()


def _recorded(house: House, plan: Plan, snapshot: Snapshot, observations: tuple[Observation, ...]) -> SiteResult:
    manifest, site, today = snapshot.manifest, snapshot.site, snapshot.taken_at.date()
    outcomes = dict(sorted(Counter(item.outcome.value for item in observations).items()))
    record = SiteRun(
        plan.run,
        site,
        snapshot.folder.as_posix(),
        snapshot.taken_at,
        manifest.sanity.verdict,
        manifest.sanity.reasons,
        manifest.counts,
        {item.id: item.version for item in house.registry},
        outcomes,
    )
    apart = house.registry.apart
    unit_of = unit_lookup(site, snapshot.columns, plan.register.units)
    change = record_run(house.engine, record, observations, unit_of, today, apart, house.settings.seen_apart)
    occasion = Occasion(plan.run, site.key, snapshot.taken_at)
    findings = as_inspected(load_findings(house.engine, site.key, today), occasion, today)
    waiting = {finding.fingerprint for finding in open_findings(findings)}
    if snapshot.kind is SnapshotKind.SITE:
        keep_state(house.engine, plan.run, snapshot, [item for item in observations if item.fingerprint in waiting])
    excluded = {finding.fingerprint for finding in findings if finding.state not in ACCUSING}
    table = house.table_for(snapshot.kind)
    assessment = score(table, observations, manifest.sanity.sound, excluded, apart)
    record_assessment(house.engine, plan.run, site.key, assessment)
    return SiteResult(
        site,
        snapshot.columns,
        snapshot.folder.as_posix(),
        snapshot.taken_at,
        manifest.sanity,
        manifest.counts,
        outcomes,
        tuple(filter(is_notable, observations)),
        findings,
        change,
        assessment,
        tuple(snapshot.gaps()),
        snapshot.complete,
        browsed(snapshot, observations),
        six_page(snapshot, observations, house.registry),
        availability_days(snapshot),
        _accounts(snapshot, observations, table, excluded),
        accessible := of_accessibility(house.registry, observations),
        pictures_of(snapshot, accessible),
    )


def _accounts(
    snapshot: Snapshot, observations: tuple[Observation, ...], table: Table, excluded: set[str]
) -> tuple[AccountReport, ...]:
    updated = {account.key: day for account in snapshot.accounts if (day := last_update(snapshot, account))}
    return account_reports(snapshot.accounts, updated, observations, table, snapshot.manifest.sanity.sound, excluded)


def _missed(house: House, error: Exception) -> Missed:
    return Missed(house.clock(), (f"本次未能完成采集：{error}",))


def _not_inspected(house: House, plan: Plan, site: Site, missed: Missed) -> SiteResult:
    sanity = Sanity("inconclusive", missed.reasons)
    today = missed.at.date()
    findings = as_inspected(
        load_findings(house.engine, site.key, today), Occasion(plan.run, site.key, missed.at), today
    )
    kind = SnapshotKind.MEDIA if site.key == MEDIA.key else SnapshotKind.SITE
    assessment = score(house.table_for(kind), (), sane=False)
    return SiteResult(site, (), "", missed.at, sanity, {}, {}, (), findings, Change(), assessment, (), complete=False)


def _record_missed(house: House, plan: Plan, result: SiteResult) -> None:
    """Enter that a site was not inspected, so that the documents written anew say so too."""
    sanity, at = result.sanity, result.taken_at
    record = SiteRun(plan.run, result.site, "", at, sanity.verdict, sanity.reasons)
    record_run(house.engine, record, (), unit_lookup(result.site, ()), at.date())
    record_assessment(house.engine, plan.run, result.site.key, result.assessment)


def arrange(house: House, plan: Plan, results: list[SiteResult], finished: datetime) -> Inspection:
    """The read model of the whole inspection, with the deadline that its notice sets."""
    due = house.calendar.add_working_days(finished.date(), house.settings.deadline_days)
    sites = site_reports((one for one in results if one.site.key != MEDIA.key), house.registry, house.table)
    media = next((one for one in results if one.site.key == MEDIA.key), None)
    before = sum(len(site.problems) for site in sites)
    return Inspection(
        plan.run,
        house.settings.county or plan.register.county,
        house.settings.office,
        plan.period,
        plan.started,
        finished,
        due,
        sites,
        plan.register.accounts,
        merge_changes(result.change for result in results),
        help_pages(house.registry),
        {"xunjian": VERSION, "table": f"{house.table.id} v{house.table.version}"},
        house.calendar.warning([finished.date(), due]),
        house.registry.broken,
        media_report(media, house.registry, house.media_table, before) if media else None,
    )


def worst(inspection: Inspection) -> Outcome:
    """The gravest thing said: FAILED when problems are confirmed, CANT_TELL when a site could not be judged."""
    if inspection.problems:
        return Outcome.FAILED
    unsound = any(not report.sanity.sound for report in inspection.parts)
    return Outcome.CANT_TELL if unsound else Outcome.PASSED
