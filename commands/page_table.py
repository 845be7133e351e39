"""What `xunjian page` shows in a terminal: page by page, worst first, with the elements at fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checks import Fault, Registry
from checks.places import Places
from checks.runner import Examined
from commands.judge import in_words
from commands.language import _
from core.outcome import Observation, Outcome
from core.snapshot import PageFacts
from reports.data.pages import PageResult, read_facts
from reports.plain import plain

#: Most elements shown of one rule, and most characters of one's source.
_SHOWN, _EXCERPT = 5, 120
_ORDER = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED)
_COLOURS = {Outcome.FAILED: "red", Outcome.CANT_TELL: "yellow", Outcome.UNTESTED: "yellow"}


def print_page(console: Console, registry: Registry, page: PageResult, beside: Sequence[Observation]) -> None:
    """One page: everything but plain passes. `beside` is what was said of it by no rule."""
    found = [*page.examined, *map(Examined, beside)]
    shown = [item for item in found if item.observation.outcome in _ORDER[:3] or item.observation.warning]
    console.print(Text(plain(page.asked), style="bold"))
    if page.facts:
        console.print(Text(f"  {_read(page.facts)}", style="dim"))
    if not shown:
        console.print(Text(f"  {_('nothing to mend')}"))
        return
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for width in (None, 26, None):
        grid.add_column(overflow="fold", max_width=width)
    for item in sorted(shown, key=_rank):
        seen = item.observation
        advised = seen.outcome is Outcome.PASSED
        outcome = Text(_("advice") if advised else in_words(seen.outcome), _COLOURS.get(seen.outcome, "cyan"))
        grid.add_row(Text("  ") + outcome, Text(_named(registry, seen)), _told(item))
    console.print(grid)


def _read(facts: PageFacts) -> str:
    """What was read in the page, so that an editor sees what the judgement rests on."""
    read = read_facts(facts)
    names = (
        ("title", _("page title")),
        ("published", _("published on")),
        ("signed", _("dated")),
        ("source", _("source")),
        ("document_number", _("document number")),
        ("entries", _("list entries")),
        ("newest_entry", _("newest")),
    )
    return "  ".join(f"{shown} {plain(str(read[name]), _EXCERPT)}" for name, shown in names if read[name])


def _rank(item: Examined) -> tuple[int, str]:
    return _ORDER.index(item.observation.outcome), item.observation.check


def _named(registry: Registry, seen: Observation) -> str:
    title = registry.checks[seen.check].title if seen.check in registry.checks else ""
    return f"{title} {seen.check}".strip()


def _told(item: Examined) -> Text:
    seen = item.observation
    return Text("\n").join([Text(plain(seen.warning or seen.message)), *_elements(item)])


def _elements(item: Examined) -> Iterator[Text]:
    faults = _named_by(item)
    places = Places()
    for fault in faults[:_SHOWN]:
        source = plain(fault.shows or fault.node.html or "", _EXCERPT)
        yield Text(f"· {plain(places.of(fault.node))}  ", "dim") + Text(source, "dim italic")
    if len(faults) > _SHOWN:
        yield Text(_("· and {count} more").format(count=len(faults) - _SHOWN), "dim")


def _named_by(item: Examined) -> Sequence[Fault]:
    ruling = item.ruling
    return (ruling.faults or ruling.doubts or ruling.advice) if ruling else ()
