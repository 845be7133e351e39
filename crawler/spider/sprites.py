"""Files of drawings that pages take single ones from (`<use href="icons.svg#x">`): which of those the file lacks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus

from core.snapshot import Probe
from core.snapshot.fragments import named_in
from crawler.extract.documents.xml import name_of, parse
from crawler.extract.fragments import DRAWN
from crawler.fetch import Answer, follow
from crawler.fetch.decoded import decoded
from crawler.spider.visit import Visit

#: Kind of the probe: one a file that came whole, its address the subject. Data: {"lacking": names as linked, "record":
#: file, offset, id}.
KIND = "sprite"
#: Most files read of one site, and most bytes of each.
MAX_FILES = 20
MAX_BODY = 2 * 1024 * 1024
_FILES = """
SELECT target, json_group_array(DISTINCT name) AS names FROM fragment
WHERE element = ? AND NOT EXISTS (SELECT 1 FROM page WHERE page.url = fragment.target)
GROUP BY target ORDER BY min(rank), target LIMIT ?
"""


async def measure_sprites(visit: Visit) -> Sequence[Probe]:
    """Probes of KIND for the files that pages draw from. None on a quick look."""
    if visit.quick:
        return []
    found: list[Probe] = []
    for row in visit.recorder.db.execute(_FILES, (DRAWN, MAX_FILES)).fetchall():
        url = str(row["target"])
        if visit.over or not visit.inside(url) or not await visit.robots.allows(url):
            continue
        answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
        ids = _ids(answer)
        if ids is None:
            continue
        with visit.recorder.step():
            kept = visit.recorder.exhibit(answer)
        lacking = [name for name in sorted(json.loads(row["names"])) if not named_in(name, ids)]
        found.append(
            Probe(KIND, url, answer.at, {"lacking": lacking, "record": [kept.file, kept.offset, kept.record_id]})
        )
    return found


def _ids(answer: Answer) -> frozenset[str] | None:
    """The ids of a drawing; None when it is none, or did not come whole."""
    answer, body = decoded(answer)
    root = parse(body) if answer.status == HTTPStatus.OK and answer.failure is None else None
    if root is None or name_of(root) != "svg":
        return None
    return frozenset(str(element.get("id")) for element in root.iter() if element.get("id"))
