"""What to inspect: addresses typed by the operator, a register file, or the register already in the ledger."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import ada_url
import click

from commands.frame import existing, notes
from commands.language import _
from core.county import Register, Site
from core.errors import UsageError
from core.snapshot import MEDIA
from inspection import LAST
from ledger.register.parse import parse

#: Longest address accepted from the command line, characters.
_LONGEST = 2000
#: How the media accounts are named where sites are.
_MEDIA_NAMES = (MEDIA.key, MEDIA.name)


def target_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options by which `inspect` and `crawl` are told what to look at and how."""
    options = (
        click.argument("urls", nargs=-1, metavar="[URL]..."),
        click.option(
            "--register", "register_file", type=click.Path(path_type=Path), help=_("A register, xlsx or csv.")
        ),
        click.option(
            "--site",
            "only",
            multiple=True,
            help=_("Only this site of the register: code, host or name; media: the accounts."),
        ),
        click.option(
            "--since", default="", metavar="DATE|last", help=_("Quick look: only home, columns and what is new.")
        ),
        click.option("--max-pages", type=click.IntRange(1), help=_("Pages recorded per site.")),
        click.option("--delay", type=click.FloatRange(0, 60), help=_("Seconds between two requests to one host.")),
        click.option("--robots", type=click.Choice(["obey", "ignore"]), help=_("Whether robots.txt is obeyed.")),
        click.option(
            "--allow-private",
            multiple=True,
            metavar="CIDR",
            help=_("Private addresses that may be connected to, e.g. 10.1.0.0/16. May be repeated."),
        ),
        click.option(
            "--data-dir", type=click.Path(path_type=Path), help=_("Where snapshots and the database are kept.")
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def typed_sites(urls: Sequence[str]) -> tuple[Site, ...]:
    """Sites for addresses typed without any register. Raises UsageError naming the address."""
    sites: dict[str, Site] = {}
    for url in urls:
        home = clean_address(url)
        host = ada_url.URL(home).host
        sites.setdefault(host, Site(key=host, name=host, home=home))
    return tuple(sites.values())


def clean_address(url: str) -> str:
    """An http(s) address as browsers write it; a missing scheme is http. Raises UsageError."""
    text = url.strip()
    if text.lower().endswith((".xlsx", ".csv")) and "://" not in text:
        raise UsageError(_("{url} is a file: write --register {url}").format(url=url[:200]))
    if "://" not in text:
        text = f"http://{text}"
    try:
        parsed = ada_url.URL(text)
    except ValueError:
        parsed = None
    if parsed is None or not _openable(parsed) or len(text) > _LONGEST:
        raise UsageError(_("{url} is not a web address; write e.g. https://www.example.gov.cn/").format(url=url[:200]))
    parsed.hash = ""
    return str(parsed.href)


def _openable(url: ada_url.URL) -> bool:
    # A name before the host is a mail address typed by mistake, or a secret that no document should carry.
    return url.protocol in ("http:", "https:") and bool(url.hostname) and not (url.username or url.password)


def checked_ranges(ranges: Sequence[str]) -> tuple[str, ...] | None:
    """The ranges as given, None when there are none. Raises UsageError naming the wrong one."""
    for text in ranges:
        try:
            ipaddress.ip_network(text, strict=False)
        except ValueError:
            raise UsageError(_("{text} is not an address range; write e.g. 10.1.0.0/16").format(text=text)) from None
    return tuple(ranges) or None


def first_day(since: str, today: date) -> str:
    """The value of --since as a plan takes it. Raises UsageError for what is neither a day nor `last`."""
    if since in ("", LAST):
        return since
    try:
        day = date.fromisoformat(since)
    except ValueError:
        raise UsageError(_("{text} is not a day; write e.g. 2026-11-20, or last").format(text=since[:50])) from None
    if day > today:
        raise UsageError(_("{text} is still to come").format(text=since))
    return day.isoformat()


def narrowed(register: Register, only: Sequence[str]) -> tuple[Site, ...]:
    """The register's sites, or those named by code, host or name. Raises UsageError for a name nobody carries."""
    chosen: dict[str, Site] = {}
    for name in only:
        if name in _MEDIA_NAMES:
            continue
        found = [site for site in register.sites if name in (site.key, site.host, site.name)]
        if not found:
            raise UsageError(_("No site {name} in the register.").format(name=name))
        chosen |= {site.key: site for site in found}
    return tuple(chosen.values()) if only else register.sites


def wants_media(only: Sequence[str]) -> bool:
    """Whether the register's media accounts are meant too: all of it is, or they are named like a site."""
    return not only or any(name in _MEDIA_NAMES for name in only)


def read_register(path: Path) -> Register:
    """Read a register file; broken rows are told and left out. Raises RegisterError, UsageError."""
    result = parse([existing(path, _("Register"))])
    console = notes()
    for error in result.errors:
        console.print(_("Row left out: {error}").format(error=error), style="yellow", markup=False)
    if not (result.register.sites or result.register.accounts):
        raise UsageError(_("{path} holds no site that can be inspected.").format(path=path))
    return result.register
