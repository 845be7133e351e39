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
from crawler.verdicts.not_found import Learnt, impossible_address, top_folder
from crawler.verdicts.sight import comparable, look

#: Name of the probe that keeps what was learnt.
KIND = "not_found"
#: Bytes of an answer looked at.
MAX_PAGE = 64 * 1024
#: Most impossible addresses asked of one host: more than a site has folders and endings, or the order of the answers
#: would decide which shapes are learnt.
MAX_ASKED = 256
_IDENTITY = {"Accept-Encoding": "identity"}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class NotFoundPages:
    """Learns how a host answers what does not exist. Keeps the answers as probes, also across an interruption."""

    def __init__(self, recorder: Recorder, fetcher: Fetcher, robots: Robots) -> None:
        self._recorder, self._fetcher, self._robots = recorder, fetcher, robots
        self._asked: dict[str, asyncio.Task[Learnt]] = {}
        self._per_host: dict[str, set[str]] = {}

    async def of(self, url: str, inside: bool) -> Learnt:
        """What an impossible address beside `url` brings; outside the site one address stands for the whole host."""
        if inside:
            address = impossible_address(url, top_folder(url))
        else:
            address = impossible_address(urlsplit(url)._replace(path="/x.html", query="", fragment="").geturl(), "")
        asked = self._per_host.setdefault(urlsplit(url).netloc, set())
        if address not in asked and len(asked) >= MAX_ASKED:
            return Learnt(address, "unknown")
        asked.add(address)
        if address not in self._asked:
            self._asked[address] = asyncio.create_task(self._learn(address, inside))
        return await self._asked[address]

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
    sight = look(chain.last.body, chain.last.header("content-type"))
    lines = tuple(dict.fromkeys(filter(None, map(comparable, sight.lines))))
    return Learnt(address, "page", chain.last.url, sight.title, lines, sight.digest)


def _recall(db: sqlite3.Connection, address: str) -> Learnt | None:
    row = db.execute("SELECT data FROM probe WHERE kind = ? AND subject = ?", (KIND, address)).fetchone()
    if row is None:
        return None
    data = json.loads(row["data"])
    return Learnt(address, data["outcome"], data["final"], data["title"], tuple(data["lines"]), data["digest"])
