"""After the walk: articles of which only the template is there, its labels with nothing behind them.

A script may yet bring the article: then it counts only where another page beside it, with the same scripts, bears its
article in its own source. What shows the site's frame and nothing else is could-not-tell.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from core.errors import SnapshotError
from core.snapshot import PageKind, PageRow, Verdict
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record
from crawler.spider.sentence import is_only_framed, link_texts
from crawler.spider.visit import Visit
from crawler.verdicts.remains import View, remains_of, view
from crawler.verdicts.template import neighbourhood_of, tells
from crawler.verdicts.vocabulary import weight

#: Most pages whose titles are looked at, most that are read again, and most of those beside one.
MAX_LISTED, MAX_READ, MAX_BESIDE = 5000, 100, 3
#: Most characters of such a page, its menus included; and fewest labels by which one knows a template.
MAX_TEXT, LABELS = 4500, 2
_TELLING = 4
_MENUS = re.compile(r"地图|导航|首页|主页|目录|官网|网站|门户")
_PLAIN = """
SELECT page.* FROM page JOIN resource USING (url) WHERE resource.verdict = 'ok' AND resource.internal
AND kind NOT IN (?, ?) AND json_extract(facts, '$.publish_day') IS NULL AND json_extract(facts, '$.text_length') <= ?
AND json_array_length(items) < 5 ORDER BY url LIMIT ?
"""
_BESIDE = """
SELECT page.* FROM page WHERE url LIKE ? ESCAPE '\\'
AND json_extract(facts, '$.publish_source') IN ('label', 'header', 'body')
ORDER BY url LIMIT 50
"""
_CONVICT = (
    "UPDATE resource SET verdict = ?, detail = ? WHERE verdict = 'ok' AND (url = ? OR (internal AND final_url = ?))"
)


def convict_hollow(visit: Visit) -> None:
    """Find them among what was recorded as good. Asks nobody anything."""
    home = visit.frame.home
    if visit.options.max_depth == 0 or not home.lines:
        return
    found: list[tuple[str, Verdict, str]] = []
    for page in _suspects(visit):
        seen = _seen(visit, page)
        # A page without a word is blank, or sends its visitors on.
        if seen is None or not seen.lines or seen.shown - home.shown:
            continue
        remains = remains_of(seen, home)
        if remains.lines or is_only_framed(visit, page.url):
            continue
        if not (seen.still or _is_filled_by_server(visit, page.url, seen)):
            continue
        if remains.empty >= LABELS:
            found.append((page.url, Verdict.EMPTY, "nothing but the labels of a template"))
        elif any(_promises(text) for text in link_texts(visit, page.url, None)):
            found.append((page.url, Verdict.UNSURE, "nothing but the site's frame"))
    with visit.recorder.step():
        for url, verdict, detail in found:
            visit.recorder.db.execute(_CONVICT, (verdict, detail, url, url))


def _suspects(visit: Visit) -> Iterator[PageRow]:
    rows: list[sqlite3.Row] = visit.recorder.db.execute(
        _PLAIN, (PageKind.HOME, PageKind.COLUMN, MAX_TEXT, MAX_LISTED)
    ).fetchall()
    read = 0
    for page in map(read_page, rows):
        # What bears the name that its links say holds it too.
        if read < MAX_READ and not any(tells(text, page.facts.title) for text in link_texts(visit, page.url, None)):
            read += 1
            yield page


def _promises(text: str) -> bool:
    """Whether a link's text leads one to expect more than the site's own menus."""
    return weight(text) >= _TELLING and not _MENUS.search(text)


def _seen(visit: Visit, page: PageRow) -> View | None:
    try:
        return view(read_record(visit.recorder.folder, page.record).body(), page.content_type)
    except SnapshotError:
        return None


def _is_filled_by_server(visit: Visit, url: str, seen: View) -> bool:
    """Whether articles beside it that have the same scripts came with all their text."""
    place, folder = neighbourhood_of(url), url.rpartition("/")[0]
    escaped = folder.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = visit.recorder.db.execute(_BESIDE, (f"{escaped}/%",)).fetchall()
    beside = (page for page in map(read_page, rows) if page.url != url and neighbourhood_of(page.url) == place)
    for page in list(beside)[:MAX_BESIDE]:
        other = _seen(visit, page)
        if other and other.scripts >= seen.scripts and other.fills >= seen.fills:
            return True
    return False
