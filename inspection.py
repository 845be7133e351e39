"""One inspection end to end: crawl → judge → reconcile → score → report. The only place that knows the order."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from checks import Registry, load_registry
from checks.runner import run_checks
from core.availability import whole_days
from core.calendar import WorkingCalendar, load_calendar
from core.clock import Clock, beijing_now
from core.county import Register, Site
from core.errors import CrawlError, SnapshotError, XunjianError
from core.finding import ACCUSING, Change, open_findings
from core.outcome import Observation, Outcome
from core.snapshot import Sanity, Snapshot, open_snapshot
from core.snapshot.manifest import read_manifest
from core.version import VERSION
from core.watchlists import load_watchlists
from crawler.crawl import CrawlJob, crawl_site
from crawler.options import CrawlOptions
from crawler.progress import Progress
from crawler.shelf import last_whole, remove_old_snapshots, sealed_snapshots, snapshot_folder, stands
from indicators import load_tables, score, with_lists
from indicators.model import Table
from ledger.availability.window import load_window
from ledger.baseline import keep_state, load_baseline
from ledger.catalogue import load_catalogue
from ledger.database import open_database
from ledger.findings.reconcile import Occasion, as_inspected
from ledger.findings.repository import load_findings, open_watches, record_run
from ledger.findings.responsibility import unit_lookup
from ledger.run_history import Missed, finished_run
from ledger.runs import SiteRun, begin_run, finish_run, has_run, record_assessment
from reports.assembly import SiteResult, help_pages, is_notable, merge_changes, site_reports
from reports.availability import availability_days
from reports.browsed import browsed
from reports.data import SiteObservations
from reports.ipv6 import six_page
from reports.model import Inspection
from reports.writing import Documents, write_documents, write_observation_file
from settings import Settings

log = logging.getLogger(__name__)

#: The table that judges websites; an office's own copy of the same id replaces it.
WEBSITE_TABLE = "2019-19-website"

#: Whole days before an inspection whose availability is judged: 监测1周 (国办秘函〔2019〕19号 单项否决 2).
MONITORED_DAYS = 7

#: The day of a site's last snapshot.
LAST = "last"

#: Told while sites are crawled: the site and where its crawl stands.
OnProgress = Callable[[Site, Progress], None]
#: What became of a site's crawl: its sealed snapshot, what went wrong now, or what the ledger says went wrong then.
Crawled = Path | CrawlError | Missed


@dataclass(frozen=True, slots=True)
class House:
    """What every inspection needs, opened once."""

    settings: Settings
    engine: Engine
    registry: Registry
    table: Table
    calendar: WorkingCalendar
    clock: Clock


@dataclass(frozen=True, slots=True)
class Plan:
    """What to inspect. `run` names the inspection; the same name again carries an interrupted one on.

    With `since` it is a quick look at what came on that day (ISO 8601) or later; LAST: since the last snapshot.
    """

    run: str
    started: datetime
    register: Register
    sites: tuple[Site, ...]
    since: str = ""

    @property
    def period(self) -> str:
        """The period in titles, by ISO week: 2026年第47周."""
        year, week, _day = self.started.isocalendar()
        return f"{year}年第{week}周"


@contextmanager
def open_house(settings: Settings, clock: Clock = beijing_now) -> Iterator[House]:
    """Open database, checks, tables and calendar. Raises the typed error of whatever cannot be opened."""
    table = with_lists(load_tables(settings.indicator_dir), WEBSITE_TABLE)
    calendar = load_calendar(settings.holidays_file)
    # A broken list is told at once, not by every crawl.
    load_watchlists(Path(settings.word_dir) if settings.word_dir else None)
    engine = open_database(settings.database)
    try:
        yield House(settings, engine, load_registry(), table, calendar, clock)
    finally:
        engine.dispose()


def new_run(moment: datetime, number: int = 0) -> str:
    """Name the `number`-th inspection that starts within a second of Beijing time; names sort by start."""
    return f"{moment:%Y%m%dT%H%M%S}{number:03d}"


def free_run(house: House, moment: datetime) -> str:
    """Name an inspection that starts now.

    Of a small site two fit into a second, and the later one must not pass for the first one carried on.
    """
    names = (new_run(moment, number) for number in count())
    return next(name for name in names if not has_run(house.engine, name) and not stands(house.settings, name))


def inspect_county(house: House, plan: Plan, on_progress: OnProgress, folder: Path) -> tuple[Inspection, Documents]:
    """Inspect every site of the plan, write the documents into `folder`, and return both.

    One site that cannot be crawled is reported as such and never stops the others. Raises ReportError.
    """
    begin_run(house.engine, plan.run, plan.period, plan.started, house.registry.versions())
    results = _judge_all(house, plan, crawl_all(house, plan, on_progress), folder)
    finished = house.clock()
    # Not sooner: an inspection that is carried on tries them again.
    for result in results:
        if not result.snapshot:
            _record_missed(house, plan, result)
    finish_run(house.engine, plan.run, finished)
    for site in plan.sites:
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
    for site in plan.sites:
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


def crawl_all(house: House, plan: Plan, on_progress: OnProgress) -> Iterator[tuple[Site, Path | CrawlError]]:
    """Crawl the plan's sites side by side; yield each site's snapshot, or what went wrong, in the plan's order.

    What `on_progress` raises (Stopped) ends that site's crawl process and is raised here; no further site is begun.
    """
    pool = ThreadPoolExecutor(house.settings.parallel_sites or os.cpu_count() or 1, "crawl")
    try:
        waiting = [(site, pool.submit(crawl_one, house, plan, site, on_progress)) for site in plan.sites]
        for site, future in waiting:
            yield site, _outcome(future)
    finally:
        pool.shutdown(cancel_futures=True)


def crawl_one(house: House, plan: Plan, site: Site, on_progress: OnProgress) -> Path:
    """Crawl one site into its snapshot folder, or return the folder when this run sealed it already."""
    folder = snapshot_folder(house.settings, site, plan.run)
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    earlier = [path for path in sealed_snapshots(house.settings, site) if path.name < plan.run]
    since = _first_day(plan, earlier)
    job = CrawlJob(
        site,
        plan.register.columns_of(site),
        folder,
        # A quick look asks no open finding again: it could close none of them by silence, and would not be quick.
        () if since else open_watches(house.engine, site.key, plan.started.date()),
        CrawlOptions.from_settings(house.settings, site),
        previous=last_whole(earlier),
        since=since,
        calendar=house.calendar,
        catalogue=load_catalogue(house.engine),
        siblings=_siblings(plan.register, site),
        baseline=known.state if (known := load_baseline(house.engine, site.key)) else None,
        availability=load_window(house.engine, site.key, whole_days(plan.started.date(), MONITORED_DAYS)),
    )
    return crawl_site(job, lambda progress: on_progress(site, progress))


def _siblings(register: Register, site: Site) -> tuple[str, ...]:
    """Home pages of the other sites that the register gives to the same unit."""
    return tuple(
        other.home for other in register.sites if other.key != site.key and site.unit and other.unit == site.unit
    )


def judge(house: House, snapshot: Snapshot) -> Iterator[Observation]:
    """Judge one snapshot with all checks and the website table's parameters. Needs no network."""
    return run_checks(house.registry, snapshot, house.table.params)


def _first_day(plan: Plan, earlier: list[Path]) -> date | None:
    """The first day of the plan's quick look, None for a whole inspection. Raises CrawlError when there is no last."""
    if plan.since != LAST:
        return date.fromisoformat(plan.since) if plan.since else None
    if last_whole(earlier) is None:
        raise CrawlError("没有该网站的完整快照，无从知道哪些内容是新的。请先完整巡检一次，或写明日期。")
    return read_manifest(earlier[-1]).started.date()


def _outcome(future: Future[Path]) -> Path | CrawlError:
    try:
        return future.result()
    except CrawlError as error:
        return error
    except XunjianError:
        raise  # told to stop, or the ledger cannot be used: that is no matter of one site
    except OSError as error:
        return CrawlError(f"采集无法进行：{error}")
    except Exception as error:
        log.exception("a crawl ended unexpectedly")
        return CrawlError(f"采集因程序内部错误中止（{type(error).__name__}），详情见运行日志；其他网站不受影响。")


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
    change = record_run(house.engine, record, observations, unit_of, today, apart)
    occasion = Occasion(plan.run, site.key, snapshot.taken_at)
    findings = as_inspected(load_findings(house.engine, site.key, today), occasion, today)
    waiting = {finding.fingerprint for finding in open_findings(findings)}
    keep_state(house.engine, plan.run, snapshot, [item for item in observations if item.fingerprint in waiting])
    excluded = {finding.fingerprint for finding in findings if finding.state not in ACCUSING}
    assessment = score(house.table, observations, manifest.sanity.sound, excluded, apart)
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
    )


def _missed(house: House, error: Exception) -> Missed:
    return Missed(house.clock(), (f"本次未能完成采集：{error}",))


def _not_inspected(house: House, plan: Plan, site: Site, missed: Missed) -> SiteResult:
    sanity = Sanity("inconclusive", missed.reasons)
    today = missed.at.date()
    findings = as_inspected(
        load_findings(house.engine, site.key, today), Occasion(plan.run, site.key, missed.at), today
    )
    assessment = score(house.table, (), sane=False)
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
    return Inspection(
        plan.run,
        house.settings.county or plan.register.county,
        house.settings.office,
        plan.period,
        plan.started,
        finished,
        due,
        site_reports(results, house.registry, house.table),
        plan.register.accounts,
        merge_changes(result.change for result in results),
        help_pages(house.registry),
        {"xunjian": VERSION, "table": f"{house.table.id} v{house.table.version}"},
        house.calendar.warning([finished.date(), due]),
        house.registry.broken,
    )


def worst(inspection: Inspection) -> Outcome:
    """The gravest thing said: FAILED when problems are confirmed, CANT_TELL when a site could not be judged."""
    if inspection.problems:
        return Outcome.FAILED
    unsound = any(not report.sanity.sound for report in inspection.sites)
    return Outcome.CANT_TELL if unsound else Outcome.PASSED
