"""A sample of the site's PDF attachments, each fetched whole and read in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.snapshot import Look, Probe
from crawler.spider.file_reading import read_file
from crawler.spider.visit import Visit

#: Most files read of one site.
MAX_FILES = 6
_FILES = """
SELECT target FROM link WHERE role = 'attachment' AND internal AND lower(target) LIKE '%.pdf'
GROUP BY target ORDER BY max(on_home) DESC, target DESC LIMIT ?
"""


async def measure_pdfs(visit: Visit) -> Sequence[Probe]:
    """Probes "pdf", one a file that came: data as crawler.files.pdf says, and {"record": file, offset, id}.

    Files that open findings name come first, then those of the home page. None on a quick look.
    """
    if visit.quick or visit.options.max_depth == 0:
        return []
    found: list[Probe] = []
    for url in dict.fromkeys(_wanted(visit)):
        if len(found) >= MAX_FILES or visit.over:
            break
        if visit.inside(url) and await visit.robots.allows(url):
            probe = await read_file(visit, url, "pdf", "crawler.files.pdf", b"%PDF-")
            found.extend([probe] if probe else [])
    return found


def _wanted(visit: Visit) -> Iterator[str]:
    yield from sorted({url for watch in visit.job.watches if Look.PDF in watch.looks for url in watch.pages})
    for row in visit.recorder.db.execute(_FILES, (4 * MAX_FILES,)).fetchall():
        yield str(row["target"])
