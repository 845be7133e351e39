"""The link phase: every address that pages link to and that has no verdict yet is checked, politely, once."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from core.clock import beijing_now
from core.snapshot import TEMPORARY, Gap, GapReason, Resource, Role, Verdict
from core.snapshot.codec import read_resource
from core.snapshot.posted import MARK
from crawler.coverage import report_gaps, resolve_failures
from crawler.fetch import Answer, check_target
from crawler.fetch.prober import MAX_PAGE, ask_from_page
from crawler.fetch.sniff import plain_head
from crawler.progress import Phase
from crawler.record.store import count, put_gap, put_resource
from crawler.spider.known_targets import KnownTargets
from crawler.spider.quick import QuickLook
from crawler.spider.reading import is_page
from crawler.spider.refused import open_refused
from crawler.spider.results import both, led_inside
from crawler.spider.sentence import Arrived, pronounce
from crawler.spider.shunned import ask_otherwise, spare
from crawler.spider.viewers import shown_all_the_same, shows_file
from crawler.spider.visit import Visit
from crawler.spider.watched import WatchedRoles

#: Checks waiting for their turn at a host at one time; bounds memory, and lets fast hosts pass slow ones.
WINDOW = 500
#: Targets read at one time.
_AT_ONCE = 100

_FILL = """
INSERT OR IGNORE INTO target (url, role, internal)
SELECT target, CASE WHEN max(role IN ('page', 'frame')) THEN 'page' ELSE min(role) END, internal FROM link
WHERE target LIKE 'http://%' OR target LIKE 'https://%'
GROUP BY target ORDER BY internal DESC, max(on_home) DESC, sum(pages) DESC, target
"""
_FILL_LEFT = (
    "INSERT OR IGNORE INTO target (url, role, internal) SELECT url, 'page', 1 FROM frontier WHERE (reason IN (?, ?)"
    # What became of the home page is wanted even when no page links to it.
    " OR (reason = ? AND depth = 0)) AND url NOT LIKE ?"
)
_NEXT = """
SELECT * FROM target WHERE id > ? AND internal = ? AND (id <= ? OR watched)
AND NOT EXISTS (SELECT 1 FROM resource WHERE resource.url = target.url) ORDER BY id LIMIT ?
"""
#: What a short outage leaves behind. More attempts than one look makes: it was looked at twice already.
_PASSING = TEMPORARY | {Verdict.DNS_FAILED}
_AGAIN = """
SELECT target.* FROM target JOIN resource USING (url) WHERE resource.attempts BETWEEN 1 AND ?
AND resource.verdict IN (SELECT value FROM json_each(?)) ORDER BY target.id LIMIT ?
"""
_UNCHECKED = {
    GapReason.DEADLINE: "超过单站采集时限，链接未检查",
    GapReason.SIZE_CAP: "超过单站存储上限，链接未检查",
}
#: What a status alone says of a page.
_BY_STATUS = frozenset({Verdict.DEAD, Verdict.SERVER_ERROR, Verdict.CLIENT_ERROR})
#: The last attachment of the site, in the order of checking, whose end is looked at too.
_LAST_END = """
SELECT max(id) AS last FROM (SELECT id FROM target WHERE internal AND role = 'attachment' ORDER BY id LIMIT ?)
"""
#: Most files whose end is looked at, which is one request more: those linked from the home page and most often first.
MAX_ENDS = 500
#: Most addresses looked at a second time: where more fail, it is no short outage.
MAX_SECOND_LOOKS = 1000


@dataclass(frozen=True, slots=True)
class Target:
    """One address to check."""

    id: int
    url: str
    role: Role
    internal: bool
    watched: bool


class Targets:
    """Settles the targets of one visit."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._db = visit.recorder.db
        self._known = KnownTargets(visit)
        self._settled = count(self._db, "resource")
        self._total = 0
        self._last_end = 0

    async def settle(self) -> None:
        """Check all targets within the caps, internal and external side by side; then write what was left out."""
        visit = self._visit
        with visit.recorder.step():
            self._fill()
            if visit.quick:
                self._leave_known(visit.quick)
        self._total = count(self._db, "target")
        self._last_end = self._db.execute(_LAST_END, (MAX_ENDS,)).fetchone()["last"] or 0
        async with asyncio.TaskGroup() as group:
            group.create_task(self._stream(internal=1))
            group.create_task(self._stream(internal=0))
        self._known.write()
        await self._second_look()
        await open_refused(visit, await ask_otherwise(visit))
        with visit.recorder.step():
            spare(visit)
            self._report_gaps()

    async def _second_look(self) -> None:
        """Ask once more, after everything else, what may only have been away for a moment."""
        visit = self._visit
        wanted = (visit.options.attempts, json.dumps(sorted(_PASSING)), MAX_SECOND_LOOKS)
        rows = self._db.execute(_AGAIN, wanted).fetchall()
        if not rows or visit.over:
            return
        await asyncio.sleep(visit.options.retry_wait)
        await self._each(map(_target, rows), self._look_again)

    async def _look_again(self, target: Target) -> None:
        visit = self._visit
        earlier = read_resource(self._db.execute("SELECT * FROM resource WHERE url = ?", (target.url,)).fetchone())
        found, answer = await self._ask(target, attempts=1)
        with visit.recorder.step():
            record = visit.recorder.answer(answer) if answer else visit.recorder.verdict(found)
            self._db.execute("DELETE FROM resource WHERE url = ?", (target.url,))
            put_resource(self._db, replace(both(earlier, found), record=record))

    def _fill(self) -> None:
        self._db.execute(_FILL)
        self._db.execute(_FILL_LEFT, (GapReason.FETCH_ERROR, GapReason.TOO_LARGE, GapReason.ROBOTS, f"%{MARK}%"))
        watches = self._visit.job.watches
        roles = WatchedRoles(self._db, watches)
        for url in sorted({url for watch in watches for url in watch.addresses}):
            if url.startswith(("http://", "https://")):
                self._db.execute(
                    "INSERT INTO target (url, role, internal, watched) VALUES (?, ?, ?, 1)"
                    " ON CONFLICT (url) DO UPDATE SET watched = 1",
                    (url, roles.of(url), int(self._visit.inside(url))),
                )

    def _leave_known(self, quick: QuickLook) -> None:
        """A quick look does not check again what the last look at the whole site knows."""
        linked = "SELECT id, url FROM target WHERE NOT EXISTS (SELECT 1 FROM frontier WHERE frontier.url = target.url)"
        known = [(row["id"],) for row in self._db.execute(linked) if quick.is_known(row["url"])]
        self._db.executemany("DELETE FROM target WHERE id = ?", known)

    async def _stream(self, internal: int) -> None:
        await self._each(self._waiting(internal), self._check)

    async def _each(self, targets: Iterable[Target], work: Callable[[Target], Awaitable[None]]) -> None:
        """Do `work` on every target, WINDOW of them at a time, and begin none when time or disk space is used up."""
        window = asyncio.Semaphore(WINDOW)

        async def one(target: Target) -> None:
            try:
                if not self._visit.over:
                    await work(target)
            finally:
                window.release()

        async with asyncio.TaskGroup() as group:
            for target in targets:
                await window.acquire()
                if self._visit.over:
                    return
                group.create_task(one(target))

    def _waiting(self, internal: int) -> Iterator[Target]:
        last, limit = 0, self._visit.options.max_links
        while rows := self._db.execute(_NEXT, (last, internal, limit, _AT_ONCE)).fetchall():
            last = rows[-1]["id"]
            yield from map(_target, rows)

    async def _check(self, target: Target) -> None:
        visit = self._visit
        if target.internal and not await visit.robots.allows(target.url):
            self._not_allowed(target, (await visit.robots.rules(target.url)).refused)
            return
        # What a finding is open on is closed by a look at it, not by what was thought of it last time.
        if target.watched or not await self._known.settle(target.url, target.role, target.internal):
            found, answer = await self._ask(target, visit.options.attempts)
            with visit.recorder.step():
                record = visit.recorder.answer(answer) if answer else visit.recorder.verdict(found)
                put_resource(self._db, replace(found, record=record))
        self._settled += 1
        visit.tell(Phase.LINKS, target.url, self._settled, max(0, self._total - self._settled))

    async def _ask(self, target: Target, attempts: int) -> tuple[Resource, Answer | None]:
        found, answer = await check_target(
            self._visit.fetcher,
            target.url,
            target.role,
            internal=target.internal,
            attempts=attempts,
            retry_wait=self._visit.options.retry_wait,
            ends=target.internal and target.role is Role.ATTACHMENT and self._is_end_wanted(target),
        )
        found = led_inside(found, self._visit.misplaced)
        from_page = await ask_from_page(self._visit.fetcher, found, target.role, partial(self._source_of, target.url))
        found, answer = from_page or (found, answer)
        if answer is not None and found.verdict is Verdict.OK:
            found = await self._look_into(found, target, answer)
        elif found.verdict in _BY_STATUS and answer is not None and target.role is Role.PAGE and is_page(answer):
            found = shown_all_the_same(self._visit, found, answer)
        elif found.verdict is Verdict.WRONG_TYPE and answer and shows_file(self._visit, target.url, answer):
            found = replace(found, verdict=Verdict.OK, detail="a page that shows the file, or what it is about")
        return found, answer

    def _source_of(self, url: str) -> str:
        row = self._db.execute("SELECT samples FROM link WHERE target = ? ORDER BY id LIMIT 1", (url,)).fetchone()
        samples = json.loads(row["samples"]) if row else []
        return str(samples[0][1]) if samples else ""

    def _is_end_wanted(self, target: Target) -> bool:
        return target.watched or target.id <= self._last_end

    async def _look_into(self, found: Resource, target: Target, answer: Answer) -> Resource:
        """The verdict after a look at the page that came, when one came at all."""
        if target.role is not Role.PAGE or answer.method != "GET" or answer.status != 200 or not is_page(answer):
            return found
        body, kind = plain_head(answer, MAX_PAGE) or b"", answer.header("content-type")
        arrived = Arrived(target.url, answer.url, body, kind, refresh=answer.header("refresh"))
        sentence = await pronounce(self._visit, arrived)
        if sentence.verdict is Verdict.OK:
            return found
        return replace(found, verdict=sentence.verdict, detail=sentence.detail)

    def _not_allowed(self, target: Target, refused: str) -> None:
        found = Resource(
            target.url,
            Verdict.NOT_CHECKED,
            target.internal,
            attempts=0,
            checked_at=beijing_now().isoformat(),
            detail=refused or "robots.txt 不允许",
        )
        with self._visit.recorder.step():
            put_resource(self._db, found)

    def _report_gaps(self) -> None:
        resolve_failures(self._db)
        report_gaps(self._db)
        limit = self._visit.options.max_links
        over = self._visit.over or GapReason.DEADLINE
        for reason, where, detail in (
            (GapReason.LINK_CAP, f"id > {limit:d}", "超过链接检查数上限"),
            (over, f"id <= {limit:d}", _UNCHECKED[over]),
        ):
            row = self._db.execute(
                "SELECT count(*) AS number, min(url) AS example FROM target"  # noqa: S608
                f" WHERE {where} AND NOT EXISTS (SELECT 1 FROM resource WHERE resource.url = target.url)"
            ).fetchone()
            if row["number"]:
                put_gap(self._db, Gap(reason, row["example"], row["number"], detail))
        if self._visit.quick:
            self._report_quick_look(self._visit.quick)

    def _report_quick_look(self, quick: QuickLook) -> None:
        """Say that most of the site was left alone on purpose, even when everything linked was looked at."""
        row = self._db.execute(
            "SELECT count(DISTINCT target) AS number, min(target) AS example FROM link"
            " WHERE NOT EXISTS (SELECT 1 FROM resource WHERE resource.url = link.target)"
        ).fetchone()
        detail = f"快速查看：只看首页、登记栏目，以及{quick.since.isoformat()}以来新出现的内容"
        put_gap(self._db, Gap(GapReason.QUICK_LOOK, row["example"] or self._visit.job.site.home, row["number"], detail))


def _target(row: sqlite3.Row) -> Target:
    return Target(row["id"], row["url"], Role(row["role"]), bool(row["internal"]), bool(row["watched"]))
