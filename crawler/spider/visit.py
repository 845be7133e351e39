"""What all phases of one site's crawl share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from core.clock import parse_moment
from core.snapshot import PageKind, PageRow, RecordRef, Resource, Role, Verdict
from core.snapshot.posted import is_posted
from crawler.extract import STANDARD, Document, FoundLink, Lead, classify, is_internal, read_document, reader_of_xml
from crawler.extract.place import is_public
from crawler.fetch import Answer, Fetcher
from crawler.frontier import Entry, Frontier
from crawler.job import CrawlJob
from crawler.options import CrawlOptions
from crawler.progress import Phase, Progress
from crawler.record import Recorder
from crawler.record.links import LinkTable, Place, link_target
from crawler.record.readings import KeptReadings, Reading, put_reading, read
from crawler.record.store import count, put_document, put_leads, put_page, put_resource
from crawler.spider.learning import NotFoundPages
from crawler.spider.quick import QuickLook
from crawler.spider.robots import Robots
from crawler.spider.visitors import Visitors

_CRAWLED = frozenset({Role.PAGE, Role.FRAME})
#: Most addresses remembered as queued; bounds memory.
_MAX_KNOWN = 20_000
#: Seconds between two counts of what waits.
_COUNTED_EVERY = 0.5


@dataclass(slots=True)
class Visit:
    """One crawl under way. `ends` is the event loop's time at which it must stop fetching."""

    job: CrawlJob
    recorder: Recorder
    fetcher: Fetcher
    frontier: Frontier
    robots: Robots
    ends: float
    report: Callable[[Progress], None]
    kept: KeptReadings | None = None
    quick: QuickLook | None = None
    pages: int = field(init=False)
    not_found: NotFoundPages = field(init=False)
    _links: LinkTable = field(init=False)
    _inside: Callable[[str], bool] = field(init=False)
    _kept_out: Callable[[str], str] = field(init=False)
    _known: set[str] = field(init=False, default_factory=set)
    _home_digest: str | None = field(init=False, default=None)
    _told: tuple[float, int] = field(init=False, default=(0.0, 0))

    def __post_init__(self) -> None:
        self.not_found = NotFoundPages(self.recorder, self.fetcher, self.robots)
        self.pages = count(self.recorder.db, "page")
        self._links = LinkTable(self.recorder.db, self.internal)
        # The same few hundred addresses stand on every page.
        self._inside = lru_cache(maxsize=20_000)(partial(is_internal, site=self.job.site))
        self._kept_out = lru_cache(maxsize=20_000)(Visitors(self.options.allow_private).kept_out)

    @property
    def options(self) -> CrawlOptions:
        """The job's options."""
        return self.job.options

    @property
    def late(self) -> bool:
        """Whether the site's deadline has passed."""
        return asyncio.get_running_loop().time() >= self.ends

    def tell(self, phase: Phase, url: str = "", links: int = 0, waiting_links: int = 0) -> None:
        """Report where the crawl stands."""
        now = asyncio.get_running_loop().time()
        if now >= self._told[0]:
            # Counting a long queue at every page would cost more than the page.
            self._told = (now + _COUNTED_EVERY, self.frontier.waiting)
        self.report(Progress(phase, self.pages, self._told[1], links, waiting_links, url))

    def read(self, answer: Answer, body: bytes) -> Reading:
        """Read a page from its decoded body; one that has not changed is not parsed again."""
        content = (body, answer.header("content-type"), answer.url, parse_moment(answer.at).date())
        return (self.kept and self.kept.find(*content)) or read(*content)

    def add_page(self, answer: Answer, reading: Reading, depth: int, record: RecordRef) -> bool:
        """Write a page and its links inside a step; False when a page of this address is there already."""
        page = reading.page
        kind = classify(answer.url, page.facts, self.job.site, self.job.columns, depth)
        row = PageRow(
            answer.url, kind, depth, answer.status, answer.header("content-type"), answer.at, page.facts, record
        )
        if not put_page(self.recorder.db, row):
            return False
        self.pages += 1
        put_reading(self.recorder.db, answer.url, reading)
        self._add_links(Place(answer.url, depth, kind is PageKind.HOME), page.links, answer.at, record)
        return True

    def read_document(self, answer: Answer, body: bytes, entry: Entry) -> Document | None:
        """Read what is no page from its decoded body; None when it is not what was expected."""
        kind, day, reader = answer.header("content-type"), parse_moment(answer.at).date(), entry.reader
        url = entry.url if is_posted(entry.url) else answer.url
        document = read_document(reader, body, kind, url, day)
        return self.quick.narrowed(document, body, reader) if self.quick and document else document

    def known_xml(self, answer: Answer, body: bytes) -> str:
        """The reader of an answer that calls itself XML and that some page simply links to; empty: no document."""
        kind = answer.media_type
        if not kind.endswith(("/xml", "+xml")):
            return ""
        return reader_of_xml(body, answer.header("content-type"), answer.url, parse_moment(answer.at).date())

    def add_document(self, answer: Answer, document: Document, entry: Entry, record: RecordRef) -> None:
        """Write a document and its links inside a step, under the address that was asked for."""
        put_document(self.recorder.db, entry.url, entry.reader, document)
        self._add_links(Place(entry.url, entry.depth, home=False), document.links, answer.at, record)

    def queue_page(self, entry: Entry, url: str, reading: Reading) -> None:
        """Queue what the page at `url`, asked for as `entry`, leads to. Inside a step."""
        leads = reading.page.leads
        if self.quick:
            if not self.quick.leads_on(entry.url):
                return
            self.quick.note(reading.page.facts.items)
            leads = self.quick.narrowed_leads(leads)
        self.queue(url, entry.depth, reading.page.links, leads)

    def queue(
        self, place: str, depth: int, links: tuple[FoundLink, ...], leads: tuple[Lead, ...], origin: str = ""
    ) -> None:
        """Queue the pages and frames of the site that stand at an address, and what it loads. Inside a step.

        `depth` is that of the page which holds the links or uses the document, `origin` that page when `place` is not.
        """
        if self.quick:
            links = self.quick.narrowed_links(links)
        targets = {
            link.url: None for link in links if link.role in _CRAWLED and link.url and link.url not in self._known
        }
        for url in targets:
            if self.inside(url):
                self.frontier.add(url, depth + 1)
        leads = tuple(lead for lead in leads if self.inside(lead.url))
        for lead in leads:
            data = bool(lead.reader) and lead.reader not in STANDARD
            level = depth if lead.reader else depth + 1
            self.frontier.add(
                lead.url, level, lead.reader, origin=(origin or place) if data else "", guessed=lead.guessed
            )
        put_leads(self.recorder.db, place, (lead.url for lead in leads if lead.reader not in STANDARD))

    def queued(self, links: tuple[FoundLink, ...]) -> None:
        """After the step that queued a page's links: they need not be looked up again."""
        if self.quick:
            return  # what one list does not call new another may
        if len(self._known) >= _MAX_KNOWN:
            self._known.clear()
        self._known.update(link.url for link in links if link.role in _CRAWLED)

    def inside(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        return self._inside(url)

    def internal(self, target: str) -> bool:
        """Whether a link's target belongs to the site; what is no address at all is the site's own mistake."""
        return self.inside(target) or not target.startswith(("http://", "https://"))

    def home_digest(self) -> str | None:
        """Digest of the home page's text; None while it is not recorded."""
        if self._home_digest is None:
            row = self.recorder.db.execute(
                "SELECT json_extract(facts, '$.text_digest') AS digest FROM page WHERE kind = ? LIMIT 1",
                (PageKind.HOME,),
            ).fetchone()
            self._home_digest = row and str(row["digest"])
        return self._home_digest

    def is_settled(self, reading: Reading, asked: str, final: str) -> bool:
        """Whether a page is what it seems, whatever its host answers and the links to it say."""
        plain = reading.quiet and asked == final
        return plain and reading.page.facts.text_digest != self.home_digest()

    def _add_links(self, place: Place, links: tuple[FoundLink, ...], at: str, record: RecordRef) -> None:
        # What browsers put right is checked as they open it, and listed as it is written.
        untidy = [replace(link, url="") for link in links if link.malformed and link.url]
        self._links.add(place, (*links, *untidy))
        public = is_public(place.page)
        for link in (*links, *untidy):
            reason = (self._misplaced(link.url) if public else "") if link.url else link.malformed
            if reason:
                self._add_malformed(link_target(link), reason, at, record)

    def _misplaced(self, url: str) -> str:
        # What the operator registered as the site's own is in its place wherever it stands.
        reason = self._kept_out(url)
        return "" if reason and self.inside(url) else reason

    def _add_malformed(self, target: str, reason: str, at: str, record: RecordRef) -> None:
        # The page that carries the link is the evidence: nothing else was ever asked.
        found = Resource(
            target,
            Verdict.MALFORMED,
            internal=self.internal(target),
            attempts=0,
            checked_at=at,
            detail=reason,
            record=record,
        )
        put_resource(self.recorder.db, found)
