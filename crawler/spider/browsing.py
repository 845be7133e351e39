"""The browser phase: pages that scripts fill are opened in Chromium, and what it shows is read like any page.

Goes in rounds, because what a round finds may be a list that scripts fill too. A round is planned in one step before
anything of it is opened: so a crawl that is killed and carried on opens the same pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.clock import parse_moment
from core.errors import AddressError, Unavailable
from core.snapshot import CHOICE, RENDERED, Gap, GapReason, PageKind, PageRow, Purpose, RenderedRow
from core.snapshot.codec import read_page
from crawler.extract import FoundLink, normalise
from crawler.progress import Phase
from crawler.record.readings import kept_links
from crawler.record.store import count, put_gap, put_rendered
from crawler.spider.scripted_pages import ScriptedPages, recorded_columns
from crawler.spider.window import body_of, open_window, refusal, show

if TYPE_CHECKING:
    from crawler.extract import Extracted
    from crawler.render import Rendered
    from crawler.spider.visit import Visit

log = logging.getLogger(__name__)

#: Most rounds: a list in a list in a list.
MAX_ROUNDS = 3
_HTML = "text/html; charset=utf-8"
#: Elements whose addresses a visitor sees or follows; what else scripts put into a page is mostly counters.
_LINKING = frozenset({"a", "area", "img", CHOICE, "iframe", "frame"})
_PENDING = (
    "SELECT url FROM browse WHERE NOT EXISTS (SELECT 1 FROM rendered WHERE rendered.url = browse.url) ORDER BY id"
)


class Browsing:
    """Opens pages of one visit. `why` says why the browser could not be used (Chinese), or is empty."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._db = visit, visit.recorder.db
        self.why = ""

    @property
    def pending(self) -> bool:
        """Whether a planned round is not done: the crawl was interrupted in the middle of it."""
        return self._db.execute(_PENDING).fetchone() is not None

    async def round(self) -> bool:
        """Do one round, or what is left of it; False when there was nothing to open, or no way to."""
        if not self.pending:
            self._plan()
        urls = [] if self._visit.over else [str(row["url"]) for row in self._db.execute(_PENDING)]
        if not urls:
            return False
        try:
            async with open_window(self._visit) as browser:
                for url in urls:
                    if self._visit.over:
                        break
                    page = read_page(self._db.execute("SELECT * FROM page WHERE url = ?", (url,)).fetchone())
                    self._record(page, await show(browser, self._visit, url))
                    self._visit.tell(Phase.RENDER, url)
        except Unavailable as error:
            self.why = str(error)
            return False
        return True

    def report_gaps(self) -> None:
        """Say which lists stay unseen and why. In a step of its own."""
        seen = {row["url"]: row["failure"] for row in self._db.execute("SELECT url, failure FROM rendered")}
        lists = self._pages().marked()
        closed = [url for url in lists if seen.get(url)]
        left = [url for url in lists if url not in seen]
        with self._visit.recorder.step():
            for urls, detail in ((left, self._reason()), (closed, "浏览器没有能够打开")):
                if urls:
                    put_gap(self._db, Gap(GapReason.NOT_RENDERED, min(urls), len(urls), detail))

    def _reason(self) -> str:
        limit = self._visit.options.render_pages
        if self.why:
            return self.why
        if not limit:
            return "设置 render_pages 为 0：不用浏览器打开页面"
        return "超过单站采集时限或磁盘空间上限" if self._visit.over else f"超过用浏览器打开页面数的上限（{limit} 个）"

    def _pages(self) -> ScriptedPages:
        columns = recorded_columns(self._db, self._asked())
        return ScriptedPages(self._db, self._visit.recorder.folder, columns)

    def _asked(self) -> Iterator[str]:
        for column in self._visit.job.columns:
            with suppress(AddressError):
                yield normalise(column.url, self._visit.job.site.home)

    def _plan(self) -> None:
        done, pages = count(self._db, "browse"), self._pages()
        rounds = self._db.execute("SELECT max(round) AS last FROM browse").fetchone()["last"] or 0
        room = self._visit.options.render_pages - done
        if room <= 0 or rounds >= MAX_ROUNDS:
            return
        planned = {row["url"] for row in self._db.execute("SELECT url FROM browse")}
        candidates = dict.fromkeys((*pages.feet(), *self._watched(), *pages.lists()))
        wanted = [url for url in candidates if url not in planned]
        with self._visit.recorder.step():
            self._db.executemany(
                "INSERT INTO browse (url, round) VALUES (?, ?)", [(url, rounds + 1) for url in wanted[:room]]
            )

    def _watched(self) -> Iterator[str]:
        """Recorded pages on which a browser saw what is still open: only a browser sees it gone."""
        for url in sorted({url for watch in self._visit.job.watches if watch.browser for url in watch.pages}):
            if self._db.execute("SELECT 1 FROM page WHERE url = ?", (url,)).fetchone():
                yield url

    def _record(self, page: PageRow, shown: Rendered) -> None:
        visit, why = self._visit, unusable(page, shown)
        body, shot = body_of(shown), shown.shot
        read = None if why else self._read(page, shown, body)
        with visit.recorder.step():
            name = visit.recorder.keep_shot(shot) if shot else ""
            if read is None:
                record = visit.recorder.unshown(page.url, shown.at, why)
            else:
                record = visit.recorder.shown(page.url, shown.at, body, page.record)
                visit.add_shown(page, read, shown.at, record)
            facts = read.facts if read else None
            row = RenderedRow(page.url, Purpose.PAGE, shown.at, record, shown.status, why, shown.whole, facts, name)
            put_rendered(self._db, row)

    def _read(self, page: PageRow, shown: Rendered, body: bytes) -> Extracted:
        """The page as shown; of its links those that scripts made."""
        from crawler.extract import extract  # noqa: PLC0415 (only who opens a page in the browser needs it)

        read = extract(body, _HTML, shown.final_url.partition("#")[0], parse_moment(shown.at).date())
        return replace(read, links=tuple(_made(read.links, kept_links(self._db, page.url))))


def unusable(page: PageRow, shown: Rendered) -> str:
    """Why what was shown is not this page (English); empty: it is."""
    why = refusal(shown)
    if why:
        return why
    there = urlsplit(shown.final_url)
    here = urlsplit(page.url)
    if there.scheme not in ("http", "https") or there.hostname != here.hostname:
        return f"moved: a script led to {shown.final_url[:300]}"
    # A home page that sends visitors on is what they see; a column that does is another page.
    moved = there.path.rstrip("/") != here.path.rstrip("/") and page.kind is not PageKind.HOME
    return f"moved: a script led to {shown.final_url[:300]}" if moved else ""


def _made(shown: Iterable[FoundLink], stated: Iterable[FoundLink]) -> Iterator[FoundLink]:
    """Links that the html as received does not state, marked as the browser's."""
    known = {link.url or link.href for link in stated}
    for link in shown:
        if link.element in _LINKING and (link.url or link.href) not in known:
            yield link._replace(element=f"{RENDERED}{link.element}")
