"""The queue of pages to crawl: on disk, breadth-first level by level, with every cap accounted for."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from core.snapshot import GapReason
from core.snapshot.posted import is_posted
from crawler.canonical import canonical_address
from crawler.extract.documents import css
from crawler.mirrors import Mirrors
from crawler.options import CrawlOptions
from crawler.record.store import count
from crawler.series import Doubts, Series, address_family, path_loops

#: Longest address crawled, in characters; servers and proxies refuse longer ones.
MAX_URL = 2083
#: The level of what is read when all else is done.
_LAST = 1_000_000
#: Entries looked up at one time before they are handed out.
_AHEAD = 64
#: Entries put in order at one time; bounds memory.
_AT_ONCE = 1000
_WAITING = "state IN ('found', 'queued')"
#: Level, whether the page that leads there repeats others, that page's place in the order, place on the page.
_Order = tuple[int, bool, int, int]
#: Not a reason: put off to the next level.
_LATER = "later"
#: What a better way to an address may still set right.
_RECONSIDERED = frozenset({GapReason.DEPTH_CAP, GapReason.REPEATED})
_FOUND = """
SELECT frontier.*, parents.likeness AS look, parents.family AS parents_family, parents.depth AS parents_depth
FROM frontier LEFT JOIN frontier AS parents ON parents.id = frontier.parent
WHERE frontier.state = 'found' AND frontier.level = ?
ORDER BY frontier.repeated, frontier.seq, frontier.position LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page or document to fetch.

    `depth` is in clicks from the home page, turning the pages of a list not counted; `level` says when it is crawled
    and `seq` its place in the order of all. `attempts` counts tries that failed; without `follow` its links are only
    recorded; `reader` names who reads the answer, empty for a page; `origin` is the page whose list the data is for.
    `repeats`: it looks like pages seen before.
    """

    id: int
    url: str
    depth: int
    level: int
    seq: int
    attempts: int
    follow: bool
    reader: str = ""
    origin: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An address found on a page: at which place of it, how deep it stands, and who reads it (empty: a page).

    `origin` as in Entry; `guessed`: no page states it.
    """

    url: str
    position: int
    depth: int
    reader: str = ""
    origin: str = ""
    guessed: bool = False


class Frontier:
    """Hands out entries level by level; a level is opened when all before it are settled.

    Levels are: the pages that one wave of clicks leads to, the documents found on them, the next pages; sitemaps come
    last. Only on opening is it decided what is crawled and in which order, so neither depends on which server answered
    first, unless one is very slow. All state is in the index; only what is under way is in memory. Writing methods
    belong inside a step.
    """

    def __init__(self, db: sqlite3.Connection, options: CrawlOptions) -> None:
        self._db, self._options, self._series = db, options, Series(db)
        self._under_way: set[int] = set()
        self._passed_over: set[int] = set()
        self._next: deque[int] = deque()
        self._planted = 0
        self._seq = int(db.execute("SELECT max(seq) FROM frontier WHERE state != 'found'").fetchone()[0] or 0)
        self._documents = count(db, "frontier", "reader != '' AND state IN ('queued', 'done')")

    @property
    def under_way(self) -> int:
        """Entries handed out and not yet settled or released."""
        return len(self._under_way)

    @property
    def awaited(self) -> bool:
        """Whether an entry is under way that the next level waits for."""
        return self._under_way > self._passed_over

    def awaits_but(self, entries: Iterable[Entry]) -> bool:
        """Whether it waits for any other than these."""
        return not self._under_way <= self._passed_over.union(entry.id for entry in entries)

    @property
    def waiting(self) -> int:
        """Entries not yet settled."""
        return count(self._db, "frontier", _WAITING)

    def seed(self, url: str, depth: int) -> None:
        """Queue a starting point, whatever the caps say."""
        self._plant(url, depth, 2 * depth, "")

    def seed_last(self, url: str, depth: int, reader: str) -> None:
        """Queue a document to be read when nothing else waits any more."""
        self._plant(url, depth, _LAST, reader)

    def recheck(self, url: str) -> None:
        """Queue a page that must be seen again although nothing may lead to it; its links are not followed."""
        self._plant(url, self._options.max_depth, 2 * self._options.max_depth, "")
        self._db.execute("UPDATE frontier SET follow = 0 WHERE url = ? AND state = 'found' AND parent = 0", (url,))
        self._db.execute(
            "UPDATE frontier SET state = 'queued', reason = '', follow = 0 WHERE url = ? AND state = 'left'"
            " AND reason != ?",
            (url, GapReason.ROBOTS),
        )

    def add(self, found: Found, page: Entry) -> None:
        """Note what was found on a page. Known addresses are ignored, and so are other spellings of them by session
        number: a second copy is no gap. Of several ways to an address the first in the order of crawling counts. An
        address once stated is not `guessed` any more.
        """
        level = _level_below(page.level, found.reader)
        order = (level, page.repeats, page.seq, found.position)
        row = self._known(found.url)
        if row is None:
            self._insert(found, page, order)
            return
        if row["guessed"] and not found.guessed:
            self._db.execute("UPDATE frontier SET guessed = 0 WHERE id = ?", (row["id"],))
        if self._is_better(found, order, row):
            self._db.execute(
                "UPDATE frontier SET url = ?, canonical = ?, family = ?, reader = ?, origin = ?, depth = ?, parent = ?,"
                " level = ?, repeated = ?, seq = ?, position = ?, state = 'found', reason = '' WHERE id = ?",
                (*_names(found.url), found.reader, found.origin, found.depth, page.id, *order, row["id"]),
            )

    def is_document(self, url: str) -> bool:
        """Whether an address was found on a page as something to be read that is no page."""
        return self._db.execute("SELECT 1 FROM frontier WHERE url = ? AND reader != ''", (url,)).fetchone() is not None

    def entry_of(self, url: str) -> Entry:
        """The entry by which the page recorded at `url`, after redirects, was crawled."""
        row = self._db.execute(
            "SELECT frontier.* FROM frontier LEFT JOIN resource USING (url)"
            " WHERE frontier.url = ? OR resource.final_url = ? ORDER BY seq LIMIT 1",
            (url, url),
        ).fetchone()
        return _entry(row)

    def open(self) -> bool:
        """Put the lowest level that was found in order and queue it, as far as the caps allow; False: nothing is left.

        For when nothing is queued or awaited any more.
        """
        level = self._db.execute("SELECT min(level) FROM frontier WHERE state = 'found'").fetchone()[0]
        if level is None:
            return False
        # Both remember what they let through at this level.
        mirrors, doubts = Mirrors(self._db), Doubts(self._series)
        while rows := self._db.execute(_FOUND, (level, _AT_ONCE)).fetchall():
            for row in rows:
                self._place(row, mirrors, doubts)
        return True

    def take(self) -> Entry | None:
        """The next entry of the open level, or None while it has none left to hand out."""
        while self._next or self._look_ahead():
            number = self._next.popleft()
            row = self._db.execute("SELECT * FROM frontier WHERE id = ? AND state = 'queued'", (number,)).fetchone()
            if row is not None:
                self._under_way.add(number)
                return _entry(row)
        return None

    def _look_ahead(self) -> bool:
        """Note which entries come next; False: none that is not under way."""
        rows = self._db.execute(
            "SELECT id FROM frontier WHERE state = 'queued' ORDER BY level, repeated, seq, position LIMIT ?",
            (len(self._under_way) + _AHEAD,),
        )
        self._next.extend(row["id"] for row in rows if row["id"] not in self._under_way)
        return bool(self._next)

    def looked(self, entry: Entry, likeness: str) -> bool:
        """Note what an entry's page looks like; True when it repeats one of an earlier level."""
        repeats = self._series.note(likeness, entry.level)
        self._db.execute("UPDATE frontier SET likeness = ? WHERE id = ?", (likeness, entry.id))
        parent = self._db.execute(
            "SELECT likeness FROM frontier WHERE id = (SELECT parent FROM frontier WHERE id = ? AND repeated)",
            (entry.id,),
        ).fetchone()
        if parent and likeness:
            self._series.count(entry.url, parent["likeness"], likeness, repeats)
        return repeats

    def settle(self, entry: Entry) -> None:
        """The entry has its verdict."""
        self._db.execute("UPDATE frontier SET state = 'done' WHERE id = ?", (entry.id,))

    def settle_all(self, entries: Iterable[Entry]) -> None:
        """The entries have their verdicts."""
        self._db.executemany("UPDATE frontier SET state = 'done' WHERE id = ?", [(entry.id,) for entry in entries])

    def settle_address(self, url: str) -> None:
        """The address was fetched on behalf of another entry (a redirect led to it)."""
        self._db.execute("UPDATE frontier SET state = 'done' WHERE url = ? AND state IN ('found', 'queued')", (url,))

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
        self._db.execute(f"UPDATE frontier SET state = 'done' WHERE {_WAITING} AND level = ?", (_LAST,))  # noqa: S608
        self._db.execute(
            "UPDATE frontier SET state = 'left', reason = ? WHERE state = 'found' AND depth + (reader != '') > ?",
            (GapReason.DEPTH_CAP, self._options.max_depth),
        )
        self._db.execute(f"UPDATE frontier SET state = 'left', reason = ? WHERE {_WAITING}", (reason,))  # noqa: S608

    def failed(self, entry: Entry) -> None:
        """One more try failed; the entry stays queued."""
        self._db.execute("UPDATE frontier SET attempts = attempts + 1 WHERE id = ?", (entry.id,))

    def pass_over(self, entry: Entry) -> None:
        """Open further levels although this entry is under way: one slow address must not hold up every level."""
        if entry.id in self._under_way:
            self._passed_over.add(entry.id)

    def release(self, entry: Entry) -> None:
        """The entry is no longer under way; when it is not settled it will be handed out again."""
        self._under_way.discard(entry.id)
        self._passed_over.discard(entry.id)

    def _known(self, url: str) -> sqlite3.Row | None:
        known = (
            "SELECT * FROM frontier WHERE url = ?"
            " UNION ALL SELECT * FROM frontier WHERE canonical = ? AND canonical != '' LIMIT 1"
        )
        row: sqlite3.Row | None = self._db.execute(known, (url, canonical_address(url))).fetchone()
        return row

    def _plant(self, url: str, depth: int, level: int, reader: str) -> None:
        self._planted += 1
        self._db.execute(
            "INSERT OR IGNORE INTO frontier (url, canonical, family, reader, depth, level, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*_names(url), reader, depth, level, self._planted),
        )

    def _insert(self, found: Found, page: Entry, order: _Order) -> None:
        self._db.execute(
            "INSERT INTO frontier (url, canonical, family, reader, origin, guessed, depth, parent, level, repeated,"
            " seq, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_names(found.url), found.reader, found.origin, int(found.guessed), found.depth, page.id, *order),
        )

    def _place(self, row: sqlite3.Row, mirrors: Mirrors, doubts: Doubts) -> None:
        """Give one entry its place in the order, or note which cap leaves it out."""
        reason = self._refusal(row, mirrors, doubts) if row["parent"] else ""
        if reason == _LATER:
            self._db.execute("UPDATE frontier SET level = level + 2 WHERE id = ?", (row["id"],))
            return
        self._seq += 1
        self._documents += bool(row["reader"]) and not reason
        self._db.execute(
            "UPDATE frontier SET state = ?, reason = ?, seq = ?, position = 0 WHERE id = ?",
            ("left" if reason else "queued", reason, self._seq, row["id"]),
        )

    def _refusal(self, row: sqlite3.Row, mirrors: Mirrors, doubts: Doubts) -> str:
        reason = self._cap(row)
        if reason:
            return reason
        for surely, reason in (
            (row["repeated"] and doubts.judge(row["url"], row["look"] or ""), GapReason.REPEATED),
            (mirrors.judge(row["url"]), GapReason.MIRROR),
        ):
            if surely or surely is None:
                return reason if surely else _LATER
        # Articles told apart by a query are found on lists; filters and calendars lead from one to the next, and so do
        # the pages of a list, which no cap on depth would end.
        turned = row["depth"] == row["parents_depth"] and not row["reader"]
        bred = (turned or "?" in row["url"] or is_posted(row["url"])) and row["parents_family"] == row["family"]
        too_many = bred and self._series.breed(row["family"]) > self._options.pattern_cap
        return GapReason.PATTERN_CAP if too_many else ""

    def _cap(self, row: sqlite3.Row) -> str:
        if _lowest(row["depth"], row["reader"]) > self._options.max_depth:
            return GapReason.DEPTH_CAP
        if len(row["url"]) > MAX_URL or path_loops(row["url"]):
            return GapReason.PATTERN_CAP
        too_many = row["reader"] and self._documents >= self._options.max_pages
        return GapReason.PAGE_CAP if too_many else ""

    def _is_better(self, found: Found, order: _Order, row: sqlite3.Row) -> bool:
        """Whether a way to a known address comes before the one noted, or lifts what left it out."""
        if row["state"] == "found":
            return order < (row["level"], row["repeated"], row["seq"], row["position"])
        if row["state"] != "left" or row["reason"] not in _RECONSIDERED:
            return False
        if row["reason"] == GapReason.REPEATED:
            return not order[1]
        return _lowest(found.depth, found.reader) <= self._options.max_depth


def _lowest(depth: int, reader: str) -> int:
    """The depth at which an address counts. A crawl of given pages (depth 0) reads nothing beside them but their style
    sheets, without which nobody knows what the deepest pages show either.
    """
    if reader == css.NAME:
        return 0
    return depth + bool(reader)


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        row["id"],
        row["url"],
        row["depth"],
        row["level"],
        row["seq"],
        row["attempts"],
        bool(row["follow"]),
        row["reader"],
        row["origin"],
    )


def _names(url: str) -> tuple[str, str, str]:
    return url, canonical_address(url), address_family(url)


def _level_below(level: int, reader: str) -> int:
    return level // 2 * 2 + (1 if reader else 2)
