"""`xunjian media`: how registered media accounts are asked for their posts, and what people enter about them."""

from __future__ import annotations

import sys

import click
from rich.table import Table
from rich.text import Text

from commands.frame import load_settings, output
from commands.language import _
from commands.media_evidence import evidence
from commands.media_lists import import_posts
from commands.media_named import named_account
from core.errors import UsageError
from core.media_sources import named_source
from crawler.media.registry import load_adapters
from crawler.media.vault import Vault
from inspection import open_house

#: What may be handed over besides what an adapter demands; for renewing what expires.
_OPTIONAL = ("app_id", "secret", "refresh_token")


@click.group(help=_("Media accounts: how they are asked for their posts, and what people enter about them."))
def media() -> None:
    """Group of verbs about media accounts."""


@media.command(help=_("List the ways to an account's posts, and what its owner must hand over for each."))
def adapters() -> None:
    """One line an adapter, and the plug-ins that could not be loaded."""
    found = load_adapters()
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("adapter"), _("what it is"), _("authorisation")):
        grid.add_column(heading, overflow="fold")
    for name, adapter in sorted(found.known.items()):
        grid.add_row(Text(name), Text(adapter.title), Text("、".join(adapter.consents) or "—"))
    output().print(grid)
    for name, reason in sorted(found.broken.items()):
        output().print(Text(_("Plug-in not loaded: {name}: {reason}").format(name=name, reason=reason), "yellow"))


@media.command(help=_("Store an account owner's authorisation, encrypted; values are asked for and never shown."))
@click.argument("account")
@click.option("--stdin", "piped", is_flag=True, help=_("Read lines name=value from standard input instead of asking."))
@click.option("--forget", is_flag=True, help=_("Remove what is stored."))
def authorise(account: str, piped: bool, forget: bool) -> None:
    """Ask for each value the account's adapter needs and keep them in the vault."""
    settings = load_settings()
    vault = Vault(settings.media_dir / "consents", settings.media_key)
    with open_house(settings) as house:
        found = named_account(house.engine, account)
    if forget:
        words = _("Removed.") if vault.forget(found.key) else _("Nothing was stored for this account.")
        output().print(words)
        return
    name = named_source(found).adapter
    adapter = load_adapters().known.get(name)
    if adapter is None or not adapter.consents:
        raise UsageError(_("The source of {account} needs no authorisation.").format(account=found.title))
    values = _piped() if piped else _asked(adapter.consents)
    missing = [wanted for wanted in adapter.consents if not values.get(wanted)]
    if missing:
        raise UsageError(_("Missing: {names}").format(names="、".join(missing)))
    vault.keep(found.key, values)
    output().print(_("Stored, encrypted, for {account}.").format(account=found.title), markup=False)


def _piped() -> dict[str, str]:
    lines = (line.partition("=") for line in sys.stdin.read().splitlines())
    return {name.strip(): value.strip() for name, mark, value in lines if mark and value.strip()}


def _asked(wanted: tuple[str, ...]) -> dict[str, str]:
    values = {name: click.prompt(name, hide_input=True) for name in wanted}
    for name in _OPTIONAL:
        if name not in values:
            words = _("{name} (empty: none)").format(name=name)
            values[name] = click.prompt(words, hide_input=True, default="", show_default=False)
    return {name: value.strip() for name, value in values.items() if value.strip()}


media.add_command(import_posts)
media.add_command(evidence)
