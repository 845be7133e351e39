"""One site under several origins: http and https, another port, an alias, its IP. Told by content, not by name."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlsplit

from core.snapshot import PageKind

#: Pages compared before an origin is believed to be a mirror, or a site of its own.
COMPARED = 3
#: Pages of an origin crawled, beside their counterparts, to find that out; if it stays open it is no mirror.
TRIED = 12
#: Of these, how many at one level.
AT_ONCE = 4
_LOOKS = "SELECT url, likeness FROM frontier JOIN page USING (url) WHERE url >= ? AND url < ? ORDER BY url LIMIT 200"


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Mirrors:
    """Tells copies of the home page's origin, from the pages that earlier levels brought. Made anew for each level."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        row = db.execute("SELECT url FROM page WHERE kind = ? ORDER BY id LIMIT 1", (PageKind.HOME,)).fetchone()
        self._home = origin_of(row["url"]) if row else ""
        self._judged: dict[str, bool | None] = {}
        self._let_in: dict[str, int] = {}

    def judge(self, url: str) -> bool | None:
        """True: surely a copy of a page that is crawled under the home page's origin. None: not now, perhaps later."""
        origin = origin_of(url)
        if not self._home or origin == self._home or not self._is_known(self._home + url[len(origin) :]):
            return False
        if origin not in self._judged:
            self._judged[origin] = self._compare(origin)
        verdict = self._judged[origin]
        if verdict is None:
            self._let_in[origin] = self._let_in.get(origin, 0) + 1
            return False if self._let_in[origin] <= AT_ONCE else None
        return verdict

    def _compare(self, origin: str) -> bool | None:
        same = different = 0
        for row in self._db.execute(_LOOKS, (f"{origin}/", f"{origin}0")):
            counterpart = self._home + row["url"][len(origin) :]
            other = self._db.execute("SELECT likeness FROM frontier WHERE url = ?", (counterpart,)).fetchone()
            if other and other["likeness"]:
                same += other["likeness"] == row["likeness"]
                different += other["likeness"] != row["likeness"]
        if same + different >= COMPARED:
            # News may have come between two visits.
            return same > 4 * different
        return False if self._tried(origin) >= TRIED else None

    def _tried(self, origin: str) -> int:
        asked = "SELECT count(*) FROM frontier WHERE url >= ? AND url < ? AND state IN ('done', 'left')"
        return int(self._db.execute(asked, (f"{origin}/", f"{origin}0")).fetchone()[0])

    def _is_known(self, url: str) -> bool:
        known = "SELECT 1 FROM frontier WHERE url = ? AND state != 'left'"
        return self._db.execute(known, (url,)).fetchone() is not None
