"""Progress of a county's crawls on the terminal: one line per site; plain lines where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from commands.language import _
from core.county import Site
from crawler.progress import Phase
from crawler.progress import Progress as Step


class Meter:
    """Told of every step by the crawls' threads."""

    def __init__(self, console: Console, bars: Progress, sites: Sequence[Site]) -> None:
        self._console, self._bars, self._lock = console, bars, Lock()
        self._phases: dict[str, Phase] = {}
        self._tasks: dict[str, TaskID] = {}
        for site in sites:
            self._tasks[site.key] = bars.add_task(escape(site.name), total=None, words=_("waiting"))

    def step(self, site: Site, step: Step) -> None:
        """Show where one site's crawl stands."""
        done, waiting = step.pages + step.links, step.waiting_pages + step.waiting_links
        with self._lock:
            self._bars.update(
                self._tasks[site.key], completed=done, total=max(1, done + waiting), words=escape(words_of(step))
            )
            if not self._console.is_terminal and self._phases.get(site.key) is not step.phase:
                self._console.print(f"{site.name}: {words_of(step)}", markup=False)
            self._phases[site.key] = step.phase


def words_of(step: Step) -> str:
    """One step in words."""
    names = {
        Phase.PAGES: _("reading pages"),
        Phase.RENDER: _("opening pages in the browser"),
        Phase.SCAN: _("examining accessibility in the browser"),
        Phase.LINKS: _("checking links"),
        Phase.PROBES: _("probing"),
        Phase.SEALING: _("sealing"),
    }
    counts = _("{pages} pages, {links} links").format(pages=step.pages, links=step.links)
    return f"{names[step.phase]}  {counts}"


@contextmanager
def metering(console: Console, sites: Sequence[Site]) -> Iterator[Meter]:
    """Show a line per site while the block runs."""
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[words]}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bars:
        yield Meter(console, bars, sites)
