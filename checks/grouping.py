"""Turns rulings on single pages into findings of the site: one fault at one place of a template, with its pages.

A place passes only by being looked at: every page that is known to have shown the fault was seen again, whole, or is
gone; the crawl was complete, or saw nearly as many pages as had it; and no page shows it. Memory grows with the places,
not with the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from checks.groups import ALIKE, Gathered, Sample, Spot
from checks.interface import Check
from checks.places import Places
from checks.ruling import Ruling
from checks.single import beside, page_verdict
from core.outcome import Evidence, Observation, Outcome, SubjectKind
from core.snapshot import Page, Resource, Snapshot, Verdict, Watch

#: Identity of what is no place: advice of all pages together, and places beyond the most that are kept.
_ADVICE, _REST = ("advice",), ("rest",)
_MANY = "此类问题的位置过多，其余未逐一列出，需人工核对："


class Grouping:
    """One rule's way through one snapshot: every page's ruling goes in, the site's observations come out."""

    def __init__(self, item: Check, snapshot: Snapshot) -> None:
        watches = tuple(snapshot.watches(item.id))
        self._item, self._home, self._snapshot = item, snapshot.site.home, snapshot
        self._watches = tuple(watch for watch in watches if watch.kind == SubjectKind.SITE and watch.pages)
        # Findings of single pages, from before faults were grouped, are judged page by page until they pass.
        self._single = {watch.subject for watch in watches if watch.kind == SubjectKind.PAGE}
        self._asked = {url: _address(snapshot, url) for watch in self._watches for url in watch.pages}
        self._wanted = frozenset(self._asked.values())
        self._again: dict[str, tuple[Evidence, ...]] = {}
        self._gathered = Gathered(item, [watch.identity for watch in self._watches])

    def add(self, page: Page, ruling: Ruling, places: Places) -> Iterator[Observation]:
        """Take one page's ruling."""
        whole = self._gathered.add(page, ruling, places)
        if whole and page.url in self._wanted:
            self._again[page.url] = page.evidence()
        if page.url in self._single:
            yield page_verdict(self._item, page, ruling)

    def fail(self, words: str) -> None:
        """The rule ended with an error on a page."""
        self._gathered.fail(words)

    def observations(self) -> Iterator[Observation]:
        """What is to be said of the site, when all pages have gone in."""
        seen = self._gathered
        for spot, group in sorted(seen.groups.items()):
            if group.faults.pages:
                yield self._told(Outcome.FAILED, spot, group.faults)
        for spot, sample in sorted(seen.asked(), key=itemgetter(0)):
            yield self._told(Outcome.CANT_TELL, spot, sample, "需人工核对：")
        if seen.rest.pages:
            yield self._told(Outcome.CANT_TELL, _REST, seen.rest, _MANY)
        if seen.advice.pages:
            yield self._told(Outcome.PASSED, _ADVICE, seen.advice, "建议改进：", warns=True)
        yield from self._summary()
        for watch in self._watches:
            open_here = watch.identity in seen.groups or watch.identity in seen.elsewhere
            if not open_here and self._seen_again(watch):
                yield self._mended(watch)

    def _summary(self) -> Iterator[Observation]:
        seen = self._gathered
        if seen.crashed:
            yield self._said(Outcome.UNTESTED, f"有 {seen.crashed} 个页面未能检查。{seen.crash}")
        elif seen.groups or seen.rest.pages:
            return
        elif not seen.pages:
            yield self._said(Outcome.UNTESTED, "未检测：没有能够做这项检查的页面。")
        elif seen.elements:
            yield self._said(
                Outcome.PASSED, f"查看 {seen.pages} 个页面中的 {seen.elements} 处，没有发现问题。{beside(seen.moved)}"
            )
        else:
            yield self._said(Outcome.INAPPLICABLE, f"查看 {seen.pages} 个页面，没有这类内容。")

    def _told(
        self, outcome: Outcome, spot: Spot, sample: Sample, before: str = "", *, warns: bool = False
    ) -> Observation:
        note = f"：{sample.note.rstrip('。')}" if sample.note else ""
        alike = " 等相似位置" if spot[-1] == ALIKE else ""
        where = f"位于 {spot[0]}{alike}，" if spot not in (_ADVICE, _REST) else ""
        words = f"{before}{self._item.title}{note}。{where}共{sample.pages}个页面"
        words += f"（{sample.elements} 处）。" if sample.elements > sample.pages else "。"
        return Observation(
            self._item.id,
            self._home,
            SubjectKind.SITE,
            outcome,
            words,
            spot,
            tuple(sample.evidence),
            tuple(sample.sources),
            sample.pages,
            words if warns else "",
        )

    def _said(self, outcome: Outcome, words: str, spot: Spot = (), evidence: tuple[Evidence, ...] = ()) -> Observation:
        return Observation(self._item.id, self._home, SubjectKind.SITE, outcome, words, spot, evidence)

    def _seen_again(self, watch: Watch) -> bool:
        gone = [url for url in watch.pages if self._gone(url)]
        # Not quite as many: some pages of a large site fail in every crawl.
        many = 10 * (self._gathered.pages + len(gone)) >= 9 * watch.seen_on
        if self._gathered.crashed or not (many or self._snapshot.complete):
            return False
        return all(self._asked[url] in self._again or url in gone for url in watch.pages)

    def _gone(self, url: str) -> Resource | None:
        resource = self._snapshot.resource(url)
        gone = resource is not None and resource.verdict is Verdict.DEAD and not self._snapshot.has_link_to(url)
        return resource if gone else None

    def _mended(self, watch: Watch) -> Observation:
        looked = [self._again[self._asked[url]] for url in watch.pages if self._asked[url] in self._again]
        gone = [resource.evidence() for url in watch.pages if (resource := self._gone(url))]
        beside = f"，另有 {len(gone)} 个已下线" if gone else ""
        words = f"此前有此问题的页面复查了 {len(looked)} 个{beside}；{watch.identity[0]} 处的问题没有再发现。"
        return self._said(Outcome.PASSED, words, watch.identity, (*looked, *gone)[0])


def _address(snapshot: Snapshot, url: str) -> str:
    """Where a page that was asked for is recorded, behind its redirects."""
    page = snapshot.page(url)
    return page.url if page else url
