"""The site's own scripts, read whole: intruders write into those that every page shares, and templates write page tags
by them."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from core.clock import beijing_now
from core.snapshot import Probe
from crawler.fetch import follow
from crawler.spider.visit import Visit

#: Most scripts read of one site, and most bytes of each.
MAX_SCRIPTS = 30
MAX_BODY = 256 * 1024
_SCRIPTS = """
SELECT target FROM link WHERE role = 'script' AND internal GROUP BY target
ORDER BY max(on_home) DESC, sum(pages) DESC, target
"""


async def measure_own_scripts(visit: Visit) -> Sequence[Probe]:
    """Probes "script", one a script that came: data {"record": file, offset, id}.

    The home page's come first, then the most used ones. None on a quick look.
    """
    if visit.quick:
        return []
    found: list[Probe] = []
    for row in visit.recorder.db.execute(f"{_SCRIPTS} LIMIT {MAX_SCRIPTS}").fetchall():
        url = str(row["target"])
        if visit.over or not url.startswith(("http://", "https://")) or not await visit.robots.allows(url):
            continue
        at = beijing_now().isoformat()
        answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
        if answer.status != HTTPStatus.OK or answer.failure is not None:
            continue
        with visit.recorder.step():
            kept = visit.recorder.file(answer)
        found.append(Probe("script", url, at, {"record": [kept.file, kept.offset, kept.record_id]}))
    return found
