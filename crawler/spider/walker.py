"""Walks the site's own html pages, breadth first, and records each as it comes.

It keeps only what is plainly good. A page that does not open is tried again after a pause, and in the end left to the
link phase, which looks at it once more, later, before any verdict is written.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from core.snapshot import GapReason, Hop, Role, Verdict
from core.snapshot.posted import is_posted, split_posted
from crawler.extract.documents import css
from crawler.fetch import Answer, plainer_headers, redirect_target
from crawler.fetch.decoded import decoded
from crawler.fetch.revisit import Known, RevisitingFetcher
from crawler.frontier import Entry
from crawler.progress import Phase
from crawler.record.brief import crawled
from crawler.record.readings import Reading
from crawler.record.store import has_resource, put_resource
from crawler.spider.asking import asking_headers
from crawler.spider.reading import Nature, nature_of
from crawler.spider.results import arrived, same_as_known
from crawler.spider.sentence import Arrived, Sentence, pronounce, pronounce_redirect
from crawler.spider.visit import Visit
from crawler.spider.watched import WatchedRoles
from crawler.verdicts.not_found import is_error_address, is_fault_address

log = logging.getLogger(__name__)
#: What is asked for, by its reader. What a list's data says of itself is for its reader to tell.
_ROLES = {"": Role.PAGE, css.NAME: Role.STYLE}
#: Seconds that the next level waits for one address.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Trail:
    """How a request came about: its entry in the frontier, and the hops behind it.

    `plain`: a gateway refused the first way to ask, so this is the second.
    """

    entry: Entry
    hops: tuple[Hop, ...] = ()
    seen: frozenset[str] = frozenset()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One request to make: `body` is posted when it is not empty."""

    address: str
    headers: dict[str, str]
    body: bytes
    trail: Trail


class Walk:
    """Takes entries from the frontier as fast as they are answered; holds nothing but what is under way.

    What the last snapshot holds, and what is no page, it asks for itself; every other question is for whoever goes
    through `questions`, who tells what came of it by `answered` or `missed`.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.broken: Exception | None = None
        self._moved = asyncio.Event()
        self._asking: set[asyncio.Task[None]] = set()
        self._further: deque[Question] = deque()

    async def questions(self) -> AsyncIterator[Question]:
        """All questions: first the walk under the page cap, then what must be seen again in any case."""
        visit = self.visit
        async for question in self._drain(visit.options.max_pages):
            yield question
        if self.broken:
            return  # what still waits is left for whoever carries on
        with visit.recorder.step():
            visit.frontier.leave_rest(visit.over or GapReason.PAGE_CAP)
            roles = WatchedRoles(visit.recorder.db, visit.job.watches)
            for watch in visit.job.watches:
                self._recheck(watch.addresses, roles)
        async for question in self._drain(None):
            yield question
        with visit.recorder.step():
            visit.frontier.leave_rest(visit.over or GapReason.DEADLINE)

    def _recheck(self, addresses: tuple[str, ...], roles: WatchedRoles) -> None:
        for url in addresses:
            if not self.visit.inside(url) or has_resource(self.visit.recorder.db, url):
                continue
            # Whatever else opens here would be called good; the link phase judges files by what they should be.
            if roles.of(url) is Role.PAGE or self.visit.frontier.is_document(url):
                self.visit.frontier.recheck(url)

    async def _drain(self, cap: int | None) -> AsyncIterator[Question]:
        """Questions until the frontier is settled, `cap` pages are recorded, or time or disk space is used up."""
        visit, frontier = self.visit, self.visit.frontier
        while not self.broken:
            room = cap is None or visit.pages + frontier.under_way < cap
            window = frontier.under_way - self._carried < visit.options.total_concurrency
            free = room and window and not visit.over
            entry = frontier.take() if free else None
            if entry is not None:
                if await self._admit(entry):
                    asyncio.get_running_loop().call_later(PATIENCE, self._pass_over, entry)
                    question, known = self._question(entry.url, Trail(entry)), visit.remembered(entry.url)
                    if known or entry.reader:
                        self._ask(question, known)
                    else:
                        yield question
            elif self._further:
                yield self._further.popleft()
            elif self._carried and (self._carried == frontier.under_way or (free and not self._others_awaited)):
                self._write_carried()
            elif free and not frontier.awaited and self._open_level():
                continue
            elif frontier.under_way:
                self._moved.clear()
                await self._moved.wait()
            else:
                return

    def _ask(self, question: Question, known: Known | None) -> None:
        """Ask at once: the engine's machinery would cost more than most of these answers."""
        task = asyncio.create_task(self._asked(question, known))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _asked(self, question: Question, known: Known | None) -> None:
        found = await self._fetched(question, known)
        if found is None:
            self._carried_on()
            return
        answer, body = decoded(found)
        if answer.failure is not None:
            self.missed(answer, question.trail)
            return
        follow = await self.answered(answer, body, question.trail)
        if follow:
            self._further.append(follow)
            self._moved.set()

    async def _fetched(self, question: Question, known: Known | None) -> Answer | None:
        """The answer, or None when it is that of a page which is taken over."""
        fetcher, carrying, entry = self.visit.fetcher, self.visit.carrying, question.trail.entry
        if known is None or not isinstance(fetcher, RevisitingFetcher):
            method = "POST" if question.body else "GET"
            return await fetcher.fetch(question.address, method=method, headers=question.headers, posted=question.body)
        asked = await fetcher.ask(known, question.headers)
        proof = fetcher.proof(asked) if carrying else None
        if proof and carrying and carrying.takes_word(proof, entry, known.length):
            return None
        found = await fetcher.resolve(asked)
        return None if carrying and carrying.takes(found, entry) else found

    def _carried_on(self) -> None:
        """One more page waits to be taken over."""
        if self.visit.carrying and self.visit.carrying.full:
            self._write_carried()
        self._moved.set()

    @property
    def _carried(self) -> int:
        return self.visit.carrying.waiting if self.visit.carrying else 0

    @property
    def _others_awaited(self) -> bool:
        """Whether the next level waits for anything but pages that need only be written."""
        carrying = self.visit.carrying
        return self.visit.frontier.awaits_but(carrying.entries if carrying else ())

    def _write_carried(self) -> None:
        carrying = self.visit.carrying
        if carrying is None:
            return
        try:
            carrying.write()
        except (sqlite3.Error, OSError) as error:
            self._stop(error)
        except Exception:
            # Then all are looked at one by one, as if there were no last snapshot.
            log.exception("unchanged pages could not be taken over")
            self.visit.carrying = None
        for entry in carrying.release():
            self._release(entry)

    def _open_level(self) -> bool:
        with self.visit.recorder.step():
            return self.visit.frontier.open()

    async def _admit(self, entry: Entry) -> bool:
        """Whether the entry is to be fetched; settles it when not."""
        visit = self.visit
        elsewhere = visit.elsewhere.holds(entry)
        rules = visit.elsewhere.allows(entry) if elsewhere else visit.robots.allows(split_posted(entry.url)[0])
        allowed = await rules
        if allowed and not has_resource(visit.recorder.db, entry.url):
            return True
        with visit.recorder.step():
            if allowed:
                visit.frontier.settle(entry)
            else:
                visit.frontier.leave(entry, GapReason.LIST_UNREAD if elsewhere else GapReason.ROBOTS)
        self._release(entry)
        return False

    def _question(self, url: str, trail: Trail) -> Question:
        address, body = split_posted(url)
        shape = plainer_headers(self.visit.options.user_agent) if trail.plain else {}
        return Question(address, {**shape, **asking_headers(trail.entry.origin, body)}, body, trail)

    async def answered(self, answer: Answer, body: bytes, trail: Trail) -> Question | None:
        """Record one answer, whose body is decoded; returns the question that its redirect, or its refusal, leads to.

        When storage fails `broken` says why, and no further question comes.
        """
        try:
            return await self._look(answer, body, trail)
        except (sqlite3.Error, OSError) as error:
            self._stop(error)
        except Exception:
            # One hostile page must not end the walk; the link phase will still check its address.
            log.exception("page %s could not be recorded", trail.entry.url)
            self._leave(trail.entry)
        return None

    def missed(self, answer: Answer | None, trail: Trail) -> None:
        """No whole answer came (None: not even a reason): try again later, or leave it to the link phase."""
        if answer is not None and nature_of(answer, b"") is Nature.BAD:
            self._retry(trail.entry)
        elif answer is not None and answer.failure is Verdict.TOO_LARGE:
            self._leave(trail.entry, GapReason.TOO_LARGE)
        else:
            self._leave(trail.entry)

    async def _look(self, answer: Answer, body: bytes, trail: Trail) -> Question | None:
        nature = nature_of(answer, body, _ROLES.get(trail.entry.reader, Role.OTHER))
        if nature is Nature.REDIRECT:
            return await self._redirect(answer, trail)
        if nature is Nature.BAD:
            self._retry(trail.entry)
        elif nature is Nature.REFUSED and not (trail.plain or is_posted(trail.entry.url)):
            return self._question(answer.url, replace(trail, hops=(*trail.hops, answer.hop()), plain=True))
        elif nature in (Nature.REFUSED, Nature.UNSURE):
            self._leave(trail.entry)
        elif trail.entry.reader:
            self._read_document(answer, body, trail)
        elif nature is Nature.PAGE:
            await self._judge(answer, body, trail)
        else:
            self._record_file(answer, body, trail)
        return None

    async def _judge(self, answer: Answer, body: bytes, trail: Trail) -> None:
        """Record a page, or what it only pretends to be."""
        reading, entry = await self.visit.read(answer, body), trail.entry
        kind, refresh = answer.header("content-type"), answer.header("refresh")
        if refresh:
            reading = _with_refresh(reading, answer)
        elif self.visit.is_settled(reading, entry.url, answer.url):
            self._record(answer, reading, trail)
            return
        sentence = await pronounce(
            self.visit, Arrived(entry.url, answer.url, body, kind, entry.level, reading.page.facts, refresh)
        )
        if sentence.verdict is Verdict.OK:
            self._record(answer, reading, trail)
        else:
            self._record_refusal(answer, sentence, trail)

    def _record_refusal(self, answer: Answer, sentence: Sentence, trail: Trail) -> None:
        visit, entry = self.visit, trail.entry
        with visit.recorder.step():
            record = visit.recorder.answer(answer)
            for found in arrived(answer, entry, trail.hops, visit.inside(answer.url), record):
                if found.url == entry.url or sentence.itself:
                    put_resource(visit.recorder.db, replace(found, verdict=sentence.verdict, detail=sentence.detail))
            visit.frontier.settle(entry)
            if sentence.itself:
                visit.frontier.settle_address(answer.url)
        self._release(entry)

    async def _redirect(self, answer: Answer, trail: Trail) -> Question | None:
        """The next request of a chain that stays in the site; any other chain is the link phase's."""
        visit, target = self.visit, redirect_target(answer)
        seen = trail.seen | {answer.url}
        simple = target is not None and target not in seen and len(seen) <= visit.options.max_redirects
        # Nobody stated where the same fields may be posted again.
        simple = simple and not is_posted(trail.entry.url)
        if target is not None and visit.elsewhere.leads_on(trail.entry, target) and simple:
            return self._question(target, replace(trail, hops=(*trail.hops, answer.hop()), seen=seen))
        if target is None or not simple or not visit.inside(target) or not await visit.robots.allows(target):
            self._leave(trail.entry)
            return None
        if is_error_address(target) or is_fault_address(target):
            # What the error page says decides, and the link phase has it before it for every address sent there.
            self._leave(trail.entry)
            return None
        trail = replace(trail, hops=(*trail.hops, answer.hop()), seen=seen)
        known = same_as_known(visit.recorder.db, trail.entry.url, target, trail.hops)
        if known is None:
            return self._question(target, trail)
        if known.verdict is Verdict.OK:
            sentence = await pronounce_redirect(visit, trail.entry.url, known.final_url or target)
            known = replace(known, verdict=sentence.verdict, detail=sentence.detail)
        with visit.recorder.step():
            put_resource(visit.recorder.db, replace(known, attempts=trail.entry.attempts + 1))
            visit.frontier.settle(trail.entry)
        self._release(trail.entry)
        return None

    def _record(self, answer: Answer, reading: Reading | None, trail: Trail) -> None:
        visit, entry = self.visit, trail.entry
        with visit.recorder.step():
            record = visit.recorder.answer(answer)
            for resource in arrived(answer, entry, trail.hops, visit.inside(answer.url), record):
                put_resource(visit.recorder.db, resource)
            queued = reading is not None and visit.add_page(answer, reading, entry, record) and entry.follow
            if reading and queued:
                entry = visit.queue_page(entry, answer.url, reading)
            visit.frontier.settle(entry)
            visit.frontier.settle_address(answer.url)
        if reading and queued:
            visit.queued(entry, crawled(reading.page.links))
        self._release(entry)
        visit.tell(Phase.PAGES, answer.url)

    def _record_file(self, answer: Answer, body: bytes, trail: Trail) -> None:
        reader = self.visit.known_xml(answer, body)
        if reader:
            self._read_document(answer, body, replace(trail, entry=replace(trail.entry, reader=reader)))
        else:
            self._record(answer, None, trail)

    def _read_document(self, answer: Answer, body: bytes, trail: Trail) -> None:
        visit, entry = self.visit, trail.entry
        document = visit.read_document(answer, body, entry)
        with visit.recorder.step():
            # What is not what it should be is no document; where a page states its address, the link phase judges it.
            if document is not None:
                record = visit.recorder.answer(answer)
                for resource in arrived(answer, entry, trail.hops, visit.inside(answer.url), record):
                    put_resource(visit.recorder.db, resource)
                visit.add_document(answer, document, entry, record)
                visit.queue_document(entry, document)
                visit.frontier.settle(entry)
            else:
                visit.frontier.unread(entry)
        self._release(entry)

    def _retry(self, entry: Entry) -> None:
        visit = self.visit
        if entry.attempts + 1 >= visit.options.attempts:
            self._leave(entry)
            return
        with visit.recorder.step():
            visit.frontier.failed(entry)
        self._pass_over(entry)
        asyncio.get_running_loop().call_later(visit.options.retry_wait, self._release, entry)

    def _leave(self, entry: Entry, reason: GapReason = GapReason.FETCH_ERROR) -> None:
        if self.visit.elsewhere.holds(entry):
            reason = GapReason.LIST_UNREAD  # no page of the site, whose link somebody might check
        with self.visit.recorder.step():
            self.visit.frontier.leave(entry, reason)
        self._release(entry)

    def _pass_over(self, entry: Entry) -> None:
        self.visit.frontier.pass_over(entry)
        self._moved.set()

    def _release(self, entry: Entry) -> None:
        self.visit.frontier.release(entry)
        self._moved.set()

    def _stop(self, error: Exception) -> None:
        self.broken = error
        self._moved.set()


def _with_refresh(reading: Reading, answer: Answer) -> Reading:
    """The page with the link that stands in its Refresh header; it is not quiet, for its body does not tell it all."""
    # Hardly any page has one.
    from crawler.extract.refreshing import refresh_link  # noqa: PLC0415

    link = refresh_link(answer.header("refresh"), answer.url, len(reading.page.links) + 1)
    links = (*reading.page.links, link) if link else reading.page.links
    return replace(reading, page=replace(reading.page, links=links), quiet=False)
