"""What a host says to addresses that cannot exist: asked once per shape of address, only on suspicion."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from urllib.parse import urlsplit

from core.snapshot import Probe, Role, Verdict
from crawler.fetch import Chain, Fetcher, follow, judge
from crawler.record import Recorder
from crawler.record.store import put_probe
from crawler.spider.robots import Robots
from crawler.verdicts.jump import jump_of
from crawler.verdicts.not_found import Learnt, impossible_address, top_folder
from crawler.verdicts.sight import comparable, look

#: Name of the probe that keeps what was learnt.
KIND = "not_found"
#: Bytes of an answer looked at.
MAX_PAGE = 64 * 1024
#: Most answers remembered; those that were put aside are read from the index again. How many shapes are asked about has
#: no bound of its own, or the order of the answers would decide which: one request for each suspicious page at most.
MAX_REMEMBERED = 256
_IDENTITY = {"Accept-Encoding": "identity"}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class NotFoundPages:
    """Learns how a host answers what does not exist. Keeps the answers as probes, also across an interruption."""

    def __init__(self, recorder: Recorder, fetcher: Fetcher, robots: Robots) -> None:
        self._recorder, self._fetcher, self._robots = recorder, fetcher, robots
        self._learnt: dict[str, Learnt] = {}
        self._under_way: dict[str, asyncio.Task[Learnt]] = {}

    async def of(self, url: str, inside: bool) -> Learnt:
        """What an impossible address beside `url` brings; outside the site one address stands for the whole host."""
        if inside:
            address = impossible_address(url, top_folder(url))
        else:
            address = impossible_address(urlsplit(url)._replace(path="/x.html", query="", fragment="").geturl(), "")
        if address in self._learnt:
            return self._learnt[address]
        if address not in self._under_way:
            task = self._under_way[address] = asyncio.create_task(self._learn(address, inside))
            task.add_done_callback(lambda _: self._under_way.pop(address, None))
        learnt = await self._under_way[address]
        if len(self._learnt) >= MAX_REMEMBERED:
            self._learnt.clear()
        self._learnt[address] = learnt
        return learnt

    async def _learn(self, address: str, inside: bool) -> Learnt:
        known = _recall(self._recorder.db, address)
        if known is not None:
            return known
        if inside and not await self._robots.allows(address):
            return Learnt(address, "unknown")
        chain = await follow(self._fetcher, address, headers=_IDENTITY, max_body=MAX_PAGE)
        learnt = _read(address, chain)
        data = {
            "outcome": learnt.outcome,
            "status": chain.last.status,
            "final": learnt.final,
            "title": learnt.title,
            "lines": list(learnt.lines),
            "digest": learnt.digest,
        }
        with self._recorder.step():
            record = self._recorder.answer(chain.last)
            put_probe(self._recorder.db, Probe(KIND, address, chain.last.at, data, record))
        return learnt


def _read(address: str, chain: Chain) -> Learnt:
    verdict, _ = judge(chain, Role.PAGE)
    if verdict is Verdict.DEAD:
        return Learnt(address, "absent", chain.last.url)
    if verdict is not Verdict.OK or chain.last.status != 200 or chain.last.media_type not in _HTML_TYPES:
        return Learnt(address, "unknown", chain.last.url)
    jump = jump_of(chain.last.body, chain.last.url, chain.last.header("refresh"))
    sight = look(chain.last.body, chain.last.header("content-type"))
    lines = tuple(dict.fromkeys(filter(None, map(comparable, sight.lines))))
    final = (jump.aim if jump else "") or chain.last.url
    return Learnt(address, "page", final, sight.title, lines, sight.digest)


def _recall(db: sqlite3.Connection, address: str) -> Learnt | None:
    row = db.execute("SELECT data FROM probe WHERE kind = ? AND subject = ?", (KIND, address)).fetchone()
    if row is None:
        return None
    data = json.loads(row["data"])
    return Learnt(address, data["outcome"], data["final"], data["title"], tuple(data["lines"]), data["digest"])
