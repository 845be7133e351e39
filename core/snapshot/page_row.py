"""What was recorded: a row for each page, what earlier crawls knew of it, and what else was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.snapshot.facts import ListItem, PageFacts
from core.snapshot.record_ref import RecordRef


class PageKind(StrEnum):
    """What kind of page it is, as the page tags of 国办发〔2017〕47号 distinguish them."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One recorded html page: its address after redirects, its place in the site, its facts, its WARC record."""

    url: str
    kind: PageKind
    depth: int
    status: int
    content_type: str
    fetched_at: str
    facts: PageFacts
    record: RecordRef


@dataclass(frozen=True, slots=True)
class PageHistory:
    """What earlier crawls of the whole site knew of a page.

    `first_seen` is the day of the crawl that first recorded it, `unseen_on` the day of the last complete crawl in which
    it was not there yet (None: there was none), `days` the publish days it showed in earlier crawls, oldest first.
    """

    first_seen: date
    unseen_on: date | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What was read besides pages: a style sheet, sitemap or feed, or the data of a list.

    `source` is the address asked for, `reader` what it was read as, `total` how many entries it says the list has
    (-1: it does not say), `items` the entries it holds.
    """

    source: str
    reader: str
    total: int = -1
    items: tuple[ListItem, ...] = ()
