"""`xunjian baseline`: what sites looked like when they were taken as sound; approve or reject what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from checks.security.state import Difference, State, differences
from commands.frame import load_settings, output
from commands.language import _
from core.clock import to_beijing
from core.county import Site
from core.errors import UsageError
from core.finding import FindingState
from inspection import House, open_house
from ledger.baseline import Baseline, approve, named_baseline, reject
from ledger.findings import actions
from ledger.findings.actions import Act, FindingKey
from ledger.findings.repository import load_findings
from reports.plain import plain

#: The check whose suspicions a rejection confirms.
_CHECK = "security.tamper"
_site = click.argument("site", metavar="SITE")
_by = click.option("--by", "actor", default="cli", show_default=True, help=_("Who acts, for the audit trail."))
_yes = click.option("--yes", is_flag=True, help=_("Do not ask."))


@dataclass(frozen=True, slots=True)
class _Changed:
    """One page that is not what it was."""

    url: str
    found: tuple[Difference, ...]

    @property
    def words(self) -> str:
        """The page and what is different, grave things marked."""
        lines = [f"  {'!' if item.grave else '-'} {plain(item.words)}" for item in self.found]
        return "\n".join((plain(self.url), *lines))


@click.group(help=_("What sites looked like when taken as sound: show, approve or reject what changed."))
def baseline() -> None:
    """Group of verbs about baselines."""


@baseline.command(help=_("Show a site's baseline and what the last inspection saw that differs from it."))
@_site
def show(site: str) -> None:
    """Print the baseline's origin and every difference."""
    with open_house(load_settings()) as house:
        found, known = named_baseline(house.engine, site)
        _print_head(found, known)
        changed, embeds = _compared(found, known)
        for item in changed:
            output().print(item.words, markup=False, soft_wrap=True)
        for host in embeds:
            output().print(_("newly embedded: {host}").format(host=plain(host)), markup=False)
        if not (changed or embeds):
            output().print(_("Nothing differs."))


@baseline.command("approve", help=_("Take what the last inspection saw as sound, page by page; --all: everything."))
@_site
@click.option("--all", "everything", is_flag=True, help=_("All pages and all that is embedded, asked once."))
@_yes
@_by
def approve_changes(site: str, everything: bool, yes: bool, actor: str) -> None:
    """Overwrite the baseline with what was seen, after asking."""
    with open_house(load_settings()) as house:
        found, known = named_baseline(house.engine, site)
        _print_head(found, known)
        changed, embeds = _compared(found, known)
        if not (changed or embeds):
            output().print(_("Nothing differs."))
            return
        pages = _chosen(changed, everything, yes)
        with_embeds = bool(embeds) and _agreed(
            "\n".join(map(plain, embeds)), _("Take these hosts as sound?"), yes or everything
        )
        if everything and not yes:
            click.confirm(_("Take all of this as sound?"), abort=True)
        if pages or with_embeds:
            approve(house.engine, found.key, _act(house, actor), pages, embeds=with_embeds)
        output().print(_("{count} pages taken as sound").format(count=len(pages)))


@baseline.command("reject", help=_("Say that the changes are an intrusion: their suspicions are confirmed at once."))
@_site
@click.option("--reason", required=True, help=_("The reason, kept in the audit trail."))
@_yes
@_by
def reject_changes(site: str, reason: str, yes: bool, actor: str) -> None:
    """Keep the baseline, and confirm what is suspected of the site's pages."""
    with open_house(load_settings()) as house:
        found, known = named_baseline(house.engine, site)
        _print_head(found, known)
        for item in _compared(found, known)[0]:
            output().print(item.words, markup=False, soft_wrap=True)
        act = _act(house, actor)
        suspected = [
            finding
            for finding in load_findings(house.engine, found.key, to_beijing(act.at).date())
            if finding.check == _CHECK and finding.state is FindingState.SUSPECTED
        ]
        if not yes:
            click.confirm(_("Confirm {count} suspicions?").format(count=len(suspected)), abort=True)
        reject(house.engine, found.key, act, reason)
        for finding in suspected:
            actions.confirm(house.engine, FindingKey(finding.site, finding.fingerprint), act, reason)
        output().print(_("{count} suspicions confirmed").format(count=len(suspected)))


def _print_head(site: Site, known: Baseline) -> None:
    told = _("{site}: baseline of {day}, inspection {run}, by {actor}; {count} pages").format(
        site=plain(site.name),
        day=to_beijing(known.taken_at).strftime("%Y-%m-%d %H:%M"),
        run=known.run,
        actor=plain(known.actor),
        count=len(known.state["pages"]),
    )
    output().print(told, markup=False, soft_wrap=True)


def _compared(site: Site, known: Baseline) -> tuple[list[_Changed], list[str]]:
    before, now = known.state, known.seen.state
    embeds = sorted(set(now["embeds"]) - set(before["embeds"]))
    return list(_changed(before, now, site.name)), embeds


def _changed(before: State, now: State, name: str) -> Iterator[_Changed]:
    for url, page in sorted(now["pages"].items()):
        old = before["pages"].get(url)
        found = tuple(differences(old, page, name)) if old else ()
        if found:
            yield _Changed(url, found)


def _chosen(changed: list[_Changed], everything: bool, yes: bool) -> list[str]:
    if everything:
        for item in changed:
            output().print(item.words, markup=False, soft_wrap=True)
        return [item.url for item in changed]
    return [item.url for item in changed if _agreed(item.words, _("Take this page as sound?"), yes)]


def _agreed(words: str, question: str, yes: bool) -> bool:
    output().print(words, markup=False, soft_wrap=True)
    return yes or click.confirm(question, default=False)


def _act(house: House, actor: str) -> Act:
    if not actor.strip():
        raise UsageError(_("--by must not be empty: the audit trail names who acts."))
    return Act(actor.strip(), house.clock())
