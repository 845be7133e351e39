"""What stands at the end of a crawl: aliases of registered addresses, the sanity verdict, the manifest."""

from __future__ import annotations

import json
import sqlite3
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from core.calendar import load_calendar
from core.catalogue import shipped_catalogue
from core.clock import beijing_now, parse_moment
from core.errors import AddressError, SnapshotError
from core.snapshot import TEMPORARY, Manifest, Resource, Verdict
from core.snapshot.codec import read_resource
from core.snapshot.manifest import read_manifest
from core.version import VERSION
from crawler.extract import normalise
from crawler.extract.version import extract_version
from crawler.job import CrawlJob
from crawler.record import Recorder
from crawler.record.store import count, put_resource, recall
from crawler.sanity import CrawlFacts, judge_sanity
from crawler.spider.scanning import UNSCANNED
from crawler.spider.walk_probes import UNWALKED
from crawler.version import crawl_version

#: Needs of checks that this crawler cannot serve, and what the report says about it.
ABSENT = {"posts": "本次未采集政务新媒体稿件"}
_NO_SHOTS = {"shots": "本次没有需要用浏览器打开的页面，或者没有可用的浏览器，未截图"}


def closing_manifest(recorder: Recorder, job: CrawlJob) -> Manifest:
    """The manifest without counts and digests, which sealing adds. Writes aliases in a step of its own."""
    with recorder.step():
        for url in (job.site.home, *(column.url for column in job.columns)):
            _alias(recorder.db, url)
    return Manifest(
        site=job.site,
        columns=job.columns,
        started=parse_moment(recorder.started),
        finished=beijing_now(),
        sanity=judge_sanity(crawl_facts(recorder.db, job)),
        absent=_absent(recorder.db),
        vantage=_vantage(recorder.db),
        since=job.since.isoformat() if job.since else "",
        calendar=job.calendar or load_calendar(),
        catalogue=job.catalogue or shipped_catalogue(),
        versions={
            "xunjian": VERSION,
            "extract": extract_version(),
            "crawler": crawl_version(),
            "scrapy": version("scrapy"),
            "aiohttp": version("aiohttp"),
            "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        },
    )


def _absent(db: sqlite3.Connection) -> dict[str, str]:
    scans = {} if count(db, "scan") else {"scans": recall(db, UNSCANNED) or "本次没有用浏览器检测无障碍"}
    shots = count(db, "rendered", "shot != ''") or count(db, "scan", "shots != '[]'")
    row = db.execute("SELECT data FROM probe WHERE kind = ?", (UNWALKED,)).fetchone()
    walk = {"walk": str(json.loads(row["data"])["reason"])} if row else {}
    return {**ABSENT, **scans, **walk, **({} if shots else _NO_SHOTS)}


def crawl_facts(db: sqlite3.Connection, job: CrawlJob) -> CrawlFacts:
    """What the sanity gate looks at."""
    home = _resource(db, job.site.home)
    pages = "internal AND attempts > 0 AND url IN (SELECT url FROM frontier)"
    passing = ", ".join(f"'{verdict}'" for verdict in sorted(TEMPORARY))
    return CrawlFacts(
        home=home,
        home_recorded=home is not None and _is_page(db, home.final_url or home.url),
        pages=count(db, "page"),
        tried=count(db, "resource", "attempts > 0"),
        answered=count(db, "resource", "attempts > 0 AND status > 0"),
        internal=count(db, "resource", pages),
        temporary=count(db, "resource", f"{pages} AND verdict IN ({passing})"),
        # A quick look has few pages on purpose.
        previous_pages=None if job.since else _previous_pages(job.previous, job.options.max_pages),
    )


def _alias(db: sqlite3.Connection, url: str) -> None:
    """A registered address that is not written as browsers write it gets a row under its own spelling too."""
    try:
        found = _resource(db, normalise(url, url))
    except AddressError as error:
        found = Resource(url, Verdict.MALFORMED, internal=True, attempts=0, detail=str(error))
    if found is not None:
        put_resource(db, replace(found, url=url))


def _resource(db: sqlite3.Connection, url: str) -> Resource | None:
    row = db.execute("SELECT * FROM resource WHERE url = ?", (url,)).fetchone()
    return read_resource(row) if row else None


def _is_page(db: sqlite3.Connection, url: str) -> bool:
    return db.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone() is not None


def _previous_pages(folder: Path | None, cap: int) -> int | None:
    """Pages of the last snapshot, as far as today's cap lets us compare; None when there is no usable one."""
    if folder is None:
        return None
    try:
        pages = read_manifest(folder).counts.get("pages")
    except SnapshotError:
        return None
    return None if pages is None else min(pages, cap)


def _vantage(db: sqlite3.Connection) -> dict[str, object]:
    row = db.execute("SELECT data FROM probe WHERE kind = 'vantage' ORDER BY at DESC LIMIT 1").fetchone()
    return dict(json.loads(row["data"])) if row else {}
