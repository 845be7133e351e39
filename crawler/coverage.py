"""What a crawl left out, as lines of its coverage table."""

from __future__ import annotations

import json
import sqlite3
from urllib.parse import urlsplit

from core.snapshot import BROKEN, Gap, GapReason, PageKind, Verdict
from core.snapshot.posted import MARK
from crawler.extract.scripted import POSTBACK
from crawler.record.store import put_gap

_DETAILS = {
    GapReason.PAGE_CAP: "超过单站页面数上限",
    GapReason.DEPTH_CAP: "超过层级上限",
    GapReason.PATTERN_CAP: "同一地址模式的页面过多，或路径循环",
    GapReason.REPEATED: "重复的页面不断引出新的重复页面",
    GapReason.MIRROR: "同一页面已在主域名下采集",
    GapReason.ROBOTS: "robots.txt 不允许采集",
    GapReason.DEADLINE: "超过单站采集时限",
    GapReason.SIZE_CAP: "超过单站存储上限",
    GapReason.TOO_LARGE: "页面超过接收上限，未读取其内容",
    GapReason.FETCH_ERROR: "采集时未能打开",
    GapReason.GUARDED: "地址指向内部网络或保留地址，未予连接",
    GapReason.LIST_UNREAD: "列表的数据或后续页未能读取",
}
#: Lists whose further pages come only by sending the page's form back: a form may change something, so it is not sent.
_BY_FORM = "列表翻页需提交表单，后续页面未采集"
_NOT_TURNED = """
SELECT count(*) AS number, min(url) AS example FROM page WHERE json_extract(facts, '$.scripted') LIKE ?
AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.page = page.url)
"""
#: Lists whose data says that it has more entries than were read.
_CUT = "列表数据很多，只读取了较新的部分"
_CUT_LISTS = """
SELECT origin, count(*) AS pages, max(document.total) - sum(json_array_length(document.items)) AS missing
FROM document JOIN frontier ON frontier.url = document.source WHERE origin != ''
GROUP BY origin, frontier.reader HAVING missing > 0 ORDER BY origin
"""
#: Whether a list that leads to an address also leads to something that was read, or a browser showed its entries.
_READ_OTHERWISE = """
EXISTS (SELECT 1 FROM rendered WHERE rendered.url = frontier.origin AND whole AND items != '[]')
OR EXISTS (SELECT 1 FROM lead AS here JOIN lead AS other ON other.page = here.page WHERE here.source = frontier.url
AND (other.source IN (SELECT source FROM document) OR other.source IN (SELECT url FROM page)))
"""
#: What series leave out is told by folder, so that it can be seen which part of the site has no end.
_BY_FOLDER = (GapReason.PATTERN_CAP, GapReason.REPEATED)
#: Most folders told by name.
MAX_LINES = 20
_LEFT = """
SELECT reason, CASE WHEN reason IN (?, ?) THEN folder(url) ELSE '' END AS folder,
    count(*) AS number, min(url) AS example
FROM frontier WHERE state = 'left' GROUP BY 1, 2 ORDER BY number DESC, example
"""


def resolve_failures(db: sqlite3.Connection) -> None:
    """Keep as left out only pages whose content may exist unseen; a page known to be gone is no gap. Inside a step."""
    db.execute(
        "UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND url IN"
        " (SELECT url FROM resource WHERE verdict IN (SELECT value FROM json_each(?)))",
        (GapReason.FETCH_ERROR, json.dumps(sorted(BROKEN | {Verdict.LOGIN_WALL}))),
    )
    _resolve_lists(db)
    # What our own guard refused is no failure of the crawl, and no page of the public site.
    db.execute(
        "UPDATE frontier SET reason = ? WHERE state = 'left' AND reason = ? AND url IN"
        " (SELECT url FROM resource WHERE verdict = ?)",
        (GapReason.GUARDED, GapReason.FETCH_ERROR, Verdict.GUARDED),
    )


def _resolve_lists(db: sqlite3.Connection) -> None:
    """A guess, or data asked for by POST, that did not open is a gap only where nothing else of the list was read.

    Then it is the list that was not read.
    """
    # Scripts ask for much that is no list: only a column without entries of its own misses what was not read.
    db.execute(
        "UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND NOT EXISTS"
        " (SELECT 1 FROM page WHERE url = frontier.origin AND kind = ? AND items = '[]')",
        (GapReason.LIST_UNREAD, PageKind.COLUMN),
    )
    db.execute(
        f"UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND ({_READ_OTHERWISE})",  # noqa: S608
        (GapReason.LIST_UNREAD,),
    )
    own = "state = 'left' AND reason = ? AND (guessed OR url LIKE ?)"
    mine = (GapReason.FETCH_ERROR, f"%{MARK}%")
    db.execute(f"UPDATE frontier SET state = 'done' WHERE {own} AND ({_READ_OTHERWISE})", mine)  # noqa: S608
    db.execute(f"UPDATE frontier SET reason = ? WHERE {own}", (GapReason.LIST_UNREAD, *mine))  # noqa: S608


def report_gaps(db: sqlite3.Connection) -> None:
    """Write what was left out into the coverage table: a line per reason, for series one per folder. Inside a step."""
    db.create_function("folder", 1, _folder, deterministic=True)
    rows = db.execute(_LEFT, sorted(_BY_FOLDER)).fetchall()
    for reason in sorted({row["reason"] for row in rows}):
        lines = [row for row in rows if row["reason"] == reason]
        for row in lines[:MAX_LINES]:
            _put(db, reason, row["folder"], [row])
        if len(lines) > MAX_LINES:
            _put(db, reason, "其他", lines[MAX_LINES:])
    row = db.execute(_NOT_TURNED, (f'%"{POSTBACK}"%',)).fetchone()
    if row["number"]:
        put_gap(db, Gap(GapReason.LIST_UNREAD, row["example"], row["number"], _BY_FORM))
    cut = _cut(db.execute(_CUT_LISTS).fetchall())
    if cut:
        put_gap(db, Gap(GapReason.LIST_UNREAD, cut[0]["origin"], sum(row["missing"] for row in cut), _CUT))


def _cut(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Of lists that go on those of which as many pages were read as are read of one list."""
    if not rows:
        return []
    # Few sites have such lists, and it loads most of what reads them.
    from crawler.extract.lists.answers import MAX_DATA_PAGES  # noqa: PLC0415

    return [row for row in rows if row["pages"] >= MAX_DATA_PAGES]


def _put(db: sqlite3.Connection, reason: str, place: str, rows: list[sqlite3.Row]) -> None:
    told = _DETAILS.get(GapReason(reason), "")
    detail = f"{told}：{place}" if place else told
    put_gap(db, Gap(GapReason(reason), rows[0]["example"], sum(row["number"] for row in rows), detail))


def _folder(url: str) -> str:
    """The first folder or name of an address."""
    return "/" + urlsplit(url).path.split("/")[1][:100]
