"""After the links: style sheets and module scripts that come whole, and that browsers refuse for the type they bear.

A style sheet must be text/css, but for pages in quirks mode from the same host; a module must be JavaScript. Which page
uses what, and in which mode, only the pages tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from core.errors import AddressError, SnapshotError
from core.snapshot import Verdict
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record
from crawler.extract import normalise
from crawler.extract.doctype import is_standard
from crawler.extract.links import base_of
from crawler.extract.parsed import ParsedPage, parse
from crawler.extract.tree import Element
from crawler.fetch import follow
from crawler.fetch.verdict import REFUSED_TYPE, is_script_type
from crawler.spider.visit import Visit

#: Most addresses looked at, most pages that use one of them, and most bytes asked of one.
MAX_ADDRESSES, MAX_PAGES, MAX_BODY = 100, 3, 4096
_CALLED_OTHERWISE = """
SELECT DISTINCT resource.url, resource.method, link.role FROM resource JOIN link ON link.target = resource.url
WHERE link.role IN ('style', 'script') AND resource.verdict = 'ok' AND resource.status = 200
AND resource.content_type != '' AND lower(resource.content_type) NOT LIKE 'text/css%' ORDER BY resource.url
"""
_CONVICT = "UPDATE resource SET verdict = ?, detail = ? WHERE url = ? AND verdict = 'ok'"
#: Types with which browsers take a style sheet all the same (Chromium and Firefox agree).
_NO_TYPE = frozenset({"", "application/x-unknown-content-type"})


async def convict_ignored(visit: Visit) -> None:
    """Find those among what was recorded as good. Asks again only for what HEAD alone was asked of."""
    db = visit.recorder.db
    rows = db.execute(_CALLED_OTHERWISE).fetchall()
    wanted = (row for row in rows if row["role"] == "style" or not is_script_type(_type_of(visit, row["url"])))
    found: list[tuple[str, str]] = []
    for number, row in enumerate(wanted):
        if number >= MAX_ADDRESSES or visit.over:
            break
        url, kind = str(row["url"]), _type_of(visit, row["url"])
        if kind in _NO_TYPE or not _is_needed(visit, url, row["role"]):
            continue
        if row["method"] != "HEAD" or await _is_called_so(visit, url, kind):
            found.append((url, f"{kind} for {row['role']}{REFUSED_TYPE}"))
    with visit.recorder.step():
        for url, detail in found:
            db.execute(_CONVICT, (Verdict.WRONG_TYPE, detail, url))


def _type_of(visit: Visit, url: str) -> str:
    row = visit.recorder.db.execute("SELECT content_type FROM resource WHERE url = ?", (url,)).fetchone()
    return str(row["content_type"]).partition(";")[0].strip().lower()


async def _is_called_so(visit: Visit, url: str, kind: str) -> bool:
    """Whether the address bears the same type when its content is asked for."""
    answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
    return answer.failure is None and answer.status == HTTPStatus.OK and answer.media_type == kind


def _is_needed(visit: Visit, url: str, role: str) -> bool:
    """Whether a page that surely wants this very type takes it as its style sheet, or as its module."""
    for page, kind, parsed in _users(visit, url, role):
        base = base_of(parsed.tree, page)
        if role == "script":
            named = (one.attrs.get("src", "") for one in parsed.tree.tagged("script") if _is_module(one))
        elif is_standard(parsed.decoded.text) or kind == "application/xhtml+xml" or _host(page) != _host(url):
            named = (one.attrs.get("href", "") for one in parsed.tree.tagged("link") if _is_sheet(one))
        else:
            continue
        if any(_resolved(name, base) == url for name in named):
            return True
    return False


def _users(visit: Visit, url: str, role: str) -> Iterator[tuple[str, str, ParsedPage]]:
    db = visit.recorder.db
    rows = db.execute("SELECT samples FROM link WHERE target = ? AND role = ? ORDER BY id", (url, role)).fetchall()
    pages = dict.fromkeys(str(sample[1]) for row in rows for sample in json.loads(row["samples"]))
    for address in list(pages)[:MAX_PAGES]:
        row = db.execute("SELECT * FROM page WHERE url = ?", (address,)).fetchone()
        try:
            record = read_record(visit.recorder.folder, read_page(row).record) if row else None
        except SnapshotError:
            continue
        if record is not None:
            kind = record.headers.get("content-type", "")
            yield address, kind.partition(";")[0].strip().lower(), parse(record.body(), kind)


def _is_sheet(element: Element) -> bool:
    named = element.attrs.get("type", "").partition(";")[0].strip().lower()
    return "stylesheet" in element.attrs.get("rel", "").lower().split() and named in ("", "text/css")


def _is_module(element: Element) -> bool:
    return element.attrs.get("type", "").strip().lower() == "module"


def _resolved(href: str, base: str) -> str:
    try:
        return normalise(href, base) if href else ""
    except AddressError:
        return ""


def _host(url: str) -> str:
    return urlsplit(url).netloc
