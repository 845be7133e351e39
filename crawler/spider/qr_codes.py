"""Pictures that may hold QR codes of media accounts: found by name, words, caption and place, fetched bounded, read
here. One that is as the last snapshot holds it is not read again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from core.clock import beijing_now
from core.outcome import Source
from core.snapshot import Probe
from crawler.record.links import sources_of
from crawler.record.store import put_probe
from crawler.spider.file_reading import measure_file
from crawler.spider.visit import Visit

#: Kind of the probe: one a page, its address the subject. Data: {"clues": [{how, platform, name, account_id, url,
#: image, excerpt}]}, as found; nothing is judged here.
KIND = "account_clue"
#: Most pictures fetched of one site, of these most that only stand at the side of a page, most bytes of each, and most
#: looked through to choose them.
MAX_IMAGES, MAX_ASIDE = 30, 10
MAX_BODY = 1024 * 1024
_MAX_LOOKED_AT = 5000
_MAX_EXCERPT = 200
_WORDS = re.compile(
    r"二维码|扫码|扫一扫|扫描|关注|公众号|微信|微博|抖音|快手|视频号|头条|小红书|小程序|客户端|新媒体|qr|ewm|erwei|weixin|wechat|wx|weibo"
    r"|douyin|gzh|kuaishou|toutiao",
    re.IGNORECASE,
)
_PLACES = frozenset({"footer", "aside"})
_IMAGES = """
SELECT target, samples FROM link WHERE role = 'image' AND target LIKE 'http%'
ORDER BY on_home DESC, pages DESC, target
"""


class Candidate(NamedTuple):
    """A picture worth fetching, and the first place where it stands."""

    url: str
    source: Source


async def measure_qr_codes(visit: Visit) -> Sequence[Probe]:
    """Probes of KIND for pages with codes that lead to a web address. None on a quick look."""
    if visit.quick:
        return []
    found: dict[str, list[dict[str, str]]] = {}
    for candidate in _chosen(visit):
        if visit.over or not await visit.robots.allows(candidate.url):
            continue
        for text in await _codes(visit, candidate.url):
            found.setdefault(candidate.source.page, []).append(_clue(candidate, text))
    at = beijing_now().isoformat()
    return [Probe(KIND, page, at, {"clues": clues}) for page, clues in sorted(found.items())]


def _chosen(visit: Visit) -> list[Candidate]:
    """Those that something suggests, then what only stands in the boxes at the side, where codes float."""
    found = list(_candidates(visit))
    suggested = [one for one in found if one.source.region != "aside" or _WORDS.search(one.source.text)]
    aside = [one for one in found if one not in suggested]
    return [*suggested, *aside[:MAX_ASIDE]][:MAX_IMAGES]


def _candidates(visit: Visit) -> Iterator[Candidate]:
    for row in visit.recorder.db.execute(f"{_IMAGES} LIMIT {_MAX_LOOKED_AT}").fetchall():
        sources = list(sources_of(row["samples"]))
        likely = [one for one in sources if one.region in _PLACES or _WORDS.search(one.text)]
        if not likely and _WORDS.search(row["target"].rpartition("/")[2]):
            likely = sources
        if likely:
            yield Candidate(row["target"], likely[0])


async def _codes(visit: Visit, url: str) -> list[str]:
    """The web addresses in a picture's codes; what its codes hold is a probe "qr"."""
    probe = await measure_file(visit, url, "qr", _read, MAX_BODY)
    if probe is None:
        return []
    with visit.recorder.step():
        put_probe(visit.recorder.db, probe)
    return [text for text in probe.data["texts"] if text.lower().startswith(("http://", "https://"))]


async def _read(picture: bytes) -> dict[str, Any]:
    # Only crawls that have such pictures pay for these libraries.
    from crawler.probes.qr import read_codes  # noqa: PLC0415

    return {"texts": await asyncio.to_thread(read_codes, picture)}


def _clue(candidate: Candidate, text: str) -> dict[str, str]:
    return {
        "how": "qr",
        "platform": "",
        "name": "",
        "account_id": "",
        "url": text,
        "image": candidate.url,
        "excerpt": candidate.source.text[:_MAX_EXCERPT],
    }
