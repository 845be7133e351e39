"""A sealed snapshot, read as a stream: memory does not grow with the site."""

from __future__ import annotations

import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from core.calendar import WorkingCalendar, load_calendar
from core.catalogue import CatalogueItem, shipped_catalogue
from core.county import Account, Column, Site
from core.errors import SnapshotDamaged
from core.snapshot import codec
from core.snapshot.coverage import Gap, GapReason
from core.snapshot.facts import ListItem
from core.snapshot.files import PageFiles
from core.snapshot.link import Link, PlaceLink, Role
from core.snapshot.manifest import Manifest, SnapshotKind, read_manifest, verify_files
from core.snapshot.media import Post, Taking
from core.snapshot.page import Page, RenderedPage
from core.snapshot.page_row import DocumentRow, PageHistory, PageKind, PageRow
from core.snapshot.probe import Probe
from core.snapshot.record_ref import RecordRef
from core.snapshot.rendered import Purpose, RenderedRow
from core.snapshot.resource import BROKEN, Resource, Verdict
from core.snapshot.scan import Scan, read_scan
from core.snapshot.taking import posts_of, taking_of
from core.snapshot.warc import read_record
from core.snapshot.watch import Watch

INDEX = "snapshot.sqlite"
WARC = "crawl.warc.gz"
#: Gaps that leave a crawl whole: what robots.txt forbids was never part of the public site map we may read, and a
#: mirrored page was crawled under another host.
_HARMLESS_GAPS = frozenset({GapReason.ROBOTS, GapReason.GUARDED, GapReason.MIRROR})
#: Folder of screenshots, each named by its SHA-256.
SHOTS = "shots"
#: Largest screenshot read, bytes.
MAX_SHOT = 4 * 1024 * 1024


#: Where the entries of a list page go on, from one address to the next; as many as anybody would turn pages.
_LIST = """
WITH RECURSIVE list (source) AS (
    SELECT source FROM lead WHERE page = ?
    UNION SELECT lead.source FROM lead JOIN list ON lead.page = list.source LIMIT 500
)
"""
_OWN = "SELECT items FROM page WHERE url = ?"
_DATA = _LIST + "SELECT * FROM document WHERE source IN list ORDER BY source"  # noqa: S608 (constants)
_SOURCES = _LIST + "SELECT source FROM list ORDER BY source"  # noqa: S608 (constants)
_FURTHER = _LIST + "SELECT url, items FROM page WHERE url IN list AND url != ? ORDER BY url"  # noqa: S608 (constants)


class Snapshot:
    """Reads one sealed snapshot folder. All iteration is in a fixed order, so the same bytes judge the same.

    Needs that checks may declare are the names in `NEEDS`; `absent` says which of them this snapshot lacks and why.
    """

    NEEDS = frozenset(
        {"pages", "links", "columns", "probes", "accounts", "posts", "dom", "shots", "scans", "walk", "pdfs"}
    )

    def __init__(self, folder: Path, manifest: Manifest, index: sqlite3.Connection) -> None:
        self.folder, self.manifest, self._index = folder, manifest, index

    @property
    def site(self) -> Site:
        """The registered site this is a snapshot of."""
        return self.manifest.site

    @property
    def kind(self) -> SnapshotKind:
        """What this is a snapshot of."""
        return self.manifest.kind

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The registered accounts at the time of the inspection, in the register's order; of sites there are none."""
        return self.manifest.accounts

    def taking(self, account: str) -> Taking | None:
        """How the account of that key was asked for its posts; None when it was not."""
        return taking_of(self._index, account)

    def posts(self, account: str) -> Iterator[Post]:
        """The posts that the account of that key gave, in the order they came."""
        return posts_of(self._index, account)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The site's registered columns at the time of the crawl."""
        return self.manifest.columns

    @property
    def taken_at(self) -> datetime:
        """The inspection's point in time (监测时间点), Beijing."""
        return self.manifest.finished

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days to judge by: those sealed with the crawl, so that judging again says the same."""
        return self.manifest.calendar or load_calendar()

    @property
    def catalogue(self) -> tuple[CatalogueItem, ...]:
        """What the county must publish: as sealed with the crawl, else the catalogue that ships."""
        return self.manifest.catalogue or shipped_catalogue()

    def pages(self, kind: PageKind | None = None) -> Iterator[Page]:
        """Recorded pages, by address; only of one kind when given."""
        where, values = ("WHERE kind = ?", (kind.value,)) if kind else ("", ())
        for row in self._index.execute(f"SELECT * FROM page {where} ORDER BY url", values):  # noqa: S608
            yield self._page(row)

    def page(self, url: str) -> Page | None:
        """The page at `url`, following the redirects that the crawl saw; None when it was not recorded."""
        row = self._one("SELECT * FROM page WHERE url = ?", url)
        if row is None:
            resource = self.resource(url)
            if resource is not None and resource.final_url not in ("", url):
                row = self._one("SELECT * FROM page WHERE url = ?", resource.final_url)
        return self._page(row) if row else None

    @property
    def home(self) -> Page | None:
        """The home page, when it was recorded."""
        return self.page(self.site.home)

    def resource(self, url: str) -> Resource | None:
        """What became of fetching `url`; None when it was never tried."""
        row = self._one("SELECT * FROM resource WHERE url = ?", url)
        if row is None:
            return None
        found, seen = codec.read_resource(row), self._rendered.get(url)
        return replace(found, shot=seen.shot) if seen and seen.purpose is Purpose.LINK else found

    def received(self, resource: Resource) -> str:
        """The text that was received for an address, as far as it was recorded; empty for files and failures.

        Decoded as strict UTF-8, else gb18030: right for nearly all Chinese pages, whatever they declare.
        """
        textual = resource.content_type.lower().startswith(("text/", "application/xhtml"))
        if resource.record is None or not resource.status or not textual:
            return ""
        body = read_record(self.folder, resource.record).body()
        # Only the first bytes may have been asked for, and end within a character.
        decoder = getincrementaldecoder("utf-8")()
        try:
            return decoder.decode(body).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return body.decode("gb18030", "replace")

    def recorded(self, record: RecordRef, content_type: str) -> str:
        """The text of a recorded answer, as `received` gives it."""
        return self.received(Resource("", Verdict.OK, False, status=1, content_type=content_type, record=record))

    def header_fields(self, page: Page) -> tuple[tuple[str, str], ...]:
        """The HTTP header fields that a page was answered with, in order, names in lower case."""
        fields = read_record(self.folder, page.row.record).fields
        return tuple((name.lower(), value) for name, value in fields)

    def rendered(self) -> tuple[RenderedRow, ...]:
        """Everything that was opened in a browser, by address."""
        return tuple(self._rendered.values())

    def scans(self) -> Iterator[Scan]:
        """The sample of pages that axe-core looked at in a browser, by address."""
        if self._has_scans:
            for row in self._index.execute("SELECT * FROM scan ORDER BY url"):
                yield read_scan(row)

    def shot(self, name: str) -> bytes:
        """A screenshot named by evidence; empty when the manifest does not know it or it is too large."""
        if name not in self.manifest.files or not name.startswith(f"{SHOTS}/"):
            return b""
        path = self.folder / name
        return path.read_bytes() if path.stat().st_size <= MAX_SHOT else b""

    def validator(self, url: str) -> sqlite3.Row | None:
        """What the next crawl may ask of `url`; see the table of that name."""
        return self._one("SELECT * FROM validator WHERE url = ?", url)

    def whole(self, url: str) -> sqlite3.Row | None:
        """The same of a file that was read whole besides its check; see the table of that name."""
        return self._one("SELECT * FROM whole WHERE url = ?", url) if self._has_wholes else None

    def reading(self, url: str) -> sqlite3.Row | None:
        """What parsing the page at `url` gave, for the next crawl; see the table of that name."""
        return self._one("SELECT * FROM reading WHERE url = ?", url)

    def history(self, url: str) -> PageHistory | None:
        """What earlier crawls knew of the page at `url`; None in snapshots that were sealed without such knowledge."""
        if not self._one("SELECT 1 FROM sqlite_master WHERE name = ?", "history"):
            return None
        row = self._one("SELECT * FROM history WHERE url = ?", url)
        return codec.read_history(row) if row else None

    def document(self, url: str) -> DocumentRow | None:
        """What was read, besides pages, at the address asked for; None when it was not read."""
        row = self._one("SELECT * FROM document WHERE source = ?", url)
        return codec.read_document(row) if row else None

    def data_of(self, page: str) -> Iterator[DocumentRow]:
        """The data of the lists on a recorded page, as far as it was read, by address."""
        for row in self._index.execute(_DATA, (page,)):
            yield codec.read_document(row)

    def unread_sources(self, page: str) -> tuple[str, ...]:
        """Where the lists on a recorded page go on, as far as it exists and was not read."""
        rows = self._index.execute(_SOURCES, (page,)).fetchall()
        return tuple(url for (url,) in rows if not self._is_read_or_gone(url))

    def _is_read_or_gone(self, source: str) -> bool:
        if self.document(source) is not None or self.page(source) is not None:
            return True
        resource = self.resource(source)
        return resource is not None and resource.verdict in BROKEN

    def further_pages(self, page: str) -> tuple[str, ...]:
        """Addresses at which the lists on a recorded page go on as ordinary pages."""
        return tuple(row["url"] for row in self._index.execute(_FURTHER, (page, page)))

    def listed(self, page: str) -> tuple[ListItem, ...]:
        """Entries of the lists on a recorded page: its own, those of its data and further pages, and the browser's.

        An address that comes again counts once, where it came first.
        """
        rows = (*self._index.execute(_OWN, (page,)), *self._index.execute(_DATA, (page,)))
        rows = (*rows, *self._index.execute(_FURTHER, (page, page)))
        found: dict[str, ListItem] = {}
        for row in rows:
            for item in codec.read_items(row["items"]):
                found.setdefault(item.url, item)
        seen = self._rendered.get(page)
        for item in seen.facts.items if seen and seen.facts else ():
            found.setdefault(item.url, item)
        return tuple(found.values())

    def links(self) -> Iterator[Link]:
        """Distinct links with their targets' resources, by target, role and element."""
        for row in self._index.execute("SELECT * FROM link ORDER BY target, role, element"):
            yield codec.read_link(row, self.resource(row["target"]))

    def place_links(self) -> Iterator[PlaceLink]:
        """Links to places within the site's pages, by target and name; see the table `fragment` for which."""
        rows = self._index.execute("SELECT * FROM fragment ORDER BY target, name, rank, page, position")
        for (target, name), group in groupby(rows, key=itemgetter("target", "name")):
            yield codec.read_place_link(target, name, group)

    def has_link_to(self, target: str) -> bool:
        """Whether any recorded page links to `target`."""
        return self._one("SELECT 1 FROM link WHERE target = ?", target) is not None

    def has_foreign_answer(self) -> bool:
        """Whether any address of another site answered with an HTTP status."""
        return (
            self._index.execute("SELECT 1 FROM resource WHERE NOT internal AND status > 0 LIMIT 1").fetchone()
            is not None
        )

    def linked_as(self, target: str) -> frozenset[Role]:
        """The roles in which recorded pages link to `target`; empty when none does."""
        rows = self._index.execute("SELECT DISTINCT role FROM link WHERE target = ?", (target,))
        return frozenset(Role(row["role"]) for row in rows)

    def probes(self, kind: str) -> Iterator[Probe]:
        """Probes of one kind, by subject and time."""
        for row in self._index.execute("SELECT * FROM probe WHERE kind = ? ORDER BY subject, at", (kind,)):
            yield codec.read_probe(row)

    def _probe_of(self, url: str, kind: str) -> Probe | None:
        row = self._index.execute("SELECT * FROM probe WHERE kind = ? AND subject = ?", (kind, url)).fetchone()
        return codec.read_probe(row) if row else None

    def gaps(self) -> Iterator[Gap]:
        """What was not fetched, and why."""
        for row in self._index.execute("SELECT * FROM coverage ORDER BY reason, detail, example"):
            yield codec.read_gap(row)

    @property
    def complete(self) -> bool:
        """True when every in-scope address was either fetched, be it under another host, or forbidden by
        robots.txt or the address guard."""
        return all(gap.reason in _HARMLESS_GAPS for gap in self.gaps())

    def watches(self, check: str) -> Iterator[Watch]:
        """Open findings of one check that this crawl was asked to look at again."""
        for row in self._index.execute("SELECT * FROM watch WHERE check_id = ? ORDER BY subject, identity", (check,)):
            yield codec.read_watch(row)

    def _page(self, row: sqlite3.Row) -> Page:
        page = codec.read_page(row)
        return Page(
            page,
            partial(self._html, page),
            self._as_rendered(page.url),
            self._files.script,
            partial(self._scan, page.url),
            partial(self._probe_of, page.url),
            self._files.sheet,
        )

    @cached_property
    def _files(self) -> PageFiles:
        return PageFiles(self, self._is_sheet)

    def _is_sheet(self, url: str) -> bool:
        return self._one("SELECT 1 FROM document WHERE reader = 'css' AND source = ?", url) is not None

    @cached_property
    def _rendered(self) -> dict[str, RenderedRow]:
        # Snapshots of earlier versions lack the table.
        if self._one("SELECT 1 FROM sqlite_master WHERE name = ?", "rendered") is None:
            return {}
        rows = map(codec.read_rendered, self._index.execute("SELECT * FROM rendered ORDER BY url"))
        return {row.url: row for row in rows}

    @cached_property
    def _has_scans(self) -> bool:
        # Snapshots of earlier versions lack the table.
        return self._one("SELECT 1 FROM sqlite_master WHERE name = ?", "scan") is not None

    @cached_property
    def _has_wholes(self) -> bool:
        # Snapshots of earlier versions lack the table.
        return self._one("SELECT 1 FROM sqlite_master WHERE name = ?", "whole") is not None

    def _scan(self, url: str) -> Scan | None:
        row = self._one("SELECT * FROM scan WHERE url = ?", url) if self._has_scans else None
        return read_scan(row) if row else None

    def _as_rendered(self, url: str) -> RenderedPage | None:
        row = self._rendered.get(url)
        if row is None or row.facts is None:
            return None
        return RenderedPage(
            row, row.facts, lambda: read_record(self.folder, row.record).body().decode("utf-8", "replace")
        )

    def _html(self, page: PageRow) -> str:
        body = read_record(self.folder, page.record).body()
        return body.decode(page.facts.charset_used, "replace").removeprefix("\ufeff")

    def _one(self, sql: str, value: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._index.execute(sql, (value,)).fetchone()
        return row


@contextmanager
def open_snapshot(folder: Path) -> Iterator[Snapshot]:
    """Open a sealed snapshot read-only, its digests verified. Raises SnapshotUnsealed or SnapshotDamaged."""
    manifest = read_manifest(folder)
    unsealed = sorted({INDEX, WARC} - manifest.files.keys())
    if unsealed:
        # Without its digest a file could have been changed unseen.
        raise SnapshotDamaged(f"{folder} 的清单没有记录 {'、'.join(unsealed)} 的摘要：快照已损坏，不能作为证据。")
    verify_files(folder, manifest)
    path = (folder / INDEX).resolve()
    try:
        index = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise SnapshotDamaged(f"{path} 无法打开：{error}") from error
    index.row_factory = sqlite3.Row
    try:
        yield Snapshot(folder, manifest, index)
    except sqlite3.DatabaseError as error:
        raise SnapshotDamaged(f"{path} 无法读取：{error}") from error
    finally:
        index.close()
