"""Files fetched whole and looked at, in a process of their own where they are read as a whole, for files are hostile.
What the last snapshot tells of the same bytes is not looked at again.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import crawler
from core.clock import beijing_now
from core.errors import SnapshotError
from core.snapshot import Probe, RecordRef
from core.snapshot.warc import read_record
from crawler.fetch import follow
from crawler.spider.visit import Visit

#: Most bytes of one file.
MAX_BODY = 10 * 1024 * 1024
#: Seconds that reading one file may take; its processor time is bounded besides.
SECONDS = 20.0
_UNREADABLE = "it could not be read within bounds"


async def read_file(visit: Visit, url: str, kind: str, program: str, begins: bytes) -> Probe | None:
    """What a program (a module that reads a file from standard input and writes JSON) tells of the file at `url`, and
    {"record": file, offset, id} of what came; None when no whole file of that kind came.
    """
    return await measure_file(visit, url, kind, partial(_told, program), MAX_BODY, begins)


async def measure_file(
    visit: Visit,
    url: str,
    kind: str,
    measure: Callable[[bytes], Awaitable[dict[str, Any]]],
    limit: int,
    begins: bytes = b"",
) -> Probe | None:
    """The same of what `measure` tells of the first `limit` bytes."""
    at = beijing_now().isoformat()
    came = _recorded(visit, url, limit) or await _fetched(visit, url, limit, begins)
    if came is None:
        return None
    record, body = came
    # What is as it was keeps the name of its record.
    known = visit.earlier_pages and visit.earlier_pages.told(kind, url, record.record_id)
    # That it took too long may have been this machine's fault.
    facts = known if known and known.get("failure") != _UNREADABLE else await measure(body)
    return Probe(kind, url, at, {**facts, "record": [record.file, record.offset, record.record_id]})


def _recorded(visit: Visit, url: str, limit: int) -> tuple[RecordRef, bytes] | None:
    """The record and the bytes of a file that this crawl has for another purpose."""
    record = visit.recorder.whole(url, limit)
    try:
        return (record, read_record(visit.recorder.folder, record).payload) if record else None
    except SnapshotError:
        return None


async def _fetched(visit: Visit, url: str, limit: int, begins: bytes) -> tuple[RecordRef, bytes] | None:
    answer = (await follow(visit.fetcher, url, max_body=limit)).last
    if answer.status != HTTPStatus.OK or answer.failure is not None or not answer.body.startswith(begins):
        return None
    with visit.recorder.step():
        return visit.recorder.file(answer), answer.body


async def _told(program: str, body: bytes) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        program,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=Path(crawler.__file__).parents[1],
    )
    try:
        async with asyncio.timeout(SECONDS):
            told, _ = await process.communicate(body)
        facts: dict[str, Any] = json.loads(told)
    except (TimeoutError, ValueError, OSError):
        return {"failure": _UNREADABLE}
    else:
        return facts
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
