"""A sample of the site's Office attachments: when each says that it was made and last changed."""

from __future__ import annotations

from collections.abc import Sequence

from core.snapshot import Probe
from crawler.spider.file_reading import read_file
from crawler.spider.visit import Visit

#: Most files read of one site.
MAX_FILES = 6
#: Those of one page alone: a file on many pages is a form of the site's, and no article's own. The newest addresses
#: first, for most are filed by day.
_FILES = """
SELECT target FROM link WHERE role = 'attachment' AND internal AND pages = 1
AND (lower(target) LIKE '%.docx' OR lower(target) LIKE '%.xlsx' OR lower(target) LIKE '%.pptx')
GROUP BY target ORDER BY target DESC LIMIT ?
"""


async def measure_office(visit: Visit) -> Sequence[Probe]:
    """Probes "office", one a file that came: data as crawler.files.office says, and {"record": file, offset, id}.

    None on a quick look.
    """
    if visit.quick or visit.options.max_depth == 0:
        return []
    found: list[Probe] = []
    for row in visit.recorder.db.execute(_FILES, (2 * MAX_FILES,)).fetchall():
        if len(found) >= MAX_FILES or visit.over:
            break
        url = str(row["target"])
        if visit.inside(url) and await visit.robots.allows(url):
            probe = await read_file(visit, url, "office", "crawler.files.office", b"PK\x03\x04")
            found.extend([probe] if probe else [])
    return found
