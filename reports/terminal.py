"""The summary on the operator's terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from indicators.model import Conclusion
from reports.model import Inspection, SiteReport
from reports.plain import plain
from reports.tally import tally

Translate = Callable[[str], str]

_MARKS = {
    Conclusion.QUALIFIED: ("✓", "green"),
    Conclusion.UNQUALIFIED: ("✗", "bold red"),
    Conclusion.CANT_TELL: ("?", "yellow"),
}
_WORST = 3


def print_summary(inspection: Inspection, console: Console, _: Translate) -> None:
    """Print one row per site and a line of totals. `_` turns English labels into the operator's language."""
    table = Table(title=Text(plain(f"{inspection.county} {inspection.period}", 80)))
    for label in (_("Site"), _("Verdict")):
        table.add_column(label)
    for label in (_("Problems"), _("Suspected"), _("Fixed"), _("Warnings")):
        table.add_column(label, justify="right")
    table.add_column(_("Most frequent problems"))
    for site in inspection.sites:
        table.add_row(*_row(site, _))
    console.print(table)
    counted = tally(inspection)
    totals = (
        (_("Problems"), counted.problems),
        (_("New"), counted.new),
        (_("Still there"), counted.still),
        (_("Reopened"), counted.again),
        (_("Fixed"), counted.fixed),
    )
    console.print(Text("  ".join(f"{label} {count}" for label, count in totals)))
    for line in (inspection.calendar_warning, *_broken(inspection, _)):
        if line:
            console.print(Text(plain(line), style="yellow"))


def _row(site: SiteReport, _: Translate) -> tuple[Text, ...]:
    mark, style = _MARKS[site.assessment.conclusion]
    verdict = Text(f"{mark} {_(site.assessment.conclusion.value)}", style=style)
    if not site.complete:
        verdict.append(f"\n{_('Crawl incomplete')}", style="yellow")
    counts = (len(site.problems), len(site.suspected), len(site.fixed), len(site.warnings))
    # Text, not str: a page title like "[red]" must not be read as markup.
    return (Text(plain(site.site.name, 60)), verdict, *(Text(str(count)) for count in counts), Text(_worst(site)))


def _worst(site: SiteReport) -> str:
    kinds = Counter(problem.title for problem in site.problems)
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(f"{plain(name, 40)} × {count}" for name, count in ranked[:_WORST])


def _broken(inspection: Inspection, _: Translate) -> list[str]:
    return [
        f"{_('Plug-in could not be loaded')}: {name}: {reason}"
        for name, reason in sorted(inspection.broken_plugins.items())
    ]
