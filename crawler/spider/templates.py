"""After the walk: pages and redirects that are what the site answers to any address that cannot exist.

No wording is needed, so everything else is: two addresses beside the suspect bring the same, the suspect brings it
again, and the site shows that real pages of the same kind are another thing. Else nobody is accused.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from core.errors import SnapshotError
from core.snapshot import PageKind, PageRow, Probe, Role, Verdict
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record
from crawler.fetch import Chain, follow, judge
from crawler.record.store import put_probe, recall, remember
from crawler.spider.sentence import link_texts
from crawler.spider.visit import Visit
from crawler.verdicts.login import is_login_address
from crawler.verdicts.template import (
    MAX_DIFFERENCE,
    MAX_OWN,
    Shape,
    difference,
    family_of,
    impossible_pair,
    neighbourhood_of,
    shape_of,
    tells,
)

#: Name of the probe that keeps what an impossible address brought.
KIND = "template"
#: Most families asked about on one site, two requests each, one more where a suspect is the same; and most suspects of
#: one family, one request each.
MAX_FAMILIES = 20
MAX_SUSPECTS = 50
#: Most pages whose titles are compared with the links to them, and most that are read again.
MAX_LISTED = 5000
MAX_READ = 200
#: Entries, and characters with its menus, beyond which a page has content of its own.
_ITEMS = 5
_MAX_TEXT = 3 * MAX_OWN
_MAX_PAGE = 512 * 1024
_DONE = "templates"
_IDENTITY = {"Accept-Encoding": "identity"}
_PLAIN = """
SELECT page.* FROM page JOIN resource USING (url) WHERE resource.verdict = 'ok' AND resource.internal
AND kind != ? AND json_extract(facts, '$.publish_day') IS NULL AND json_extract(facts, '$.text_length') <= ?
AND json_array_length(items) < ? ORDER BY url LIMIT ?
"""
_SENT = """
SELECT resource.url AS asked, page.* FROM resource JOIN page ON page.url = resource.final_url
WHERE resource.verdict = 'ok' AND resource.internal AND resource.final_url != resource.url ORDER BY asked LIMIT ?
"""
#: Pages that bear a day of their own: articles that the server itself wrote.
_REAL = "SELECT url FROM page WHERE kind != ? AND json_extract(facts, '$.publish_day') IS NOT NULL ORDER BY url"
_CONVICT = """
UPDATE resource SET verdict = ?, detail = ? WHERE verdict = 'ok' AND (url = ? OR (? AND internal AND final_url = ?))
"""


@dataclass(frozen=True, slots=True)
class _Suspect:
    """An address and the page that it brought; `shape` is None for a redirect, where only the aim counts."""

    asked: str
    page: PageRow
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What an address brought: where it ended, and the shape of the page there."""

    final: str
    shape: Shape | None


async def convict_templates(visit: Visit) -> None:
    """Find them among what was recorded as good, once per crawl. Asks a bounded number of addresses, by GET only."""
    if visit.options.max_depth == 0 or visit.over or recall(visit.recorder.db, _DONE):
        return
    found: list[tuple[_Suspect, str]] = []
    reals = _Reals(visit.recorder.db)
    # Without a page that is certainly real nothing could be proved, and nothing needs to be read.
    families = _families(visit) if reals else {}
    # Where most is suspicious first: what is left over by the bound is never an accusation.
    for _, suspects in sorted(families.items(), key=lambda item: (-len(item[1]), item[0]))[:MAX_FAMILIES]:
        found.extend(await _judge(visit, suspects, reals))
    with visit.recorder.step():
        for suspect, detail in found:
            url, itself = suspect.asked, suspect.shape is not None
            visit.recorder.db.execute(_CONVICT, (Verdict.SOFT_404, detail, url, itself, url))
        remember(visit.recorder.db, _DONE, "yes")


class _Reals:
    """Pages that are certainly real, by where they stand."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._first: dict[str, str] = {}
        for row in db.execute(_REAL, (PageKind.HOME,)):
            self._first.setdefault(neighbourhood_of(row["url"]), row["url"])

    def __bool__(self) -> bool:
        return bool(self._first)

    def beside(self, url: str, anywhere: bool) -> str:
        """One beside `url`; of a page that no script can fill it may stand `anywhere` on the same host."""
        host = urlsplit(url).netloc
        found = self._first.get(neighbourhood_of(url), "")
        others = (real for real in self._first.values() if anywhere and urlsplit(real).netloc == host)
        return found or next(others, "")


def _families(visit: Visit) -> dict[str, list[_Suspect]]:
    families: defaultdict[str, list[_Suspect]] = defaultdict(list)
    for suspect in (*_plain(visit), *_sent(visit)):
        family = families[f"{family_of(suspect.asked)} {suspect.shape is None}"]
        if len(family) < MAX_SUSPECTS:
            family.append(suspect)
    return families


def _plain(visit: Visit) -> Iterator[_Suspect]:
    rows = visit.recorder.db.execute(_PLAIN, (PageKind.HOME, _MAX_TEXT, _ITEMS, MAX_LISTED)).fetchall()
    for page in islice(_unannounced(visit, map(read_page, rows)), MAX_READ):
        try:
            body = read_record(visit.recorder.folder, page.record).body()
        except SnapshotError:
            continue
        shape = shape_of(body, page.content_type)
        if shape and not _announced(visit, page.url, " ".join(sorted(shape.lines))):
            yield _Suspect(page.url, page, shape)


def _sent(visit: Visit) -> Iterator[_Suspect]:
    for row in visit.recorder.db.execute(_SENT, (MAX_LISTED,)).fetchall():
        page = read_page(row)
        if _path(row["asked"]) == _path(page.url) or is_login_address(page.url) or page.facts.publish_day:
            continue
        if page.kind is not PageKind.HOME and not _announced(visit, row["asked"], page.facts.title):
            yield _Suspect(row["asked"], page, None)


def _unannounced(visit: Visit, pages: Iterator[PageRow]) -> Iterator[PageRow]:
    """Those whose title is not what a link to them says: the cheap half of the suspicion."""
    return (page for page in pages if not (page.facts.truncated or _announced(visit, page.url, page.facts.title)))


def _announced(visit: Visit, url: str, said: str) -> bool:
    return any(tells(text, said) for text in link_texts(visit, url, None))


async def _judge(visit: Visit, suspects: list[_Suspect], reals: _Reals) -> list[tuple[_Suspect, str]]:
    first = suspects[0].asked
    real = reals.beside(first, anywhere=all(one.shape is None or one.shape.still for one in suspects))
    pair = impossible_pair(first)
    if not real or not pair:
        return []
    answers = [await _ask(visit, address) for address in pair]
    told, again = answers
    if told is None or not _agrees(again, told, MAX_DIFFERENCE):
        return []
    # What varies between two answers to nothing may vary in a third; whatever else stands on a page is its own.
    slack = difference(told.shape, again.shape) if again and told.shape and again.shape else 0
    alike = [one for one in suspects if _is_answer(one, told, pair[0], slack)]
    # A site that has come to say the same to everybody by now says nothing of its pages.
    shown = await _once(visit, real) if alike else None
    if shown is None or _agrees(shown, told, MAX_DIFFERENCE):
        return []
    return [(one, _detail(one, pair[0])) for one in alike if _agrees(await _once(visit, one.asked), told, slack)]


def _detail(suspect: _Suspect, address: str) -> str:
    if suspect.shape is None:
        return f"redirected to {suspect.page.url[:200]} like {address}, which cannot exist"
    return f"the same page as for {address}, which cannot exist"


def _is_answer(suspect: _Suspect, told: _Told, address: str, slack: int) -> bool:
    if suspect.shape is None:
        return _path(told.final) == _path(suspect.page.url) != _path(address)
    return told.shape is not None and difference(suspect.shape, told.shape) <= slack


def _agrees(answer: _Told | None, told: _Told, slack: int) -> bool:
    if answer is None:
        return False
    if answer.shape and told.shape:
        return difference(answer.shape, told.shape) <= slack
    return answer.shape is told.shape and _path(answer.final) == _path(told.final)


async def _ask(visit: Visit, address: str) -> _Told | None:
    """What an impossible address brings, kept as a probe."""
    chain = await _fetch(visit, address)
    if chain is None:
        return None
    told = _read(chain)
    data = {"status": chain.last.status, "final": chain.last.url, "page": told is not None}
    with visit.recorder.step():
        record = visit.recorder.answer(chain.last)
        put_probe(visit.recorder.db, Probe(KIND, address, chain.last.at, data, record))
    return told


async def _once(visit: Visit, address: str) -> _Told | None:
    chain = await _fetch(visit, address)
    return None if chain is None else _read(chain)


async def _fetch(visit: Visit, address: str) -> Chain | None:
    if visit.over or not visit.inside(address) or not await visit.robots.allows(address):
        return None
    return await follow(visit.fetcher, address, headers=_IDENTITY, max_body=_MAX_PAGE)


def _read(chain: Chain) -> _Told | None:
    # A site's honest 404 page may be shown with 200 elsewhere: its body is a template like any other.
    verdict, _ = judge(chain, Role.PAGE)
    shown = verdict is Verdict.DEAD or (verdict is Verdict.OK and chain.last.status == 200)
    if not shown or "html" not in chain.last.media_type or chain.last.cut:
        return None
    return _Told(chain.last.url, shape_of(chain.last.body, chain.last.header("content-type")))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}"
