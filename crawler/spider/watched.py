"""As what a watched address is asked again: a file that a finding names is no page for being watched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from core.snapshot import Look, Role, Watch
from crawler.extract.roles import role_of_anchor

#: The one role of which a link says nothing: a canonical or a form's address may be a page as well.
_LINKED = """
SELECT CASE WHEN max(role IN ('page', 'frame')) THEN 'page' ELSE min(role) END AS role FROM link
WHERE target = ? AND role != 'other'
"""
_FOUND_AS = {Look.ATTACHMENT: Role.ATTACHMENT, Look.IMAGE: Role.IMAGE}
_BY_ENDING = {"js": Role.SCRIPT, "css": Role.STYLE}


class WatchedRoles:
    """The roles of the addresses of one crawl's watches, by the links that this crawl has seen so far."""

    def __init__(self, db: sqlite3.Connection, watches: Iterable[Watch]) -> None:
        self._db = db
        self._found_as = {
            watch.subject: role for watch in watches for look, role in _FOUND_AS.items() if look in watch.looks
        }

    def of(self, url: str) -> Role:
        """As what links refer to `url`; where none does, as what a finding knew it, or what its ending says."""
        linked = self._db.execute(_LINKED, (url,)).fetchone()["role"]
        return Role(linked) if linked else self._found_as.get(url) or _by_ending(url)


def _by_ending(url: str) -> Role:
    path = url.partition("?")[0].partition("#")[0]
    return _BY_ENDING.get(path.rpartition("/")[2].rpartition(".")[2].lower()) or role_of_anchor(url)
