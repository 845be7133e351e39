"""What the last crawl of the whole site lets this one say of a page's past: since when it is there, what it showed."""

from __future__ import annotations

import sqlite3
from datetime import date

from core.snapshot import PageFacts, PageHistory, Snapshot
from core.snapshot.codec import history_to_row

#: Most earlier publish days kept of one page: a page that shows another one each time must not grow without end.
_MAX_DAYS = 10


class Past:
    """The site's past as its last snapshot knows it; without one every page is new today."""

    def __init__(self, snapshot: Snapshot | None) -> None:
        self._snapshot = snapshot
        sound = snapshot is not None and snapshot.complete and snapshot.manifest.sanity.sound
        #: The day of that crawl when it was complete, so that what is not in it was not there.
        self._complete_on = snapshot.taken_at.date() if snapshot is not None and sound else None

    def of(self, url: str, facts: PageFacts, today: date) -> PageHistory:
        """The history of the page at `url`, which shows `facts` today."""
        page = self._snapshot.page(url) if self._snapshot else None
        if page is None or page.url != url or self._snapshot is None:
            return PageHistory(today, self._complete_on)
        known = self._snapshot.history(url) or PageHistory(self._snapshot.taken_at.date())
        shown, days = page.facts.visible_day, known.days
        # Only a change is worth a line; a day that stays the same is what the page shows anyway.
        if shown is not None and shown != facts.visible_day and shown not in days[-1:]:
            days = (*days, shown)[-_MAX_DAYS:]
        return PageHistory(known.first_seen, known.unseen_on, days)


def put_history(db: sqlite3.Connection, url: str, history: PageHistory) -> None:
    """Keep a page's history. Inside a step."""
    db.execute("INSERT OR IGNORE INTO history VALUES (?, ?, ?, ?)", history_to_row(url, history))
