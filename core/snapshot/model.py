"""What a snapshot holds: pages, links, resources, probes, coverage. Frozen values, read from the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from core.outcome import Evidence, Source
from core.snapshot.posted import is_posted


class PageKind(StrEnum):
    """What kind of page it is, as the page tags of 国办发〔2017〕47号 distinguish them."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"
    OTHER = "other"


class Role(StrEnum):
    """What a link's target is used as."""

    PAGE = "page"
    FRAME = "frame"
    IMAGE = "image"
    SCRIPT = "script"
    STYLE = "style"
    MEDIA = "media"
    ATTACHMENT = "attachment"
    OTHER = "other"


#: Begins `Link.element` of a link that only a browser shows: the page's scripts made it.
RENDERED = "browser:"
#: `Link.element` of an address that a form posts to: asking for it proves little, and posting is not ours to do.
POSTED = "form-post"

#: `Link.element` of a picture that browsers choose among several of one place, by screen or format, or that a script
#: replaces where it does not come.
CHOICE = "srcset"

#: In the reason of a malformed address that browsers put right by themselves, before its colon.
MENDED = "浏览器会自动"


class Verdict(StrEnum):
    """What became of fetching one address. Only some of them accuse: see `BROKEN` and `TEMPORARY`."""

    OK = "ok"
    DEAD = "dead"  # 404, 410
    SERVER_ERROR = "server_error"  # 5xx
    CLIENT_ERROR = "client_error"  # other 4xx
    REFUSED = "refused"  # TCP connection refused or reset
    DNS_GONE = "dns_gone"  # NXDOMAIN, or no address of either family
    DNS_FAILED = "dns_failed"  # SERVFAIL, timeout: could not tell
    TIMEOUT = "timeout"
    TLS = "tls"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"  # a redirect without a usable Location
    WRONG_TYPE = "wrong_type"  # e.g. an html page served as .xls
    EMPTY = "empty"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"  # not HTTP, invalid chunks, a body that cannot be decoded
    TOO_LARGE = "too_large"  # cut at our own limit: not the site's fault
    SOFT_404 = "soft_404"
    LOGIN_WALL = "login_wall"
    UNAVAILABLE = "unavailable"  # answers normally, but only says that it is out of order, being repaired or built
    UNSURE = "unsure"  # opens, but perhaps not what was linked: could not tell
    PARKED = "parked"
    BLOCKED = "blocked"  # 401, 403, 405, 412, 418, 429, 521, 999, challenge pages
    GUARDED = "guarded"  # our address guard refused: private or reserved address
    MALFORMED = "malformed"  # not a URL that a browser could open
    NOT_CHECKED = "not_checked"  # robots, caps, deadline: see coverage


#: Verdicts that a browser's user would meet too, every time.
BROKEN = frozenset(
    {
        Verdict.DEAD,
        Verdict.DNS_GONE,
        Verdict.REDIRECT_LOOP,
        Verdict.TOO_MANY_REDIRECTS,
        Verdict.BAD_REDIRECT,
        Verdict.WRONG_TYPE,
        Verdict.EMPTY,
        Verdict.SOFT_404,
        Verdict.MALFORMED,
    }
)
#: Broken when seen, but perhaps only now: several inspections must agree before anybody is named.
TEMPORARY = frozenset(
    {
        Verdict.SERVER_ERROR,
        Verdict.REFUSED,
        Verdict.TIMEOUT,
        Verdict.TLS,
        Verdict.PROTOCOL,
        Verdict.TRUNCATED,
        Verdict.UNAVAILABLE,
    }
)


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One WARC record: file name inside the snapshot, byte offset of its gzip member, WARC-Record-ID."""

    file: str
    offset: int
    record_id: str

    def evidence(self, url: str, excerpt: str = "", shot: str = "") -> Evidence:
        """The record as evidence for `url`."""
        return Evidence(url, self.file, self.offset, self.record_id, excerpt[:500], shot)


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to a resource. `at` is ISO 8601 Beijing time; `elapsed_ms` includes the body."""

    url: str
    method: str = "GET"
    status: int = 0
    address: str = ""
    at: str = ""
    elapsed_ms: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Every distinct address that was tried, and what became of it.

    `status` is the last hop's HTTP status, 0 when none came. `attempts` counts spaced tries of the whole chain.
    `detail` says in plain words what went wrong (English, technical). `record` is the last response's WARC
    record, or a `metadata` record that describes the error when no response came. `shot` is the browser's picture of
    an address that refused every other client.
    """

    url: str
    verdict: Verdict
    internal: bool
    method: str = "GET"
    status: int = 0
    final_url: str = ""
    content_type: str = ""
    length: int = -1
    attempts: int = 1
    checked_at: str = ""
    detail: str = ""
    hops: tuple[Hop, ...] = ()
    record: RecordRef | None = None
    shot: str = ""

    def evidence(self) -> tuple[Evidence, ...]:
        """Evidence chain: the recorded answer with every hop in words."""
        chain = " → ".join(f"{hop.method} {hop.url} {hop.status or hop.error} {hop.address}" for hop in self.hops)
        if self.record is None:
            return (Evidence(self.url, excerpt=chain[:500], shot=self.shot),)
        return (self.record.evidence(self.url, chain, self.shot),)


@dataclass(frozen=True, slots=True)
class Link:
    """One distinct target as linked from this site with one element (its tag, or `POSTED`) and one role.

    `count` is the number of (page, place) pairs that link to it; `pages` the number of distinct pages; `samples`
    at most 20 of the places, in order of discovery. `href` is the first raw attribute value seen.
    """

    target: str
    role: Role
    element: str
    internal: bool
    count: int
    pages: int
    on_home: bool
    href: str
    samples: tuple[Source, ...]
    resource: Resource | None


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Links to one place within a page (`target#name`, `name` as written).

    `pages` is how many pages hold such a link, `samples` at most 20 of them, the home page first.
    """

    target: str
    name: str
    pages: int
    on_home: bool
    samples: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a list on a page. `day` is None when no date stands with it; `day_source` says where it was."""

    url: str
    title: str
    day: date | None = None
    day_source: str = ""


@dataclass(frozen=True, slots=True)
class FooterMarks:
    """Official marks found on a page (国办发〔2017〕47号 Z-01). Empty string: not found. Values are as shown."""

    site_id_code: str = ""
    icp: str = ""
    psb: str = ""
    host_unit: str = ""
    contact: str = ""
    conac_badge: str = ""
    zhaocuo: str = ""
    sitemap: str = ""
    accessibility: str = ""
    ipv6_statement: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article's header says. Empty or None: not stated.

    `publish_clock` is the time of day beside the publish date (10:30). `tag_day` is the day of the page's PubDate tag,
    `url_day` the one its address is filed under: clues, never taken for the visible day. `signed_day` is 成文日期,
    which is never the publish day. `source` is 来源, `publisher` 发布机构, `validity` as shown (有效, 废止 …).
    """

    title: str = ""
    publish_clock: str = ""
    tag_day: date | None = None
    url_day: date | None = None
    source: str = ""
    document_number: str = ""
    signed_day: date | None = None
    effective_day: date | None = None
    repealed_day: date | None = None
    publisher: str = ""
    index_number: str = ""
    validity: str = ""


#: Where a publish date must have stood to be one that visitors see.
_VISIBLE = frozenset({"label", "header", "body"})


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What every check wants of a page, extracted once from one parse when the page is recorded.

    `meta` maps lower-case names to all their contents in order. `publish_day` is the visible publish date;
    `publish_source` says where it stood (label, header, body; created for a disclosure record's
    生成日期, meta for a tag, data for what only the page's scripts know: not visible as a publish date;
    script, without a day: a publish label waits for what only running the scripts would tell).
    `text_digest` is sha256 of the visible text with white space folded; `text_length` counts its characters.
    `truncated` means the parser had to cut the page (depth or size). `scripted` lists marks of
    data-fed lists: no items here is then no empty column. `likeness` is the same for
    pages that differ in numbers and addresses only; empty: too little text to tell.
    """

    title: str = ""
    lang: str = ""
    charset_declared: str = ""
    charset_used: str = "utf-8"
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publish_day: date | None = None
    publish_source: str = ""
    items: tuple[ListItem, ...] = ()
    footer: FooterMarks = FooterMarks()
    text_digest: str = ""
    text_length: int = 0
    truncated: bool = False
    scripted: tuple[str, ...] = ()
    article: ArticleFacts = ArticleFacts()
    likeness: str = ""

    @property
    def visible_day(self) -> date | None:
        """The publish day that visitors see; None when none is shown, be there a tag or not."""
        return self.publish_day if self.publish_source in _VISIBLE else None


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


@dataclass(frozen=True, slots=True)
class Probe:
    """One measurement that is not a page: `kind` is dns, ipv6, tls, vantage …; `data` is JSON-able."""

    kind: str
    subject: str
    at: str
    data: Mapping[str, Any]
    record: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not fetched, and why. `example` is one address; `count` how many fell under it."""

    reason: str
    example: str
    count: int = 1
    detail: str = ""


class Look(StrEnum):
    """How what a finding is about is asked again, beyond what a crawl does with every page."""

    SCAN = "scan"  # axe-core in a browser
    WALK = "walk"  # keyboard and narrow window in a browser
    PDF = "pdf"  # the file is fetched whole and read
    ATTACHMENT = "attachment"  # the subject is a file, whether or not a link to it is left
    IMAGE = "image"  # the subject is a picture
    ALIASES = "aliases"  # the subject is a host name, whose aliases are followed
    LINK = "link"  # the last part of the identity is an address in a post


@dataclass(frozen=True, slots=True)
class Watch:
    """An open finding's subject from the ledger, asked again in this crawl.

    `pages` are where it was seen; `browser`: on some of them only a browser showed it. `seen_on` is on how many pages
    (of a link: at how many places) it was seen, of which `pages` is a sample. `looks` are those without which nobody
    sees it gone.
    """

    check: str
    subject: str
    kind: str
    identity: tuple[str, ...]
    pages: tuple[str, ...] = ()
    browser: bool = False
    seen_on: int = 0
    looks: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """What must be fetched to see it again: the subject and its pages, without places within them."""
        watched = (self.subject, *self.pages)
        return tuple(dict.fromkeys(url if is_posted(url) else url.partition("#")[0] for url in watched))


class GapReason(StrEnum):
    """Why an address was left out of a crawl."""

    ROBOTS = "robots"
    PAGE_CAP = "page_cap"
    DEPTH_CAP = "depth_cap"
    PATTERN_CAP = "pattern_cap"
    LINK_CAP = "link_cap"
    DEADLINE = "deadline"
    SIZE_CAP = "size_cap"
    GUARDED = "guarded"
    REPEATED = "repeated"
    MIRROR = "mirror"
    TOO_LARGE = "too_large"
    FETCH_ERROR = "fetch_error"
    QUICK_LOOK = "quick_look"
    LIST_UNREAD = "list_unread"
    NOT_RENDERED = "not_rendered"
