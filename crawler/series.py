"""Series without end: which addresses belong to one series, and whether a series still brings anything new.

A site may keep thousands of articles under one pattern, and announcements that differ by a name and a number; neither
is a sign of endless growth. The sign is that pages which repeat others lead to ever more pages which repeat others.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from core.snapshot.posted import MARK, is_posted

#: A folder name that comes more often than this in one path is a loop of relative links.
MAX_SEGMENT_REPEATS = 3
#: Fewer slashes, those of the host included, than an address has with one folder name so often.
_FEW_SLASHES = 3 + MAX_SEGMENT_REPEATS + 1
#: Repetitions found on repetitions that are crawled before a series counts as endless: pages that look like the very
#: page that led to them, and any.
ENOUGH, PATIENT = 50, 200
_WEIGHT = PATIENT // ENOUGH
_WORD = re.compile(r"[0-9A-Za-z]+")
_DIGIT = re.compile(r"[0-9]")


def address_family(url: str) -> str:
    """What addresses of one series share: host, path without numbers, names of query values."""
    parts = urlsplit(url)
    if is_posted(url):
        return f"{parts.netloc}{_WORD.sub(_without_number, parts.path)}{MARK}"
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    return f"{parts.netloc}{_WORD.sub(_without_number, parts.path)}?{'&'.join(names)}".removesuffix("?")


def _without_number(word: re.Match[str]) -> str:
    return "N" if _DIGIT.search(word[0]) else word[0]


def path_loops(url: str) -> bool:
    """Whether one folder name comes so often in the path that relative links must run in a circle."""
    if url.count("/") < _FEW_SLASHES:
        return False
    segments = [segment for segment in urlsplit(url).path.split("/")[:-1] if segment]
    return any(number > MAX_SEGMENT_REPEATS for number in Counter(segments).values())


class Series:
    """What was seen of each series, in the index. Writing methods belong inside a step.

    Only what earlier levels brought counts, so no answer depends on which server was faster.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def note(self, likeness: str, level: int) -> bool:
        """Remember what a page of this level looks like; True when a page of an earlier level looked the same."""
        if not likeness:
            return False
        row = self._db.execute("SELECT level FROM likeness WHERE value = ?", (likeness,)).fetchone()
        if row is None:
            self._db.execute("INSERT INTO likeness VALUES (?, ?)", (likeness, level))
        return row is not None and int(row["level"]) < level

    def count(self, url: str, parent: str, likeness: str, repeats: bool) -> None:
        """Count a page that was found on a repeating one, which looked like `parent`."""
        echo = repeats and likeness == parent
        by_address, by_look = _names(url, parent)
        self._add(by_address, _WEIGHT if echo else int(repeats), 0 if repeats else _WEIGHT)
        # A list of daily reports may look like the page before, and each report like the last: that is no growth.
        self._add(by_look, _WEIGHT * echo, 0 if repeats else _WEIGHT)

    def _add(self, name: str, repeated: int, fresh: int) -> None:
        self._db.execute(
            "INSERT INTO series VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET"
            " repeated = repeated + excluded.repeated, fresh = fresh + excluded.fresh",
            (name, repeated, fresh),
        )

    def breed(self, family: str) -> int:
        """Count one more address that was found on a page of its own family; returns how many there are."""
        name = f"bred {family}"
        self._add(name, 0, 1)
        return int(self._db.execute("SELECT fresh FROM series WHERE name = ?", (name,)).fetchone()[0])

    def verdict(self, url: str, parent: str) -> tuple[bool, int]:
        """Of an address found on a repeating page: whether its series only repeats itself, and how many fresh pages
        the series brought that way."""
        only_repeats, fresh = False, 0
        for name in _names(url, parent):
            row = self._db.execute("SELECT repeated, fresh FROM series WHERE name = ?", (name,)).fetchone()
            if row is not None:
                # A few new pages among many repetitions may be chance: a clock, a counter, an advertisement.
                only_repeats |= row["repeated"] >= PATIENT and row["fresh"] * 10 < row["repeated"]
                fresh = max(fresh, row["fresh"] // _WEIGHT)
        return only_repeats, fresh


class Doubts:
    """At one level, which addresses found on repeating pages are crawled, and which wait for what those bring."""

    def __init__(self, series: Series) -> None:
        self._series, self._let_in = series, Counter[str]()

    def judge(self, url: str, parent: str) -> bool | None:
        """True: part of a series without end. None: not now, perhaps later."""
        endless, fresh = self._series.verdict(url, parent)
        family = address_family(url)
        self._let_in[family] += 1
        if endless:
            return True
        return False if self._let_in[family] <= max(ENOUGH, fresh) else None


def _names(url: str, parent: str) -> tuple[str, str]:
    # By address, and by the look of the page that led there: paths that grow never show the same pattern twice.
    return f"address {address_family(url)}", f"look {parent}"
