"""Attachments fetched whole and read in a process of their own, for files are hostile."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import crawler
from core.clock import beijing_now
from core.snapshot import Probe
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
    at = beijing_now().isoformat()
    answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
    if answer.status != HTTPStatus.OK or answer.failure is not None or not answer.body.startswith(begins):
        return None
    known = visit.earlier_pages and answer.unchanged and visit.earlier_pages.told(kind, url, answer.unchanged.record_id)
    # That it took too long may have been this machine's fault.
    facts = known if known and known["failure"] != _UNREADABLE else await _told(program, answer.body)
    with visit.recorder.step():
        kept = visit.recorder.file(answer)
    return Probe(kind, url, at, {**facts, "record": [kept.file, kept.offset, kept.record_id]})


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
