"""What a crawl tells while it runs, and how often."""

from __future__ import annotations

from collections.abc import Callable

from crawler.progress import Phase, Progress

#: Steps that are told one by one, so that a small site's crawl is seen page by page.
EACH = 200
#: Seconds between two steps told after those, and between two counts of the pages that wait.
_EVERY = 0.5


class Teller:
    """Tells of the beginning of every phase, and of its steps as often as anybody reads it: each is a line that one
    process writes and another reads, which costs as much as recording an address."""

    def __init__(
        self, report: Callable[[Progress], None], waiting: Callable[[], int], clock: Callable[[], float]
    ) -> None:
        """`waiting` counts the pages that wait; `clock` gives seconds."""
        self._report, self._waiting, self._clock = report, waiting, clock
        self._steps, self._due, self._counted = 0, 0.0, 0
        self._phase: Phase | None = None

    def tell(self, phase: Phase, pages: int, links: int, waiting_links: int, url: str) -> None:
        """Report a step, when it is to be told."""
        now = self._clock()
        if now >= self._due:
            # Counting a long queue at every page would cost more than the page.
            self._due, self._counted = now + _EVERY, self._waiting()
        elif phase is self._phase and self._steps >= EACH:
            return
        self._phase, self._steps = phase, self._steps + 1
        self._report(Progress(phase, pages, self._counted, links, waiting_links, url))
