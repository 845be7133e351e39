"""What all phases of one site's crawl share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING

from core.clock import parse_moment
from core.snapshot import GapReason, PageKind, PageRow, RecordRef, Resource, Role, Verdict
from core.snapshot.posted import is_posted
from crawler.extract import STANDARD, Document, FoundLink, Lead, classify, is_internal, read_document, reader_of_xml
from crawler.extract.documents import css
from crawler.extract.fragments import DRAWN, place_in
from crawler.extract.place import is_public
from crawler.fetch import Answer, Fetcher
from crawler.fetch.revisit import Known
from crawler.frontier import Entry, Found, Frontier
from crawler.job import CrawlJob
from crawler.options import CrawlOptions
from crawler.progress import Phase, Progress
from crawler.reader import Content
from crawler.record import Recorder
from crawler.record.brief import brief_of, crawled
from crawler.record.carry import EarlierPages
from crawler.record.earlier import Earlier
from crawler.record.history import Past, put_history
from crawler.record.links import LinkTable, Place, link_target, put_place_links, with_untidy
from crawler.record.readings import KeptReadings, Reading, put_reading
from crawler.record.store import count, put_document, put_leads, put_page, put_resource
from crawler.spider.aside import Aside
from crawler.spider.carrying import Carrying
from crawler.spider.elsewhere import Elsewhere
from crawler.spider.frame import Frame
from crawler.spider.learning import NotFoundPages
from crawler.spider.quick import QuickLook
from crawler.spider.robots import Robots
from crawler.spider.telling import Teller
from crawler.spider.visitors import Visitors

if TYPE_CHECKING:
    from crawler.extract import Extracted

#: Elements that a click follows to a place within a page.
_FOLLOWED = frozenset({"a", "area"})
#: Most addresses remembered as found, with the first place in the order where they were; bounds memory.
_MAX_KNOWN = 20_000
#: Later than any place in the order of crawling.
_NEVER = (1 << 62, 0)


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
    past: Past = field(default_factory=lambda: Past(None))
    earlier: Earlier | None = None
    earlier_pages: EarlierPages | None = None
    aside: Aside = field(init=False)
    carrying: Carrying | None = field(init=False)
    pages: int = field(init=False)
    not_found: NotFoundPages = field(init=False)
    frame: Frame = field(init=False)
    elsewhere: Elsewhere = field(init=False)
    _links: LinkTable = field(init=False)
    _inside: Callable[[str], bool] = field(init=False)
    _kept_out: Callable[[str], str] = field(init=False)
    _known: dict[str, tuple[int, int]] = field(init=False, default_factory=dict)
    _home_digest: str | None = field(init=False, default=None)
    _teller: Teller = field(init=False)

    def __post_init__(self) -> None:
        self.aside = Aside(self.options.max_memory_mb // 2)
        self.not_found = NotFoundPages(self.recorder, self.fetcher, self.robots)
        self.frame, self.elsewhere = Frame(self), Elsewhere(self)
        self.pages = count(self.recorder.db, "page")
        self._teller = Teller(self.report, lambda: self.frontier.waiting, monotonic)
        self._links = LinkTable(self.recorder.db, self.internal)
        self.carrying = Carrying(self, self.earlier_pages, self._links) if self.earlier_pages else None
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

    @property
    def full(self) -> bool:
        """Whether the snapshot takes all the disk space it may take."""
        return self.recorder.disk_bytes >= self.options.max_site_mb * 2**20

    @property
    def over(self) -> GapReason | None:
        """Why nothing more is fetched, or None."""
        if self.late:
            return GapReason.DEADLINE
        return GapReason.SIZE_CAP if self.full else None

    def tell(self, phase: Phase, url: str = "", links: int = 0, waiting_links: int = 0) -> None:
        """Report where the crawl stands."""
        self._teller.tell(phase, self.pages, links, waiting_links, url)

    def remembered(self, url: str) -> Known | None:
        """The whole answer of this address that the last snapshot holds; None when it has none."""
        known = self.earlier.known(url) if self.earlier else None
        return known if known is not None and not known.partial else None

    async def read(self, answer: Answer, body: bytes) -> Reading:
        """Read a page from its decoded body; one that has not changed is not parsed again."""
        content = Content(body, answer.header("content-type"), answer.url, parse_moment(answer.at).date())
        return (self.kept and self.kept.find(*content)) or await self.aside.read(content)

    def add_page(self, answer: Answer, reading: Reading, entry: Entry, record: RecordRef) -> bool:
        """Write a page and its links inside a step; False when a page of this address is there already."""
        page = reading.page
        kind = classify(answer.url, page.facts, self.job.site, self.job.columns, entry.depth)
        row = PageRow(
            answer.url, kind, entry.depth, answer.status, answer.header("content-type"), answer.at, page.facts, record
        )
        if not put_page(self.recorder.db, row):
            return False
        self.pages += 1
        put_history(self.recorder.db, answer.url, self.past.of(answer.url, page.facts, parse_moment(answer.at).date()))
        place = Place(answer.url, entry.level, kind is PageKind.HOME)
        links = self._add_links(place, page.links, answer.at, record)
        put_reading(self.recorder.db, answer.url, reading, brief_of(reading, links, record))
        put_place_links(self.recorder.db, place, self._to_places(page))
        return True

    def read_document(self, answer: Answer, body: bytes, entry: Entry) -> Document | None:
        """Read what is no page from its decoded body; None when it is not what was expected."""
        kind, day, reader = answer.header("content-type"), parse_moment(answer.at).date(), entry.reader
        url = entry.url if is_posted(entry.url) else answer.url
        document = read_document(reader, body, kind, url, day)
        if document and self.elsewhere.holds(entry):
            shown = read_document(reader, body, kind, entry.origin, day)
            document = self.elsewhere.at_home(document, shown)
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
        self._add_links(Place(entry.url, entry.level, home=False), document.links, answer.at, record)

    def add_shown(self, page: PageRow, shown: Extracted, at: str, record: RecordRef) -> None:
        """Write the links that scripts made on a recorded page, and queue where they lead. Inside a step."""
        entry = self.frontier.entry_of(page.url)
        self._add_links(Place(page.url, entry.level, page.kind is PageKind.HOME), shown.links, at, record)
        if self.quick:
            if not self.quick.leads_on(entry.url):
                return
            self.quick.note(shown.facts.items)
        self.queue(page.url, entry, shown.links, ())

    def queue_page(self, entry: Entry, url: str, reading: Reading) -> Entry:
        """Queue what the page at `url`, asked for as `entry`, leads to. Inside a step; tell `queued` after it."""
        leads = reading.page.leads
        entry = replace(entry, repeats=self.frontier.looked(entry, reading.page.facts.likeness))
        if self.quick:
            self._queue_parts(entry, url, leads)
            if not self.quick.leads_on(entry.url):
                # Without its style sheets nobody knows what it shows.
                self._queue(url, entry, (), tuple(lead for lead in leads if lead.reader == css.NAME))
                return entry
            self.quick.note(reading.page.facts.items)
            self.queue(url, entry, reading.page.links, self.quick.narrowed_leads(leads))
        else:
            self.queue_found(entry, url, crawled(reading.page.links), leads)
        return entry

    def queue_found(self, entry: Entry, url: str, addresses: Iterable[str], leads: tuple[Lead, ...]) -> None:
        """Queue the pages and what else the page at `url`, asked for as `entry`, leads to. Inside a step."""
        self._queue_parts(entry, url, leads)
        self._queue(url, entry, addresses, leads)

    def queued(self, entry: Entry, addresses: Iterable[str]) -> None:
        """After the step that queued the pages a page links to: later pages need not look them up again.

        But those of a repeating or of the deepest pages, which another page may yet lift over a cap.
        """
        if self.quick or entry.repeats or entry.depth >= self.options.max_depth:
            return  # nor in a quick look: what one list does not call new another may
        if len(self._known) >= _MAX_KNOWN:
            self._known.clear()
        place = (entry.level, entry.seq)
        known = self._known
        for url in addresses:
            if known.get(url, _NEVER) > place:
                known[url] = place

    def queue_document(self, entry: Entry, document: Document) -> None:
        """Queue what a document lists and where it goes on. Inside a step."""
        listed = sorted({link.url for link in document.links} | {item.url for item in document.items})
        likeness = sha256("\n".join(listed).encode("utf-8", "surrogatepass")).hexdigest()[:16] if listed else ""
        entry = replace(entry, repeats=self.frontier.looked(entry, likeness))
        self.queue(entry.url, entry, document.links, document.leads)

    def _queue_parts(self, entry: Entry, url: str, leads: tuple[Lead, ...]) -> None:
        """Registered columns that are parts of one page, told apart by what stands behind the # of their addresses."""
        for column in self.job.columns:
            place, _, fragment = column.url.partition("#")
            if fragment and place in (entry.url, url):
                # Seldom so, and it loads all that is known of lists.
                from crawler.extract.lists.registry import leads_of_part  # noqa: PLC0415

                self.queue(column.url, replace(entry, origin=url), (), tuple(leads_of_part(leads, fragment)))

    def queue(self, place: str, entry: Entry, links: tuple[FoundLink, ...], leads: tuple[Lead, ...]) -> None:
        """Queue the pages and frames of the site that stand at an address, and what it loads. Inside a step.

        Turning the pages of a list takes no visitor deeper into the site.
        """
        self._queue(place, entry, crawled(self.quick.narrowed_links(links) if self.quick else links), leads)

    def _queue(self, place: str, entry: Entry, addresses: Iterable[str], leads: tuple[Lead, ...]) -> None:
        leads = self.elsewhere.followed(leads)
        for number, lead in enumerate(leads):
            data = bool(lead.reader) and lead.reader not in STANDARD
            origin = (entry.origin or place) if data else ""
            self.frontier.add(Found(lead.url, number, entry.depth, lead.reader, origin, lead.guessed), entry)
        for number, url in enumerate(addresses, len(leads)):
            if self._known.get(url, _NEVER) > (entry.level, entry.seq) and self.inside(url):
                self.frontier.add(Found(url, number, entry.depth + 1), entry)
        put_leads(self.recorder.db, place, (lead.url for lead in leads if lead.reader not in STANDARD))

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
        if self.job.only_given:
            return True
        plain = reading.quiet and asked == final
        return plain and reading.page.facts.text_digest != self.home_digest()

    def _add_links(
        self, place: Place, links: tuple[FoundLink, ...], at: str, record: RecordRef
    ) -> list[tuple[int, list[FoundLink]]]:
        found = with_untidy(links)
        grouped = self._links.add(place, found)
        public = is_public(place.page)
        for link in found:
            reason = (self.misplaced(link.url) if public else "") if link.url else link.malformed
            if reason:
                self.add_malformed(link_target(link), reason, at, record)
        return grouped

    def _to_places(self, page: Extracted) -> Iterator[tuple[str, FoundLink]]:
        """The links of a page that lead to a place within a page of the site, with the place's name."""
        yield from ((place_in(link.href), link) for link in page.lacking)
        for link in page.links:
            followed = link.role is Role.PAGE and link.element in _FOLLOWED
            if "#" in link.href and (followed or link.element == DRAWN) and self.inside(link.url):
                yield place_in(link.href), link

    def misplaced(self, url: str) -> str:
        """Why nobody can open an address that a public page links to (Chinese), or empty."""
        # What the operator registered as the site's own is in its place wherever it stands.
        reason = self._kept_out(url)
        return "" if reason and self.inside(url) else reason

    def add_malformed(self, target: str, reason: str, at: str, record: RecordRef) -> None:
        """Write that a link cannot be opened as it is written. Inside a step."""
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
