"""One site's crawl as a value: what to crawl, where to put it, and with which options; travels as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from core.calendar import WorkingCalendar, read_calendar
from core.catalogue import CatalogueItem, read_item
from core.county import Column, ColumnCategory, Site
from core.snapshot import Watch
from crawler.options import CrawlOptions


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """A crawl to do.

    `folder` is where the sealed snapshot will stand; while unfinished it is `folder` with `.partial` added.
    `watches` are open findings to ask again; `seeds` are further addresses to start from; `previous` is the
    site's last sealed snapshot of the whole site, which the sanity gate compares with. With `since` it is a quick look
    (crawler.spider.quick) at what came on that day or later. `calendar` and `catalogue` are sealed into the
    snapshot, which is judged by them; None: the shipped ones. `siblings` are the home pages of the other sites that the
    register gives to the same unit. `baseline` is what the site looked like when it was taken as sound, sealed too;
    `availability` what the availability monitoring saw of it (docs/formats.md), None: it was not monitored.
    """

    site: Site
    columns: tuple[Column, ...]
    folder: Path
    watches: tuple[Watch, ...]
    options: CrawlOptions
    seeds: tuple[str, ...] = ()
    previous: Path | None = None
    since: date | None = None
    calendar: WorkingCalendar | None = None
    catalogue: tuple[CatalogueItem, ...] | None = None
    siblings: tuple[str, ...] = ()
    baseline: Mapping[str, Any] | None = None
    availability: Mapping[str, Any] | None = None

    @property
    def only_given(self) -> bool:
        """Whether just the pages given by name are recorded: their links are not followed, and what they look like
        (a login, a not-found page) is whoever asked's own matter.
        """
        return self.options.max_depth == 0 and self.options.max_links == 0

    @property
    def partial(self) -> Path:
        """The folder of the snapshot in the making."""
        return self.folder.with_name(f"{self.folder.name}.partial")

    def to_json(self) -> str:
        """Serialise."""
        data = asdict(replace(self, calendar=None))
        data["calendar"] = self.calendar and self.calendar.to_data()
        data["catalogue"] = [item.to_data() for item in self.catalogue or ()]
        data["folder"] = str(self.folder)
        data["previous"] = str(self.previous) if self.previous else None
        data["since"] = self.since and self.since.isoformat()
        return json.dumps(data, ensure_ascii=False, indent=1)


def read_job(text: str) -> CrawlJob:
    """Inverse of `CrawlJob.to_json`. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(text)
    return CrawlJob(
        Site(**_tuples(data["site"])),
        tuple(Column(**{**column, "category": ColumnCategory(column["category"])}) for column in data["columns"]),
        Path(data["folder"]),
        tuple(Watch(**_tuples(watch)) for watch in data["watches"]),
        CrawlOptions.from_json(data["options"]),
        tuple(data["seeds"]),
        Path(data["previous"]) if data["previous"] else None,
        date.fromisoformat(data["since"]) if data["since"] else None,
        # Jobs of crawls that were begun by an earlier version have none.
        read_calendar(data["calendar"]) if data.get("calendar") else None,
        tuple(map(read_item, data["catalogue"])) if data.get("catalogue") else None,
        tuple(data.get("siblings", ())),
        data.get("baseline"),
        data.get("availability"),
    )


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
