"""Pages that the site still gives as the last snapshot holds them: taken over many at once, without being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.clock import parse_moment
from core.snapshot import RecordRef, Resource
from core.snapshot.codec import record_to_row
from core.snapshot.posted import is_posted
from crawler.fetch import Answer
from crawler.fetch.answer import Unchanged
from crawler.fetch.decoded import decoded
from crawler.frontier import Entry
from crawler.progress import Phase
from crawler.record.carried_links import Carried, CarriedLinks
from crawler.record.carry import Copied, EarlierPages, Known
from crawler.record.links import LinkTable, Place
from crawler.record.store import put_resources
from crawler.spider.carried_targets import CarriedTargets
from crawler.spider.reading import Nature, nature_of
from crawler.spider.results import opened

if TYPE_CHECKING:
    from crawler.spider.visit import Visit

#: Most pages written in one step, and most bytes of theirs that wait for it.
_AT_ONCE = 64
_MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Same:
    """One page that is the same: how it was asked for, what came, what is known of it and where it stands.

    `told`: the server only said so. `length` is that of the payload, in bytes.
    """

    entry: Entry
    proof: Unchanged
    answer: Answer
    known: Known
    length: int
    told: bool

    @property
    def place(self) -> Place:
        """Where its links stand."""
        return Place(self.answer.url, self.entry.level, self.known.home)

    def copied(self, record: RecordRef) -> Copied:
        """How it is taken over."""
        place = record_to_row(record)
        return Copied(self.answer.url, self.entry.depth, self.answer.at, *place, self.place.rank, self.told)


class Carrying:
    """Collects unchanged pages of one visit, whose entries stay under way until they are written."""

    def __init__(self, visit: Visit, pages: EarlierPages, links: LinkTable) -> None:
        self._visit, self._pages = visit, pages
        self._links = CarriedLinks(visit.recorder.db, links)
        self._targets = CarriedTargets(visit)
        self._waiting: list[_Same] = []
        self._bytes = 0

    @property
    def waiting(self) -> int:
        """Pages that are not written yet."""
        return len(self._waiting)

    @property
    def entries(self) -> Iterator[Entry]:
        """Their entries."""
        return (each.entry for each in self._waiting)

    @property
    def full(self) -> bool:
        """Whether so much waits that it should be written."""
        return len(self._waiting) >= _AT_ONCE or self._bytes >= _MAX_BYTES

    def takes(self, answer: Answer, entry: Entry) -> bool:
        """Take an answer over, if it is that of a page which would be recorded as it was."""
        proof = answer.unchanged
        # Its head may say something else about the same body.
        if proof is None or nature_of(*decoded(answer)) is not Nature.PAGE:
            return False
        return self._keeps(entry, proof, answer, len(answer.body), told=False)

    def takes_word(self, proof: Unchanged, entry: Entry, length: int) -> bool:
        """Take over what a server says is as it was, a payload of `length` bytes, without a look at it."""
        return self._keeps(entry, proof, proof.received, length, told=True)

    def _keeps(self, entry: Entry, proof: Unchanged, answer: Answer, length: int, told: bool) -> bool:
        if entry.reader or entry.url != answer.url or is_posted(entry.url):
            return False
        known = self._pages.find(answer.url, proof.record_id, entry.depth, parse_moment(answer.at).date())
        if known is None or not known.brief.quiet or known.brief.text_digest == self._visit.home_digest():
            return False
        self._waiting.append(_Same(entry, proof, answer, known, length, told))
        self._bytes += len(proof.member) + len(answer.body)
        return True

    def release(self) -> list[Entry]:
        """The entries of what waits, which is written or forgotten."""
        same, self._waiting, self._bytes = self._waiting, [], 0
        return [each.entry for each in same]

    def write(self) -> None:
        """Write all that waits in one step; `release` it then."""
        visit = self._visit
        with visit.recorder.step():
            self._targets.learn(each.known.brief for each in self._waiting)
            recorded = [(each, self._kept(each)) for each in self._waiting]
            put_resources(visit.recorder.db, [self._opened(*each) for each in recorded])
            there = self._pages.copy([each.copied(record) for each, record in recorded])
            written = [self._place(*each) for each in recorded if each[0].answer.url not in there]
            self._links.add(Carried(each.place, each.known.brief) for each in written)
            visit.frontier.settle_all(each.entry for each in self._waiting)
        visit.pages += len(written)
        for each in written:
            if each.entry.follow:
                visit.queued(each.entry, self._targets.followed(each.known.brief))
        visit.tell(Phase.PAGES, self._waiting[-1].answer.url)

    def _kept(self, same: _Same) -> RecordRef:
        """Write what came of one page into the WARC file."""
        recorder = self._visit.recorder
        return recorder.unchanged(same.proof) if same.told else recorder.answer(same.answer)

    def _opened(self, same: _Same, record: RecordRef) -> Resource:
        said = same.known.status, same.known.content_type, same.length
        inside = self._visit.inside(same.answer.url)
        return opened(same.answer, *said, same.entry.attempts + 1, inside, record)

    def _place(self, same: _Same, record: RecordRef) -> _Same:
        """Write what one page leads to besides its links."""
        for target, reason in self._targets.faults(same.known.brief, same.place):
            self._visit.add_malformed(target, reason, same.answer.at, record)
        return self._queue(same) if same.entry.follow else same

    def _queue(self, same: _Same) -> _Same:
        visit, brief = self._visit, same.known.brief
        entry = replace(same.entry, repeats=visit.frontier.looked(same.entry, brief.likeness))
        visit.queue_found(entry, same.answer.url, self._targets.followed(brief), brief.leads)
        return replace(same, entry=entry)
