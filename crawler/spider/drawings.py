"""After the links: SVG pictures that come whole and that no browser draws, for what is in them or their type."""

from __future__ import annotations

from http import HTTPStatus

from core.snapshot import CHOICE, Resource, Verdict
from core.snapshot.codec import read_resource
from crawler.extract.documents.svg_fault import MAX_BODY, fault_of_svg, is_svg
from crawler.fetch import follow
from crawler.fetch.decoded import decoded
from crawler.fetch.verdict import REFUSED_TYPE
from crawler.spider.cut_pictures import head_of
from crawler.spider.visit import Visit

#: Most drawings looked through, and most that are fetched whole.
MAX_DRAWINGS, MAX_WHOLE = 300, 30
#: Elements in which a picture must bear the type of one (MIME Sniffing 6.1: a drawing is never told by its bytes).
_SHOWN = frozenset({"img", CHOICE, "input"})
_DRAWINGS = """
SELECT resource.* FROM target JOIN resource USING (url) WHERE target.role = 'image' AND target.internal
AND resource.verdict = 'ok' AND resource.length BETWEEN 1 AND ?
AND (resource.content_type LIKE 'image/svg%' OR resource.url LIKE '%.svg' OR resource.url LIKE '%.svg?%')
ORDER BY target.id LIMIT ?
"""
_CONVICT = "UPDATE resource SET verdict = ?, detail = ? WHERE url = ? AND verdict = 'ok'"


async def convict_undrawn(visit: Visit) -> None:
    """Find them among what was recorded as good; what the last snapshot knows is not looked at again."""
    db, whole = visit.recorder.db, 0
    for found in map(read_resource, db.execute(_DRAWINGS, (MAX_BODY, MAX_DRAWINGS)).fetchall()):
        head = head_of(visit, found)
        if visit.over or not is_svg(head):
            continue
        detail = _refused(visit, found)
        if not detail and len(head) < found.length and whole < MAX_WHOLE:
            whole += 1
            head = await _fetched(visit, found.url)
        fault = fault_of_svg(head) if len(head) == found.length else ""
        detail = detail or (f"no browser draws it: {fault}" if fault else "")
        if detail:
            with visit.recorder.step():
                db.execute(_CONVICT, (Verdict.WRONG_TYPE, detail, found.url))


def _refused(visit: Visit, found: Resource) -> str:
    kind = found.content_type.partition(";")[0].strip().lower()
    rows = visit.recorder.db.execute("SELECT element FROM link WHERE target = ?", (found.url,)).fetchall()
    shown = any(row["element"] in _SHOWN for row in rows)
    return f"{kind} for image{REFUSED_TYPE}" if kind not in ("", "image/svg+xml") and shown else ""


async def _fetched(visit: Visit, url: str) -> bytes:
    answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
    whole = answer.status == HTTPStatus.OK and answer.failure is None
    return decoded(answer)[1] if whole else b""
