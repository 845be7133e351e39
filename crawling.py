"""What one inspection needs and has crawled: the house, the plan, and each subject's job."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from checks import Registry, load_registry
from core.availability import whole_days
from core.calendar import WorkingCalendar, load_calendar
from core.clock import Clock, beijing_now
from core.county import Account, Register, Site
from core.errors import CrawlError, XunjianError
from core.snapshot import MEDIA, SnapshotKind, Watch
from core.snapshot.manifest import read_manifest
from core.watchlists import load_watchlists
from crawler.crawl import CrawlJob, crawl_site
from crawler.media.crawl import take_media
from crawler.media.job import MediaJob, MediaOptions
from crawler.options import CrawlOptions
from crawler.progress import Progress
from crawler.shelf import last_whole, sealed_snapshots, snapshot_folder, stands
from indicators import load_tables, with_lists
from indicators.model import Table
from ledger.availability.window import load_window
from ledger.baseline import load_baseline
from ledger.catalogue import load_catalogue
from ledger.clues import JudgedClue
from ledger.database import open_database
from ledger.findings.repository import open_watches
from ledger.media.entries import load_entries
from ledger.runs import has_run
from settings import Settings

log = logging.getLogger(__name__)

#: The table that judges websites; an office's own copy of the same id replaces it.
WEBSITE_TABLE = "2019-19-website"
#: The table that judges media accounts.
MEDIA_TABLE = "2019-19-media"

#: Whole days before an inspection whose availability is judged: 监测1周 (国办秘函〔2019〕19号 单项否决 2).
MONITORED_DAYS = 7

#: The day of a site's last snapshot.
LAST = "last"

#: Told while sites are crawled: the site and where its crawl stands.
OnProgress = Callable[[Site, Progress], None]


@dataclass(frozen=True, slots=True)
class House:
    """What every inspection needs, opened once."""

    settings: Settings
    engine: Engine
    registry: Registry
    table: Table
    media_table: Table
    calendar: WorkingCalendar
    clock: Clock

    def table_for(self, kind: SnapshotKind) -> Table:
        """The table that judges snapshots of this kind."""
        return self.media_table if kind is SnapshotKind.MEDIA else self.table


@dataclass(frozen=True, slots=True)
class Plan:
    """What to inspect. `run` names the inspection; the same name again carries an interrupted one on.

    With `since` it is a quick look at what came on that day (ISO 8601) or later; LAST: since the last snapshot.
    `accounts` are the media accounts to inspect beside the sites, `unregistered` those that people found missing.
    """

    run: str
    started: datetime
    register: Register
    sites: tuple[Site, ...]
    since: str = ""
    accounts: tuple[Account, ...] = ()
    unregistered: tuple[JudgedClue, ...] = ()

    @property
    def subjects(self) -> tuple[Site, ...]:
        """All that is inspected: the sites, and what stands for the media accounts where there are any."""
        return (*self.sites, MEDIA) if self.accounts or self.unregistered else self.sites

    @property
    def period(self) -> str:
        """The period in titles, by ISO week: 2026年第47周."""
        year, week, _day = self.started.isocalendar()
        return f"{year}年第{week}周"


@contextmanager
def open_house(settings: Settings, clock: Clock = beijing_now) -> Iterator[House]:
    """Open database, checks, tables and calendar. Raises the typed error of whatever cannot be opened."""
    tables = load_tables(settings.indicator_dir)
    calendar = load_calendar(settings.holidays_file)
    # A broken list is told at once, not by every crawl.
    load_watchlists(Path(settings.word_dir) if settings.word_dir else None)
    engine = open_database(settings.database)
    try:
        table, media = with_lists(tables, WEBSITE_TABLE), with_lists(tables, MEDIA_TABLE)
        yield House(settings, engine, load_registry(), table, media, calendar, clock)
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


def crawl_all(house: House, plan: Plan, on_progress: OnProgress) -> Iterator[tuple[Site, Path | CrawlError]]:
    """Crawl the plan's sites side by side; yield each site's snapshot, or what went wrong, in the plan's order.

    What `on_progress` raises (Stopped) ends that site's crawl process and is raised here; no further site is begun.
    """
    pool = ThreadPoolExecutor(house.settings.parallel_sites or os.cpu_count() or 1, "crawl")
    try:
        waiting = [(site, pool.submit(crawl_one, house, plan, site, on_progress)) for site in plan.subjects]
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
    if site.key == MEDIA.key:
        return take_media(_media_job(house, plan, folder), lambda progress: on_progress(site, progress))
    earlier = [path for path in sealed_snapshots(house.settings, site) if path.name < plan.run]
    since = _first_day(plan, earlier)
    job = CrawlJob(
        site,
        plan.register.columns_of(site),
        folder,
        # A quick look asks no open finding again: it could close none of them by silence, and would not be quick.
        () if since else _watches(house, plan, site),
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


def _media_job(house: House, plan: Plan, folder: Path) -> MediaJob:
    settings = house.settings
    kept = MediaOptions(
        settings.media_days,
        settings.media_bases,
        str(settings.media_dir / "consents"),
        str(settings.media_key),
        str(settings.media_dir / "evidence"),
    )
    watches = _watches(house, plan, MEDIA)
    options = CrawlOptions.from_settings(settings, MEDIA)
    entries = load_entries(house.engine, [account.key for account in plan.accounts])
    accounts = tuple(account.without_person() for account in plan.accounts)
    clues = tuple({name: str(value) for name, value in asdict(clue).items()} for clue in plan.unregistered)
    return MediaJob(accounts, folder, watches, options, kept, entries, house.calendar, clues)


def _watches(house: House, plan: Plan, site: Site) -> tuple[Watch, ...]:
    """What is open, each with the looks that its check needs: the crawler knows no check."""
    found = open_watches(house.engine, site.key, plan.started.date())
    return tuple(replace(watch, looks=house.registry.looks(watch.check)) for watch in found)


def _siblings(register: Register, site: Site) -> tuple[str, ...]:
    """Home pages of the other sites that the register gives to the same unit."""
    return tuple(
        other.home for other in register.sites if other.key != site.key and site.unit and other.unit == site.unit
    )


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
