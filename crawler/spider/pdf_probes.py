"""A sample of the site's PDF attachments, each fetched whole and read in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import crawler
from core.clock import beijing_now
from core.snapshot import Probe
from crawler.fetch import follow
from crawler.spider.visit import Visit

#: Most files read of one site, and most bytes of each.
MAX_FILES = 6
MAX_BODY = 10 * 1024 * 1024
#: Seconds that reading one file may take; its processor time is bounded besides.
SECONDS = 20.0
#: Ids of the checks that judge by these facts begin so.
_WATCHED = "a11y.pdf_"
_FILES = """
SELECT target FROM link WHERE role = 'attachment' AND internal AND lower(target) LIKE '%.pdf'
GROUP BY target ORDER BY max(on_home) DESC, target DESC LIMIT ?
"""


async def measure_pdfs(visit: Visit) -> Sequence[Probe]:
    """Probes "pdf", one a file that came: data as crawler.extract.pdf says, and {"record": file, offset, id}.

    Files that open findings name come first, then those of the home page. None on a quick look.
    """
    if visit.quick or visit.options.max_depth == 0:
        return []
    found: list[Probe] = []
    for url in dict.fromkeys(_wanted(visit)):
        if len(found) >= MAX_FILES or visit.over:
            break
        if visit.inside(url) and await visit.robots.allows(url):
            found.extend(await _measure(visit, url))
    return found


def _wanted(visit: Visit) -> Iterator[str]:
    yield from sorted({url for watch in visit.job.watches if watch.check.startswith(_WATCHED) for url in watch.pages})
    for row in visit.recorder.db.execute(_FILES, (4 * MAX_FILES,)).fetchall():
        yield str(row["target"])


async def _measure(visit: Visit, url: str) -> list[Probe]:
    at = beijing_now().isoformat()
    answer = (await follow(visit.fetcher, url, max_body=MAX_BODY)).last
    if answer.status != HTTPStatus.OK or answer.failure is not None or not answer.body.startswith(b"%PDF-"):
        return []
    facts = await _read(answer.body)
    with visit.recorder.step():
        kept = visit.recorder.exhibit(answer)
    return [Probe("pdf", url, at, {**facts, "record": [kept.file, kept.offset, kept.record_id]})]


async def _read(body: bytes) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "crawler.extract.pdf",
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
        return {"failure": "it could not be read within bounds"}
    else:
        return facts
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
