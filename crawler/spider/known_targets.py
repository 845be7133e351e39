"""Files that the last snapshot knows to open: where the server says that they are as they were, they still do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.snapshot import RecordRef, Resource, Role
from core.snapshot.codec import read_resource
from crawler.fetch.answer import Unchanged
from crawler.fetch.prober import FIRST_BYTES
from crawler.fetch.revisit import RevisitingFetcher
from crawler.fetch.sniff import HEAD_BYTES
from crawler.fetch.verdict import FILES
from crawler.record.store import put_resources

if TYPE_CHECKING:
    from crawler.spider.visit import Visit


#: Most files written in one step, and most bytes of theirs that wait for it.
_AT_ONCE = 64
_MAX_BYTES = 4 * 1024 * 1024


class KnownTargets:
    """Settles targets of one visit by the last snapshot, as far as the whole program would judge them as it did."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._waiting: list[tuple[Resource, Unchanged]] = []
        self._bytes = 0

    async def settle(self, url: str, role: Role, internal: bool) -> bool:
        """Ask for an address only whether it changed; False when it must be checked. `write` what is settled then."""
        visit = self._visit
        pages, earlier, fetcher = visit.earlier_pages, visit.earlier, visit.fetcher
        if pages is None or earlier is None or not isinstance(fetcher, RevisitingFetcher):
            return False
        row = pages.resource(url, role) if role in FILES and (internal or role is Role.IMAGE) else None
        known = earlier.known(url) if row is not None and not earlier.asked_whole(url) else None
        # It was judged by what is stored of it, and can be asked about.
        if row is None or known is None or known.record.record_id != row["record_id"] or not known.conditions():
            return False
        asked = await fetcher.ask(known, FIRST_BYTES, HEAD_BYTES)
        proof = fetcher.proof(asked)
        if proof is None:
            return False
        self._waiting.append((read_resource(row), proof))
        self._bytes += len(proof.member)
        if len(self._waiting) >= _AT_ONCE or self._bytes >= _MAX_BYTES:
            self.write()
        return True

    def write(self) -> None:
        """Write all that waits, in one step."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        recorder, pages = self._visit.recorder, self._visit.earlier_pages
        if pages is None or not waiting:
            return
        with recorder.step():
            records = [recorder.unchanged(proof) for _, proof in waiting]
            pages.copy_validators((found.url, record) for (found, _), record in zip(waiting, records, strict=True))
            put_resources(recorder.db, map(_seen_again, waiting, records))


def _seen_again(waiting: tuple[Resource, Unchanged], record: RecordRef) -> Resource:
    found, answer = waiting[0], waiting[1].received
    return replace(found, attempts=1, checked_at=answer.at, hops=(answer.hop(),), record=record)
