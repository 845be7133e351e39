"""The queue of pages to crawl: on disk, breadth-first level by level, with every cap accounted for."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from core.snapshot import BROKEN, Gap, GapReason, PageKind, Verdict
from core.snapshot.posted import MARK, is_posted
from crawler.canonical import canonical_address
from crawler.extract.scripted import POSTBACK
from crawler.options import CrawlOptions
from crawler.record.store import count, put_gap

#: A folder name that comes more often than this in one path is a loop of relative links.
MAX_SEGMENT_REPEATS = 3
#: Longest address crawled, in characters; servers and proxies refuse longer ones.
MAX_URL = 2083
#: The level of what is read when all else is done.
_LAST = 1_000_000

_DETAILS = {
    GapReason.PAGE_CAP: "超过单站页面数上限",
    GapReason.DEPTH_CAP: "超过层级上限",
    GapReason.PATTERN_CAP: "同一地址模式的页面过多，或路径循环",
    GapReason.ROBOTS: "robots.txt 不允许采集",
    GapReason.DEADLINE: "超过单站采集时限",
    GapReason.TOO_LARGE: "页面超过接收上限，未读取其内容",
    GapReason.FETCH_ERROR: "采集时未能打开",
    GapReason.GUARDED: "地址指向内部网络或保留地址，未予连接",
    GapReason.LIST_UNREAD: "列表的数据或后续页未能读取",
}
#: Lists whose further pages come only by sending the page's form back: a form may change something, so it is not sent.
_BY_FORM = "列表翻页需提交表单（__doPostBack），后续页面未采集"
_NOT_TURNED = """
SELECT count(*) AS number, min(url) AS example FROM page WHERE json_extract(facts, '$.scripted') LIKE ?
AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.page = page.url)
"""
#: Whether a list that leads to an address also leads to something that was read.
_READ_OTHERWISE = """
EXISTS (SELECT 1 FROM lead AS here JOIN lead AS other ON other.page = here.page WHERE here.source = frontier.url
AND (other.source IN (SELECT source FROM document) OR other.source IN (SELECT url FROM page)))
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page or document to fetch.

    `attempts` counts tries that failed; without `follow` its links are only recorded; `reader` names who reads the
    answer, empty for a page; `origin` is the page whose list the data is for.
    """

    id: int
    url: str
    depth: int
    attempts: int
    follow: bool
    reader: str = ""
    origin: str = ""


class Frontier:
    """Hands out entries of the lowest open level; a level begins when the one before it is settled.

    Levels are: the pages of one depth, the documents found on them, the pages of the next depth; sitemaps come last.
    So the depth of a page and the set of pages under a cap do not depend on which server answered first.
    All state is in the index; only what is under way is in memory. Writing methods belong inside a step.
    """

    def __init__(self, db: sqlite3.Connection, options: CrawlOptions) -> None:
        self._db, self._options = db, options
        self._under_way: set[int] = set()

    @property
    def under_way(self) -> int:
        """Entries handed out and not yet settled or released."""
        return len(self._under_way)

    @property
    def waiting(self) -> int:
        """Entries not yet settled."""
        return count(self._db, "frontier", "state = 'queued'")

    def seed(self, url: str, depth: int) -> None:
        """Queue a starting point, whatever the caps on depth and pattern say."""
        self._insert(url, depth, "queued", "", "")

    def seed_last(self, url: str, depth: int, reader: str) -> None:
        """Queue a document to be read when nothing else waits any more."""
        self._db.execute(
            "INSERT OR IGNORE INTO frontier (url, depth, level, reader) VALUES (?, ?, ?, ?)",
            (url, depth, _LAST, reader),
        )

    def recheck(self, url: str) -> None:
        """Queue a page that must be seen again although nothing may lead to it; its links are not followed."""
        self._db.execute(
            "INSERT INTO frontier (url, depth, level, follow) VALUES (?, ?, ?, 0) ON CONFLICT (url) DO UPDATE"
            " SET state = 'queued', reason = '', follow = 0 WHERE state = 'left' AND reason != ?",
            (url, self._options.max_depth, _level(self._options.max_depth, ""), GapReason.ROBOTS),
        )

    def add(self, url: str, depth: int, reader: str = "", *, origin: str = "", guessed: bool = False) -> None:
        """Queue what was found on a page, or note which cap leaves it out. Known addresses are ignored, and so are
        other spellings of them by session number: a second copy is no gap.

        `depth` of a document is that of the page it was found on. An address once stated is not `guessed` any more.
        """
        known = self._known(url)
        if known is not None:
            if known["guessed"] and not guessed:
                self._db.execute("UPDATE frontier SET guessed = 0 WHERE id = ?", (known["id"],))
            return
        pattern = address_pattern(url)
        # A crawl of given pages (depth 0) reads nothing beside them.
        reason = self._cap(url, depth + bool(reader), pattern)
        self._insert(url, depth, "left" if reason else "queued", reason, "" if reason else pattern, reader)
        if origin or guessed:
            wanted = (origin, int(guessed), url)
            self._db.execute("UPDATE frontier SET origin = ?, guessed = ? WHERE url = ?", wanted)

    def take(self) -> Entry | None:
        """The next entry of the open level, or None while that level has none left to hand out."""
        rows = self._db.execute(
            "SELECT * FROM frontier WHERE state = 'queued' ORDER BY level, id LIMIT ?",
            (len(self._under_way) + 1,),
        ).fetchall()
        for row in rows:
            if row["level"] == rows[0]["level"] and row["id"] not in self._under_way:
                self._under_way.add(row["id"])
                return _entry(row)
        return None

    def settle(self, entry: Entry) -> None:
        """The entry has its verdict."""
        self._db.execute("UPDATE frontier SET state = 'done' WHERE id = ?", (entry.id,))

    def settle_address(self, url: str) -> None:
        """The address was fetched on behalf of another entry (a redirect led to it)."""
        self._db.execute("UPDATE frontier SET state = 'done' WHERE url = ? AND state = 'queued'", (url,))

    def leave(self, entry: Entry, reason: GapReason) -> None:
        """The entry will not be crawled."""
        self._db.execute("UPDATE frontier SET state = 'left', reason = ? WHERE id = ?", (reason, entry.id))

    def unread(self, entry: Entry) -> None:
        """The answer was not what the entry's reader reads: for a list's data that may be a gap, else the end of it."""
        if entry.origin:
            self.leave(entry, GapReason.LIST_UNREAD)
        else:
            self.settle(entry)

    def leave_rest(self, reason: GapReason) -> None:
        """Nothing that still waits will be crawled."""
        # A guessed sitemap is no page that was left out.
        self._db.execute("UPDATE frontier SET state = 'done' WHERE state = 'queued' AND level = ?", (_LAST,))
        self._db.execute("UPDATE frontier SET state = 'left', reason = ? WHERE state = 'queued'", (reason,))

    def failed(self, entry: Entry) -> None:
        """One more try failed; the entry stays queued."""
        self._db.execute("UPDATE frontier SET attempts = attempts + 1 WHERE id = ?", (entry.id,))

    def release(self, entry: Entry) -> None:
        """The entry is no longer under way; when it is not settled it will be handed out again."""
        self._under_way.discard(entry.id)

    def resolve_failures(self) -> None:
        """Keep as left out only pages whose content may exist unseen; a page known to be gone is no gap."""
        self._db.execute(
            "UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND url IN"
            " (SELECT url FROM resource WHERE verdict IN (SELECT value FROM json_each(?)))",
            (GapReason.FETCH_ERROR, json.dumps(sorted(BROKEN | {Verdict.LOGIN_WALL}))),
        )
        self._resolve_lists()
        # What our own guard refused is no failure of the crawl, and no page of the public site.
        self._db.execute(
            "UPDATE frontier SET reason = ? WHERE state = 'left' AND reason = ? AND url IN"
            " (SELECT url FROM resource WHERE verdict = ?)",
            (GapReason.GUARDED, GapReason.FETCH_ERROR, Verdict.GUARDED),
        )

    def _resolve_lists(self) -> None:
        """A guess, or data asked for by POST, that did not open is a gap only where nothing else of the list was read.

        Then it is the list that was not read.
        """
        # Scripts ask for much that is no list: only a column without entries of its own misses what was not read.
        self._db.execute(
            "UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND NOT EXISTS"
            " (SELECT 1 FROM page WHERE url = frontier.origin AND kind = ? AND items = '[]')",
            (GapReason.LIST_UNREAD, PageKind.COLUMN),
        )
        self._db.execute(
            f"UPDATE frontier SET state = 'done' WHERE state = 'left' AND reason = ? AND {_READ_OTHERWISE}",  # noqa: S608
            (GapReason.LIST_UNREAD,),
        )
        own = "state = 'left' AND reason = ? AND (guessed OR url LIKE ?)"
        mine = (GapReason.FETCH_ERROR, f"%{MARK}%")
        self._db.execute(f"UPDATE frontier SET state = 'done' WHERE {own} AND {_READ_OTHERWISE}", mine)  # noqa: S608
        self._db.execute(f"UPDATE frontier SET reason = ? WHERE {own}", (GapReason.LIST_UNREAD, *mine))  # noqa: S608

    def report_gaps(self) -> None:
        """Write what was left out into the coverage table, one line per reason."""
        rows = self._db.execute(
            "SELECT reason, count(*) AS number, min(url) AS example FROM frontier WHERE state = 'left' GROUP BY reason"
        ).fetchall()
        for row in rows:
            reason = GapReason(row["reason"])
            put_gap(self._db, Gap(reason, row["example"], row["number"], _DETAILS.get(reason, "")))
        row = self._db.execute(_NOT_TURNED, (f'%"{POSTBACK}"%',)).fetchone()
        if row["number"]:
            put_gap(self._db, Gap(GapReason.LIST_UNREAD, row["example"], row["number"], _BY_FORM))

    def _known(self, url: str) -> sqlite3.Row | None:
        known = (
            "SELECT id, guessed FROM frontier WHERE url = ?"
            " UNION ALL SELECT id, guessed FROM frontier WHERE canonical = ? AND canonical != ''"
        )
        row: sqlite3.Row | None = self._db.execute(known, (url, canonical_address(url))).fetchone()
        return row

    def _cap(self, url: str, depth: int, pattern: str) -> str:
        if depth > self._options.max_depth:
            return GapReason.DEPTH_CAP
        if len(url) > MAX_URL or path_loops(url):
            return GapReason.PATTERN_CAP
        if pattern:
            row = self._db.execute("SELECT count(*) FROM frontier WHERE pattern = ?", (pattern,)).fetchone()
            if row[0] >= self._options.pattern_cap:
                return GapReason.PATTERN_CAP
        return ""

    def _insert(self, url: str, depth: int, state: str, reason: str, pattern: str, reader: str = "") -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO frontier (url, depth, level, state, reason, pattern, canonical, reader)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (url, depth, _level(depth, reader), state, reason, pattern, canonical_address(url), reader),
        )


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row["id"], row["url"], row["depth"], row["attempts"], bool(row["follow"]), row["reader"], row["origin"]
    )


def _level(depth: int, reader: str) -> int:
    return 2 * depth + bool(reader)


def address_pattern(url: str) -> str:
    """What addresses of one endless series share: host, path without numbers, names of query values.

    Empty for addresses without a query: county sites keep thousands of articles under one path pattern.
    """
    parts = urlsplit(url)
    if is_posted(url):
        return f"{parts.netloc}{re.sub(r'[0-9]+', 'N', parts.path)}{MARK}"
    if not parts.query:
        return ""
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{parts.netloc}{re.sub(r'[0-9]+', 'N', parts.path)}?{'&'.join(names)}"


def path_loops(url: str) -> bool:
    """Whether one folder name comes so often in the path that relative links must run in a circle."""
    segments = [segment for segment in urlsplit(url).path.split("/")[:-1] if segment]
    return any(number > MAX_SEGMENT_REPEATS for number in Counter(segments).values())
