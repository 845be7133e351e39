"""A recorded page as a check sees it: facts at once, text and DOM only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from core.outcome import Evidence
from core.snapshot.dom import PageDom
from core.snapshot.facts import ListItem, PageFacts
from core.snapshot.nesting import bounded
from core.snapshot.page_row import PageKind, PageRow
from core.snapshot.probe import Probe
from core.snapshot.rendered import RenderedRow
from core.snapshot.scan import Scan
from core.snapshot.shadow import MARK, flattened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import BeautifulSoup

#: Deepest nesting the DOM is walked to; deeper pages are marked `facts.truncated` by the recorder.
MAX_DEPTH = 512


class RenderedPage:
    """A recorded page as a browser showed it, after its scripts ran.

    `html` is the document's outer html then, read from its own WARC record when first asked for.
    """

    def __init__(self, row: RenderedRow, facts: PageFacts, load: Callable[[], str]) -> None:
        self.row, self.facts, self._load = row, facts, load

    @property
    def whole(self) -> bool:
        """It came to rest, and no data that it asked for failed to come: what it lacks visitors do not see either."""
        return self.row.whole and not self.facts.truncated

    @cached_property
    def html(self) -> str:
        """The html after the scripts ran."""
        return self._load()

    @cached_property
    def dom(self) -> LexborHTMLParser:
        """The parsed document, bounded like `Page.dom`."""
        return LexborHTMLParser(bounded(self.html)[0])

    def evidence(self, excerpt: str = "") -> tuple[Evidence, ...]:
        """The WARC record of the rendered html as evidence, with the screenshot."""
        return self.row.evidence(excerpt)


class Page:
    """One recorded html page.

    `html` is the decoded source, read from the WARC record when first asked for; `dom` is one selectolax
    (lexbor, WHATWG) parse of it shared by all page checks; `soup` is BeautifulSoup for those who prefer it.
    `rendered` is the page as a browser showed it, None when none was needed or it did not open there.
    """

    def __init__(
        self,
        row: PageRow,
        load: Callable[[], str],
        rendered: RenderedPage | None = None,
        script: Callable[[str], str | None] = lambda _url: None,
        scan: Callable[[], Scan | None] = lambda: None,
        measured: Callable[[str], Probe | None] = lambda _kind: None,
        sheet: Callable[[str], str | None] = lambda _url: None,
    ) -> None:
        self.row = row
        self._load = load
        self.rendered = rendered
        self._script = script
        self._scan = scan
        self._measured = measured
        self._sheet = sheet

    @property
    def url(self) -> str:
        """Address after redirects, without fragment."""
        return self.row.url

    @property
    def kind(self) -> PageKind:
        """home, column, article or other."""
        return self.row.kind

    @property
    def facts(self) -> PageFacts:
        """What was extracted when the page was recorded."""
        return self.row.facts

    @property
    def items(self) -> tuple[ListItem, ...]:
        """Entries of its lists, its own first, then those that only a browser shows."""
        return (*self.facts.items, *(self.rendered.facts.items if self.rendered else ()))

    @cached_property
    def html(self) -> str:
        """Decoded source text."""
        return self._load()

    @cached_property
    def dom(self) -> LexborHTMLParser:
        """The parsed document; what is too large or too deep to parse in bounded time is cut (facts.truncated).

        Shadow roots that the source declares stand in it as readers meet them. It knows the page's files (PageDom).
        """
        parsed = PageDom(bounded(self.html)[0])
        parsed.url, parsed.sheet, parsed.script = self.url, self._sheet, self._script
        return flattened(parsed) if MARK in self.html else parsed

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as BeautifulSoup (lxml): slower, for rule authors who prefer it; bounded like `dom`."""
        from bs4 import BeautifulSoup  # noqa: PLC0415 (a crawl never needs it)

        return BeautifulSoup(bounded(self.html)[0], "lxml")

    @cached_property
    def scan(self) -> Scan | None:
        """What axe-core said of it in a browser; None when it is not among the sample that was scanned."""
        return self._scan()

    def looked_at(self, scan: Scan | None, measured: Mapping[str, Probe]) -> Page:
        """The same page with what a browser showed of it after it was recorded."""
        return Page(self.row, self._load, self.rendered, self._script, lambda: scan, measured.get, self._sheet)

    def as_kind(self, kind: PageKind) -> Page:
        """The same page taken as another kind of page."""
        return Page(
            replace(self.row, kind=kind),
            self._load,
            self.rendered,
            self._script,
            self._scan,
            self._measured,
            self._sheet,
        )

    def script(self, url: str) -> str | None:
        """The text of one of the site's script files, None when the crawl has not read it."""
        return self._script(url)

    def measured(self, kind: str) -> Probe | None:
        """What was measured on this page in a browser (keyboard, reflow); None when it was not."""
        return self._measured(kind)

    def evidence(self, excerpt: str = "") -> tuple[Evidence, ...]:
        """The page's WARC record as evidence, with an excerpt of the source."""
        return (self.row.record.evidence(self.url, excerpt),)

    def meta(self, name: str) -> Sequence[str]:
        """All contents of `<meta name=…>`, name in any letter case; empty when there is none."""
        return self.facts.meta.get(name.lower(), ())
