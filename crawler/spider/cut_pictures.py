"""After the links: pictures whose file was cut, though the server sends all it has: visitors see them in part, or grey.

Many good files lack the mark of their end or have something behind it. So a picture without one is fetched whole, and
only rows that the file does not hold count.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from http import HTTPStatus

from core.errors import SnapshotError
from core.snapshot import RecordRef, Resource, Verdict
from core.snapshot.codec import read_resource
from core.snapshot.warc import read_record
from crawler.record.store import put_probe, put_resource
from crawler.spider.file_reading import MAX_BODY, read_file
from crawler.spider.visit import Visit

#: Most pictures looked through, those of the home page and the most used first; most whose end is asked for, one
#: request each; most that are fetched whole.
MAX_PICTURES, MAX_ENDS, MAX_WHOLE = 300, 100, 20
#: Bytes of the end in which its mark is looked for, and of a file that is taken whole where no part of it can be had.
END, SMALL = 1024, 64 * 1024
#: How pictures begin, and the mark of their end (PNG 11.2.5, JPEG B.1.1.3; a GIF ends with its trailer).
_ENDS = {b"\x89PNG\r\n\x1a\n": b"IEND", b"\xff\xd8\xff": b"\xff\xd9", b"GIF8": b";"}
#: Least part of its rows that a cut picture lacks, one in so many: a line less is no fault that anybody sees.
_PART = 20
_PICTURES = """
SELECT resource.* FROM target JOIN resource USING (url) WHERE target.role = 'image' AND target.internal
AND resource.verdict = 'ok' AND resource.length BETWEEN 1 AND ? ORDER BY target.id LIMIT ?
"""


async def convict_cut_pictures(visit: Visit) -> None:
    """Find them among what was recorded as good. What is seen of each that is fetched whole is a probe "picture"; what
    the last snapshot tells of the same bytes is not seen again.
    """
    ends = whole = 0
    for found in map(read_resource, _rows(visit.recorder.db)):
        if visit.over or whole >= MAX_WHOLE:
            return
        head = head_of(visit, found)
        mark = next((mark for start, mark in _ENDS.items() if head.startswith(start)), b"")
        if not mark:
            continue
        end = head if len(head) == found.length else b""
        if not end and ends < MAX_ENDS:
            ends += 1
            end = await _asked_end(visit, found)
        if end and not _is_ended(end, mark):
            whole += 1
            await _look(visit, found)


def _rows(db: sqlite3.Connection) -> list[sqlite3.Row]:
    return db.execute(_PICTURES, (MAX_BODY, MAX_PICTURES)).fetchall()


def head_of(visit: Visit, found: Resource) -> bytes:
    """What is recorded of a picture; empty where the last snapshot holds that the same one is good, or where it did not
    come in its own bytes."""
    if found.record is None or _is_known_good(visit, found):
        return b""
    try:
        record = read_record(visit.recorder.folder, found.record)
    except SnapshotError:
        return b""
    return b"" if record.headers.get("content-encoding") else record.payload


def _is_known_good(visit: Visit, found: Resource) -> bool:
    if not visit.earlier or not found.hops or found.hops[-1].status != HTTPStatus.NOT_MODIFIED:
        return False
    earlier = visit.earlier.snapshot.resource(found.url)
    return earlier is not None and earlier.verdict is Verdict.OK


async def _asked_end(visit: Visit, found: Resource) -> bytes:
    first, last = found.length - END, found.length - 1
    wanted = {"Range": f"bytes={max(0, first)}-{last}", "Accept-Encoding": "identity"}
    answer = await visit.fetcher.fetch(found.final_url, headers=wanted, max_body=SMALL)
    if answer.failure is not None or answer.cut or answer.header("content-encoding"):
        return b""
    # Who cannot send a part sends all.
    exact = answer.header("content-range").endswith(f"-{last}/{found.length}")
    whole = answer.status == HTTPStatus.OK or (answer.status == HTTPStatus.PARTIAL_CONTENT and exact)
    return answer.body if whole else b""


def _is_ended(end: bytes, mark: bytes) -> bool:
    # Nearly all GIF data holds such a byte somewhere.
    return end.rstrip(b"\0\r\n\t ").endswith(mark) if len(mark) == 1 else mark in end


async def _look(visit: Visit, found: Resource) -> None:
    probe = await read_file(visit, found.url, "picture", "crawler.files.picture", b"")
    if probe is None:
        return
    with visit.recorder.step():
        put_probe(visit.recorder.db, probe)
    missing, height = probe.data.get("missing", 0), probe.data.get("height", 0)
    if missing * _PART < height or not missing:
        return
    detail = f"file without its end: {missing} of {height} rows of the picture are missing"
    cut = replace(found, verdict=Verdict.TRUNCATED, detail=detail, record=RecordRef(*probe.data["record"]))
    with visit.recorder.step():
        visit.recorder.db.execute("DELETE FROM resource WHERE url = ?", (found.url,))
        put_resource(visit.recorder.db, cut)
