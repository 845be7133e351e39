"""Which pages of a site are scanned in the browser: one of every kind that visitors meet, the same for the same site.

In this order, until there are enough: the home page; pages on which an open finding of a scan was seen; a search page;
a page with a form to fill in; a policy document; a registered column; another column; an article; the newest pages;
then one page of each further template, the most used first.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.errors import SnapshotError
from core.snapshot import PageKind, RecordRef
from core.snapshot.nesting import bounded
from core.snapshot.warc import read_record
from crawler.extract.search_form import find_search
from crawler.series import address_family

#: How many of the newest pages belong to the sample.
_NEWEST = 3
#: Most pages whose structure is looked at, and most of one series of addresses.
_LOOKED_AT = 120
_PER_FAMILY = 2
#: How far down, and how far along, a page's structure is read.
_LEVELS = 5
_CHILDREN = 40
#: Fields from which a form is one to fill in.
_FIELDS = 3
_ROWS = """
SELECT url, kind, depth, warc_file, warc_offset, record_id, json_extract(facts, '$.publish_day') AS day,
json_extract(facts, '$.article.document_number') AS number, json_extract(facts, '$.charset_used') AS charset
FROM page WHERE status = 200 ORDER BY depth, length(url), url
"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    url: str
    kind: str
    day: str
    number: str
    charset: str
    record: RecordRef


@dataclass(frozen=True, slots=True)
class _Shape:
    """One template: how many pages' addresses lead there, and the first page that has it."""

    pages: int
    url: str
    search: bool
    form: bool


class Sampling:
    """Chooses from the recorded pages of a crawl under way. `columns` are registered columns as recorded."""

    def __init__(self, db: sqlite3.Connection, folder: Path, columns: frozenset[str]) -> None:
        self._folder, self._columns = folder, columns
        self._pages = [_candidate(row) for row in db.execute(_ROWS)]

    def choose(self, most: int, watched: Iterator[str]) -> list[tuple[str, str]]:
        """At most `most` addresses, each with what it is a sample of; of `watched` ones at most half as many."""
        known = {page.url for page in self._pages}
        again = [(url, "watched") for url in watched if url in known][: most // 2]
        chosen: dict[str, str] = {}
        for url, reason in (*self._first(PageKind.HOME, "home"), *again, *self._kinds()):
            if len(chosen) >= most:
                break
            chosen.setdefault(url, reason)
        return list(chosen.items())

    def _kinds(self) -> Iterator[tuple[str, str]]:
        shapes = sorted(self._shapes(), key=lambda shape: (-shape.pages, shape.url))
        yield from [(shape.url, "search") for shape in shapes if shape.search][:1]
        yield from [(shape.url, "form") for shape in shapes if shape.form][:1]
        yield from [(page.url, "policy") for page in self._pages if page.number][:1]
        yield from [(page.url, "column") for page in self._pages if page.url in self._columns][:1]
        yield from self._first(PageKind.COLUMN, "column")
        yield from self._first(PageKind.ARTICLE, "article")
        newest = sorted((page for page in self._pages if page.day), key=lambda page: page.day, reverse=True)
        yield from [(page.url, "newest") for page in newest[:_NEWEST]]
        yield from ((shape.url, "template") for shape in shapes)

    def _first(self, kind: PageKind, reason: str) -> Iterator[tuple[str, str]]:
        found = next((page.url for page in self._pages if page.kind == kind), None)
        if found:
            yield found, reason

    def _shapes(self) -> Iterator[_Shape]:
        """The site's templates: pages whose addresses differ in numbers only share one, and so do those built alike."""
        found: dict[str, _Shape] = {}
        for pages, page in self._representatives():
            try:
                body = read_record(self._folder, page.record).body()
            except SnapshotError:
                continue
            dom = LexborHTMLParser(bounded(body.decode(page.charset, "replace"))[0])
            digest = _skeleton(dom)
            known = found.get(digest)
            if known is None:
                search = find_search(dom, page.url, page.charset).how != "none" and _is_about_search(page.url)
                found[digest] = _Shape(pages, page.url, search, _has_form(dom))
            else:
                found[digest] = _Shape(known.pages + pages, known.url, known.search, known.form)
        yield from found.values()

    def _representatives(self) -> list[tuple[int, _Candidate]]:
        """The first pages of every series of addresses, with how many pages each stands for."""
        ordered = sorted(self._pages, key=lambda page: (page.kind, address_family(page.url)))
        series = [list(group) for _, group in groupby(ordered, key=lambda page: (page.kind, address_family(page.url)))]
        series.sort(key=lambda group: (-len(group), group[0].url))
        # First one of every series, then the second ones.
        rounds = zip_longest(*([(len(group), page) for page in group[:_PER_FAMILY]] for group in series))
        return [each for round_ in rounds for each in round_ if each is not None][:_LOOKED_AT]


def _candidate(row: sqlite3.Row) -> _Candidate:
    record = RecordRef(row["warc_file"], row["warc_offset"], row["record_id"])
    return _Candidate(row["url"], row["kind"], row["day"] or "", row["number"] or "", row["charset"], record)


def _skeleton(dom: LexborHTMLParser) -> str:
    """What the upper levels of a page are built of; runs of like elements count once, as lists differ in length."""
    marks: list[str] = []
    level = [dom.body] if dom.body else []
    for _ in range(_LEVELS):
        names = [_name(node) for node in level]
        marks.append(" ".join(name for name, _ in groupby(names)))
        level = [child for node in level for child in _children(node)]
    return hashlib.sha256("\n".join(marks).encode("utf-8", "surrogatepass")).hexdigest()


def _children(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag not in ("script", "style", "br", "p", "img")][:_CHILDREN]


def _name(node: LexborNode) -> str:
    classes = sorted((node.attributes.get("class") or "").split())
    return ".".join((node.tag or "", *(name for name in classes if not any(map(str.isdigit, name)))))


def _is_about_search(url: str) -> bool:
    return any(word in url.lower() for word in ("search", "sousuo", "query", "ssjg", "/so/", "/s?"))


def _has_form(dom: LexborHTMLParser) -> bool:
    fields = 'input:not([type]), input[type="text" i], input[type="email" i], input[type="tel" i], select, textarea'
    return any(len(form.css(fields)) >= _FIELDS for form in dom.css("form"))
