"""Addresses that refused every other client, opened once more as a visitor would: in a browser, under our own name.

A refusal is never turned into an accusation here: what the browser cannot open either stays *could not tell*.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.errors import Unavailable
from core.snapshot import Hop, Purpose, RenderedRow, Resource, Verdict
from core.snapshot.codec import read_resource
from crawler.progress import Phase
from crawler.record.store import put_rendered, put_resource
from crawler.spider.sentence import Arrived, pronounce
from crawler.spider.window import body_of, open_window, refusal, show

if TYPE_CHECKING:
    from crawler.render import Rendered
    from crawler.spider.visit import Visit

log = logging.getLogger(__name__)

#: Most addresses of one host: a host that refuses these will refuse the next ones too.
MAX_PER_HOST = 5
#: How a browser's request is called in an evidence chain.
METHOD = "BROWSER"
#: Refusals that ask for a name and a password, or state a law: no browser changes them.
_FINAL = frozenset({401, 407, 451, 511})
_REFUSED = """
SELECT resource.* FROM target JOIN resource USING (url) WHERE target.role = 'page' AND resource.attempts > 0 AND (
    resource.verdict = ? OR url IN (SELECT value FROM json_each(?))
    OR EXISTS (SELECT 1 FROM rendered WHERE rendered.url = target.url AND rendered.purpose = ?)
) ORDER BY target.id
"""


async def open_refused(visit: Visit, doubted: Sequence[str] = ()) -> None:
    """Open what refused, and what is `doubted` to have refused more than us, within the bounds per host and per site.

    Without a browser all verdicts stay.
    """
    waiting = [] if visit.over else list(_waiting(visit, doubted))
    if not waiting:
        return
    try:
        async with open_window(visit) as browser:
            for resource in waiting:
                if visit.over:
                    return
                await _settle(visit, resource, await show(browser, visit, resource.url))
                visit.tell(Phase.RENDER, resource.url)
    except Unavailable as error:
        log.warning("refused addresses not opened in a browser: %s", error)


def _waiting(visit: Visit, doubted: Sequence[str]) -> Iterator[Resource]:
    """What is to be opened, in the order of checking; what an interrupted crawl has opened counts, and stays."""
    db = visit.recorder.db
    done = {row["url"] for row in db.execute("SELECT url FROM rendered WHERE purpose = ?", (Purpose.LINK,))}
    per_host: Counter[str] = Counter()
    wanted = (Verdict.BLOCKED, json.dumps(doubted), Purpose.LINK)
    rows = map(read_resource, db.execute(_REFUSED, wanted).fetchall())
    for resource in (found for found in rows if found.status not in _FINAL or found.url in done):
        host = urlsplit(resource.url).netloc
        if per_host.total() >= visit.options.render_blocked:
            return
        if per_host[host] < MAX_PER_HOST:
            per_host[host] += 1
            if resource.url not in done:
                yield resource


async def _settle(visit: Visit, refused: Resource, shown: Rendered) -> None:
    why = refusal(shown) or await _pretence(visit, refused, shown)
    hop = Hop(refused.url, METHOD, shown.status, "", shown.at, shown.elapsed_ms, why[:300])
    with visit.recorder.step():
        name = visit.recorder.keep_shot(shown.shot) if shown.shot else ""
        if why:
            record = visit.recorder.unshown(refused.url, shown.at, why)
            found = replace(refused, hops=(*refused.hops, hop))
        else:
            record = visit.recorder.shown(refused.url, shown.at, body_of(shown), None)
            found = _opened(refused, shown, hop)
            found = replace(found, record=record)
        visit.recorder.db.execute("DELETE FROM resource WHERE url = ?", (refused.url,))
        put_resource(visit.recorder.db, found)
        put_rendered(
            visit.recorder.db,
            RenderedRow(refused.url, Purpose.LINK, shown.at, record, shown.status, why, shown.whole, shot=name),
        )


def _opened(refused: Resource, shown: Rendered, hop: Hop) -> Resource:
    return replace(
        refused,
        verdict=Verdict.OK,
        method=METHOD,
        status=shown.status,
        final_url=shown.final_url,
        content_type="text/html",
        length=-1,
        checked_at=shown.at,
        detail="opened in a browser",
        hops=(*refused.hops, hop),
    )


async def _pretence(visit: Visit, refused: Resource, shown: Rendered) -> str:
    """What a page that opened only pretends to be; empty: it is what it seems."""
    if not shown.text_length and "<img" not in shown.html:
        return "nothing to be seen"
    sentence = await pronounce(visit, Arrived(refused.url, shown.final_url, body_of(shown), "text/html; charset=utf-8"))
    return "" if sentence.verdict is Verdict.OK else f"{sentence.verdict}: {sentence.detail}"
