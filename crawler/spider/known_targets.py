"""Files that the last snapshot knows to open: where the server says that they are as they were, they still do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.snapshot import Role
from core.snapshot.codec import read_resource
from crawler.fetch.prober import FIRST_BYTES
from crawler.fetch.revisit import RevisitingFetcher
from crawler.fetch.sniff import HEAD_BYTES
from crawler.fetch.verdict import FILES
from crawler.record.store import put_resource

if TYPE_CHECKING:
    from crawler.spider.visit import Visit


class KnownTargets:
    """Settles targets of one visit by the last snapshot, as far as the whole program would judge them as it did."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    async def settle(self, url: str, role: Role, internal: bool) -> bool:
        """Ask for an address only whether it changed; False when it must be checked."""
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
        with visit.recorder.step():
            record = visit.recorder.unchanged(proof)
            pages.copy_validator(url, record)
            answer = proof.received
            told = replace(read_resource(row), attempts=1, checked_at=answer.at, hops=(answer.hop(),), record=record)
            put_resource(visit.recorder.db, told)
        return True
