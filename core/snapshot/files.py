"""The texts of the scripts and style sheets that pages name, as far as a crawl read them whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from core.snapshot.record_ref import RecordRef
from core.snapshot.resource import BROKEN, Resource

if TYPE_CHECKING:
    from core.snapshot.reader import Snapshot

#: Most style sheets kept in memory: the pages of a site share theirs.
_MAX_SHEETS = 100


class PageFiles:
    """Answers by address: empty for a file that does not come, and so does nothing; None for one that was not read.

    `is_document` says whether what was received at an address was read as a style sheet, and so received whole.
    """

    def __init__(self, snapshot: Snapshot, is_document: Callable[[str], bool]) -> None:
        self._snapshot, self._is_document = snapshot, is_document
        self._sheets: dict[str, str | None] = {}

    def script(self, url: str) -> str | None:
        """The text of a script of the site's own."""
        if url in self._scripts:
            return self._scripts[url]
        return "" if _is_broken(self._snapshot.resource(url)) else None

    def sheet(self, url: str) -> str | None:
        """The text of a style sheet."""
        if url not in self._sheets:
            if len(self._sheets) >= _MAX_SHEETS:
                self._sheets.clear()
            self._sheets[url] = self._read_sheet(url)
        return self._sheets[url]

    def _read_sheet(self, url: str) -> str | None:
        resource = self._snapshot.resource(url)
        if _is_broken(resource):
            return ""
        # What was only looked at as a link may have been received in part.
        return self._snapshot.received(resource) if resource is not None and self._is_document(url) else None

    @cached_property
    def _scripts(self) -> dict[str, str]:
        records = {probe.subject: RecordRef(*probe.data["record"]) for probe in self._snapshot.probes("script")}
        return {url: self._snapshot.recorded(record, "text/javascript") for url, record in records.items()}


def _is_broken(resource: Resource | None) -> bool:
    return resource is not None and resource.verdict in BROKEN
