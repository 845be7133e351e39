"""The summary on the operator's terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from indicators.model import Conclusion
from reports.accounts import tally_platforms, total
from reports.model import Inspection, MediaReport, SiteReport
from reports.plain import plain
from reports.spread import is_spread
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
    title = Text(plain(f"{inspection.county} {inspection.period}", 80))
    table = Table(title=title, box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for label in (_("Site"), _("Verdict"), _("Counts"), _("Most frequent problems")):
        table.add_column(label, overflow="fold")
    for site in inspection.sites:
        table.add_row(*_row(site, _))
    if inspection.media:
        table.add_row(*_accounts(inspection.media, _))
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
    if any(site.assessment.conclusion is Conclusion.QUALIFIED for site in inspection.sites):
        console.print(
            Text(_("The verdict follows from the veto rows alone; other problems are listed, not scored."), "dim")
        )
    for line in (inspection.calendar_warning, *_broken(inspection, _)):
        if line:
            console.print(Text(plain(line), style="yellow"))


def _row(site: SiteReport, _: Translate) -> tuple[Text, ...]:
    mark, style = _MARKS[site.assessment.conclusion]
    verdict = Text(f"{mark} {_verdict(site.assessment.conclusion, _)}", style=style)
    if not site.complete:
        verdict.append(f"\n{_('Crawl incomplete')}", style="yellow")
    # Text, not str: a page title like "[red]" must not be read as markup.
    return Text(plain(site.site.name, 60)), verdict, Text(_counts(site, _)), Text(_worst(site))


def _accounts(media: MediaReport, _: Translate) -> tuple[Text, ...]:
    counted = total(tally_platforms(media))
    verdict = f"{counted.checked - counted.failed} {_('qualified')}\n{counted.failed} {_('not qualified')}"
    verdict += f"\n{counted.running - counted.checked} {_('could not be judged')}"
    report = media.report
    return Text(plain(report.site.name, 60)), Text(verdict), Text(_counts(report, _)), Text(_worst(report))


def _counts(site: SiteReport, _: Translate) -> str:
    counts = (
        (_("Problems"), len(site.problems)),
        (_("Suspected"), len(site.suspected)),
        (_("Fixed"), len(site.fixed)),
        (_("Warnings"), len(site.warnings)),
    )
    return "\n".join(f"{count:>4} {label}" for label, count in counts if count)


def _verdict(conclusion: Conclusion, _: Translate) -> str:
    return {
        Conclusion.QUALIFIED: _("qualified"),
        Conclusion.UNQUALIFIED: _("not qualified"),
        Conclusion.CANT_TELL: _("could not be judged"),
    }[conclusion]


def _worst(site: SiteReport) -> str:
    if not site.sanity.sound and not site.problems:
        return plain("；".join(site.sanity.reasons), 200)
    kinds = Counter(problem.title for problem in site.problems)
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return "\n".join(f"{plain(name, 40)} × {count}{_widest(site, name)}" for name, count in ranked[:_WORST])


def _widest(site: SiteReport, title: str) -> str:
    """On how many pages the most widespread problem of this kind stands, where it is one of the site's templates."""
    seen = [problem.observation for problem in site.problems if problem.title == title]
    most = max((item.source_count for item in seen if is_spread(item)), default=0)
    return f"（共{most}个页面）" if len(seen) == 1 and most else f"（最多一项共{most}个页面）" if most else ""


def _broken(inspection: Inspection, _: Translate) -> list[str]:
    return [
        f"{_('Plug-in could not be loaded')}: {name}: {reason}"
        for name, reason in sorted(inspection.broken_plugins.items())
    ]
