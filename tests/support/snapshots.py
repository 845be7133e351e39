"""Writes small sealed snapshots straight from the contract (schema, codec, manifest), without any crawler."""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from core.calendar import WorkingCalendar
from core.catalogue import CatalogueItem
from core.clock import BEIJING
from core.county import Column, Site
from core.outcome import Source
from core.snapshot import (
    INDEX,
    SHOTS,
    WARC,
    Hop,
    ListItem,
    Manifest,
    PageFacts,
    PageHistory,
    PageKind,
    Purpose,
    RecordRef,
    Role,
    Sanity,
    Verdict,
    codec,
)
from core.snapshot.manifest import NAME, file_digest

HOME = "https://www.yunling-demo.gov.cn/"
SITE = Site("yunling", "云岭县人民政府", HOME, id_code="5300990001", unit="云岭县人民政府办公室")
TAKEN_AT = datetime(2026, 11, 23, 8, 0, tzinfo=BEIJING)


def facts_of(html: str, **changes: Any) -> PageFacts:
    """Title and text length as the html has them; everything else from `changes`."""
    dom = LexborHTMLParser(html)
    for hidden in dom.css("script, style"):
        hidden.decompose()
    title = dom.css_first("title")
    text = dom.body.text(separator=" ") if dom.body else ""
    base = PageFacts(title=title.text(strip=True) if title else "", text_length=len("".join(text.split())))
    return replace(base, **changes)


class SnapshotBuilder:
    """Collects rows and records, then seals the folder. Every method but `seal` returns the builder."""

    def __init__(
        self,
        folder: Path,
        *,
        site: Site = SITE,
        columns: Sequence[Column] = (),
        taken_at: datetime = TAKEN_AT,
        calendar: WorkingCalendar | None = None,
        catalogue: tuple[CatalogueItem, ...] | None = None,
    ) -> None:
        self.folder, self.site, self.columns, self.taken_at = folder, site, tuple(columns), taken_at
        self.calendar, self.catalogue = calendar, catalogue
        folder.mkdir(parents=True, exist_ok=True)
        self._index = sqlite3.connect(folder / INDEX)
        self._index.executescript((files("core.snapshot") / "schema.sql").read_text("utf-8"))
        self._warc = (folder / WARC).open("wb")
        self._writer = WARCWriter(self._warc, gzip=True)
        self._records = 0
        self._shots: set[str] = set()

    def page(
        self,
        url: str,
        html: str = "",
        *,
        kind: PageKind = PageKind.OTHER,
        facts: PageFacts | None = None,
        depth: int = 0,
        status: int = 200,
        content_type: str = "text/html",
        fetched_at: datetime | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A recorded page with its response record, and an OK resource at the same address."""
        found = facts or facts_of(html)
        body = html.encode(found.charset_used)
        record = self._response(url, body, status, content_type, headers or {})
        moment = (fetched_at or self.taken_at).isoformat()
        self._insert(
            "page",
            url=url,
            kind=kind.value,
            depth=depth,
            status=status,
            content_type=content_type,
            fetched_at=moment,
            facts=codec.facts_to_json(found),
            items=codec.items_to_json(found.items),
            **_where(record),
        )
        self._resource_row(url, Verdict.OK, record, status=status, content_type=content_type, length=len(body))
        return self

    def resource(
        self,
        url: str,
        verdict: Verdict = Verdict.OK,
        *,
        status: int = 0,
        final_url: str = "",
        internal: bool | None = None,
        detail: str = "",
        hops: Sequence[Hop] = (),
        content_type: str = "",
        length: int = -1,
        attempts: int = 1,
        recorded: bool = True,
        body: bytes = b"",
    ) -> Self:
        """A fetched address and what was received for it; `recorded` False leaves out its WARC record."""
        record = self._response(url, body, status, content_type or "text/html") if recorded else None
        self._resource_row(
            url,
            verdict,
            record,
            status=status,
            final_url=final_url,
            internal=internal,
            detail=detail,
            hops=hops,
            content_type=content_type,
            length=length,
            attempts=attempts,
        )
        return self

    def exhibit(self, url: str, body: bytes, content_type: str = "text/html") -> RecordRef:
        """An answer recorded as evidence only; returns where."""
        return self._response(url, body, 200, content_type)

    def link(
        self,
        target: str,
        role: Role = Role.PAGE,
        element: str = "a",
        samples: Sequence[Source] = (),
        *,
        internal: bool | None = None,
        count: int = 0,
        href: str = "",
    ) -> Self:
        """A distinct link. Without samples it is linked once from the home page."""
        places = tuple(samples) or (Source(self.site.home, "链接", element),)
        pages = {place.page for place in places}
        self._insert(
            "link",
            target=target,
            role=role.value,
            element=element,
            internal=self._internal(target) if internal is None else internal,
            count=count or len(places),
            pages=len(pages),
            on_home=self.site.home in pages,
            href=href or target,
            samples=codec.samples_to_json(places[:20]),
        )
        return self

    def place_link(
        self, target: str, name: str, page: str = "", *, text: str = "目录", rank: int = 1, element: str = "a"
    ) -> Self:
        """A link to a place within a page, by default from the home page."""
        where = page or self.site.home
        rank = -1 if where == self.site.home else rank
        self._insert(
            "fragment",
            target=target,
            name=name,
            page=where,
            rank=rank,
            text=text,
            element=element,
            position=1,
            region="",
        )
        return self

    def document(
        self, source: str, reader: str, items: Sequence[ListItem] = (), *, page: str = "", total: int = -1
    ) -> Self:
        """What was read besides pages; with `page` it is data of that page's list (or of that page of data)."""
        self._insert("document", source=source, reader=reader, total=total, items=codec.items_to_json(tuple(items)))
        return self.lead(page, source) if page else self

    def scan(self, url: str, views: Sequence[Mapping[str, Any]] = (), failure: str = "", **more: Any) -> Self:
        """What axe-core said of a page; `more` are fields of its document (docs/formats.md)."""
        data = {"final_url": url, "status": 200, "settled": True, "missed": [], "lacking": [], "errors": 0}
        data |= {"engine": {}, "views": list(views), "measures": {}, **more}
        record = self._response(url, b"{}", 200, "application/json")
        self._insert(
            "scan",
            url=url,
            reason="home",
            at=self.taken_at.isoformat(),
            failure=failure,
            data=codec.dump(data),
            **_where(record),
        )
        return self

    def history(self, url: str, history: PageHistory) -> Self:
        """What earlier crawls knew of a page."""
        self._index.execute("INSERT INTO history VALUES (?, ?, ?, ?)", codec.history_to_row(url, history))
        return self

    def lead(self, page: str, source: str) -> Self:
        """Where the entries of a list go on."""
        self._insert("lead", page=page, source=source)
        return self

    def rendered(
        self,
        url: str,
        html: str = "",
        *,
        facts: PageFacts | None = None,
        whole: bool = True,
        failure: str = "",
        purpose: Purpose = Purpose.PAGE,
        shot: bytes = b"\xff\xd8\xff shot",
    ) -> Self:
        """What an address became in a browser."""
        name = f"{SHOTS}/{hashlib.sha256(shot).hexdigest()}.jpg" if shot else ""
        if name:
            (self.folder / SHOTS).mkdir(exist_ok=True)
            (self.folder / name).write_bytes(shot)
            self._shots.add(name)
        opened = not failure and purpose is Purpose.PAGE
        found = facts or facts_of(html)
        self._insert(
            "rendered",
            url=url,
            purpose=purpose.value,
            at=self.taken_at.isoformat(),
            status=0 if failure else 200,
            failure=failure,
            whole=whole,
            facts=codec.facts_to_json(found) if opened else "",
            items=codec.items_to_json(found.items if opened else ()),
            shot=name,
            **_where(self._write(url, "conversion" if opened else "resource", html.encode(), None)),
        )
        return self

    def probe(self, kind: str, subject: str, data: Mapping[str, Any], *, at: datetime | None = None) -> Self:
        """A measurement with a metadata record."""
        record = self._metadata(subject, codec.dump(data).encode())
        moment = (at or self.taken_at).isoformat()
        self._insert("probe", kind=kind, subject=subject, at=moment, data=codec.dump(data), **_where(record))
        return self

    def gap(self, reason: str, example: str, *, count: int = 1, detail: str = "") -> Self:
        """Something that was not fetched."""
        self._insert("coverage", reason=reason, detail=detail, example=example, count=count)
        return self

    def watch(
        self,
        check: str,
        subject: str,
        *,
        kind: str = "link",
        identity: Sequence[str] = (),
        pages: Sequence[str] = (),
        browser: bool = False,
        seen_on: int = 0,
    ) -> Self:
        """An open finding that the crawl was asked to look at again."""
        self._insert(
            "watch",
            check_id=check,
            subject=subject,
            kind=kind,
            identity=codec.dump(list(identity)),
            pages=codec.dump(list(pages)),
            browser=browser,
            seen_on=seen_on,
        )
        return self

    def seal(self, *, sanity: Sanity | None = None, absent: Mapping[str, str] | None = None) -> Path:
        """Close everything, write the manifest and return the folder."""
        self._index.commit()
        self._index.close()
        self._warc.close()
        manifest = Manifest(
            self.site,
            self.columns,
            self.taken_at - timedelta(minutes=10),
            self.taken_at,
            sanity or Sanity(),
            absent=absent or {},
            calendar=self.calendar,
            catalogue=self.catalogue,
            files={name: file_digest(self.folder / name) for name in (INDEX, WARC, *sorted(self._shots))},
        )
        (self.folder / NAME).write_text(manifest.to_json(), "utf-8")
        return self.folder

    def _internal(self, url: str) -> bool:
        host = urlsplit(url).hostname or ""
        return host == self.site.host or any(host == scope or url.startswith(scope) for scope in self.site.scopes)

    def _resource_row(self, url: str, verdict: Verdict, record: RecordRef | None, **values: Any) -> None:
        internal = values.pop("internal", None)
        self._insert(
            "resource",
            url=url,
            verdict=verdict.value,
            internal=self._internal(url) if internal is None else internal,
            checked_at=self.taken_at.isoformat(),
            hops=codec.hops_to_json(tuple(values.pop("hops", ()))),
            **values,
            **(_where(record) if record else {}),
        )

    def _insert(self, table: str, **values: Any) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._index.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))

    def _response(
        self, url: str, body: bytes, status: int, content_type: str, more: Mapping[str, str] | None = None
    ) -> RecordRef:
        fields = [("Content-Type", content_type), *(more or {}).items()]
        headers = StatusAndHeaders(f"{status or 200} X", fields, protocol="HTTP/1.1")
        return self._write(url, "response", body, headers)

    def _metadata(self, subject: str, body: bytes) -> RecordRef:
        return self._write(f"urn:x-xunjian:{subject}", "metadata", body, None)

    def _write(self, target: str, kind: str, body: bytes, headers: StatusAndHeaders | None) -> RecordRef:
        self._records += 1
        # Record ids are made from names, so that the same calls write the same bytes.
        record_id = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self._records} {target}')}>"
        offset = self._warc.tell()
        record = self._writer.create_warc_record(
            target,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Record-ID": record_id, "WARC-Date": "2026-11-23T00:00:00Z"},
        )
        self._writer.write_record(record)
        return RecordRef(WARC, offset, record_id)


def _where(record: RecordRef) -> dict[str, str | int]:
    return {"warc_file": record.file, "warc_offset": record.offset, "record_id": record.record_id}
