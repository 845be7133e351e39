"""The site's frame: lines that stand on its home page stand on others too, and say nothing of what those hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import SnapshotError
from core.snapshot import PageKind
from core.snapshot.codec import read_page
from core.snapshot.warc import read_record
from crawler.verdicts.remains import View, view
from crawler.verdicts.sight import Sight, comparable, look

if TYPE_CHECKING:
    from crawler.spider.visit import Visit


class Frame:
    """The lines of one site's home page, read when they are first wanted."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._home: Sight | None = None
        self._view = view(b"", "")
        self._lines: frozenset[str] = frozenset()

    def without(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Lines that the home page does not have."""
        self._look()
        return tuple(line for line in lines if comparable(line) not in self._lines)

    @property
    def home(self) -> View:
        """All that the home page shows; nothing where there is none."""
        self._look()
        return self._view

    @property
    def passwords(self) -> int:
        """How many fields for passwords the home page shows."""
        self._look()
        return self._home.passwords if self._home else 0

    def _look(self) -> None:
        if self._home is not None:
            return
        row = self._visit.recorder.db.execute("SELECT * FROM page WHERE kind = ? LIMIT 1", (PageKind.HOME,)).fetchone()
        if row is None:
            return
        page = read_page(row)
        try:
            body = read_record(self._visit.recorder.folder, page.record).body()
        except SnapshotError:
            body = b""
        self._home, self._view = look(body, page.content_type), view(body, page.content_type)
        self._lines = frozenset(map(comparable, self._home.lines)) - {""}
