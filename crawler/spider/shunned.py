"""Foreign hosts that gave this program nothing but one bare refusal: whether a visitor is answered the same.

Some gateways send whoever looks like a robot a 404 without a word, or cut the line. Before anything there is called
broken, each such host is asked once in the second honest way and, where that changes nothing, once by the browser.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.snapshot import BROKEN, TEMPORARY, Resource, Role, Verdict
from core.snapshot.codec import read_resource
from crawler.fetch import follow, judge, plainer_headers
from crawler.fetch.prober import MAX_PAGE
from crawler.record.store import put_resource
from crawler.spider.refused import METHOD

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: Most hosts asked once more, and most of them that the browser looks at: it takes a second for each.
MAX_ASKED, MAX_LOOKED = 200, 20
_FOREIGN = """
SELECT url, resource.verdict, resource.length, resource.method FROM target JOIN resource USING (url)
WHERE resource.attempts > 0 AND NOT resource.internal ORDER BY target.id
"""
_WHOLE = "SELECT resource.*, target.role FROM target JOIN resource USING (url) WHERE url = ?"
_REFUSALS = frozenset({Verdict.DEAD, Verdict.CLIENT_ERROR, Verdict.SERVER_ERROR})
#: What speaks against a link whoever asked.
_ACCUSING = BROKEN | TEMPORARY | {Verdict.CLIENT_ERROR}


@dataclass(frozen=True, slots=True)
class Shunned:
    """A host's addresses, the `place` of the one that stands for all of them, and the role of that."""

    found: tuple[Resource, ...]
    place: int
    role: Role

    @property
    def first(self) -> Resource:
        """The address that is asked once more."""
        return self.found[self.place]


async def ask_otherwise(visit: Visit) -> list[str]:
    """Ask each such host once in the second way, and doubt those that answer; of each other one, an address for the
    browser."""
    with visit.recorder.step():
        spare(visit)
    waiting = [] if visit.over else list(islice(_shunning(visit), MAX_ASKED))
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(_is_answered(visit, host)) for host in waiting]
    silent = [host for host, task in zip(waiting, asked, strict=True) if not task.result()]
    return [host.first.url for host in silent if host.role is Role.PAGE][:MAX_LOOKED]


def spare(visit: Visit) -> None:
    """Doubt what is left of the hosts of which the browser has opened an address. Inside a step.

    What an interrupted crawl has opened counts: so the one that is carried on doubts the same.
    """
    opened = {urlsplit(row["url"]).netloc for row in visit.recorder.db.execute(_FOREIGN) if _is_opened(row)}
    for host in list(_shunning(visit)) if opened else ():
        if urlsplit(host.first.url).netloc in opened:
            _doubt(visit, host.found, "the browser")


def _shunning(visit: Visit) -> Iterator[Shunned]:
    for urls in _by_host(visit):
        rows = [visit.recorder.db.execute(_WHOLE, (url,)).fetchone() for url in urls]
        found = tuple(map(read_resource, rows))
        if all(map(_had_come_through, found)) and len({(each.verdict, each.status) for each in found}) == 1:
            # The browser opens pages.
            first = next((place for place, row in enumerate(rows) if row["role"] == Role.PAGE), 0)
            yield Shunned(found, first, Role(rows[first]["role"]))


def _by_host(visit: Visit) -> Iterator[list[str]]:
    """The addresses of each host that gave nothing but refusals without a word."""
    hosts: dict[str, list[str]] = defaultdict(list)
    spoken: set[str] = set()
    for row in visit.recorder.db.execute(_FOREIGN):
        host, verdict = urlsplit(row["url"]).netloc, row["verdict"]
        if verdict == Verdict.REFUSED or (verdict in _REFUSALS and row["length"] == 0):
            hosts[host].append(row["url"])
        elif not _is_opened(row):
            spoken.add(host)
    return (urls for host, urls in hosts.items() if host not in spoken)


def _is_opened(row: sqlite3.Row) -> bool:
    """Whether only the browser could open an address."""
    return bool(row["verdict"] == Verdict.OK and row["method"] == METHOD)


def _had_come_through(found: Resource) -> bool:
    """Whether a request reached the host: one that takes no connection does not know who asks."""
    return found.verdict is not Verdict.REFUSED or bool(found.hops and found.hops[-1].address)


async def _is_answered(visit: Visit, host: Shunned) -> bool:
    headers = plainer_headers(visit.options.user_agent)
    chain = await follow(visit.fetcher, host.first.url, headers=headers, max_body=MAX_PAGE)
    answered = judge(chain, host.role)[0] not in _ACCUSING
    with visit.recorder.step():
        if answered:
            _doubt(visit, host.found, f"another client (HTTP {chain.last.status})")
    return answered


def _doubt(visit: Visit, found: Iterable[Resource], by: str) -> None:
    for each in found:
        doubted = replace(each, verdict=Verdict.BLOCKED, detail=f"{each.detail}; but not to {by} on this host"[:600])
        visit.recorder.db.execute("DELETE FROM resource WHERE url = ?", (each.url,))
        put_resource(visit.recorder.db, doubted)
