"""`xunjian media import`: lists of posts that a person exported from a platform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from commands.frame import existing, load_settings, output
from commands.language import _
from commands.media_named import named_account
from core.clock import beijing_now
from core.errors import UsageError
from core.personal import masked
from crawler.media.dates import read_date
from inspection import House, open_house
from ledger.media.entries import Entry, load_mapping, save_entries, save_mapping
from ledger.media.sheet import FIELDS, Sheet, SheetPost, read_posts
from ledger.register.store import load_register

#: Rows shown before the confirmation.
_SHOWN = 10


@click.command("import", help=_("Import a list of posts (xlsx, csv): shown first, stored when confirmed."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--account", "only", default="", help=_("All rows are this account's: key, id or name."))
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar=_("HEADING=FIELD"),
    help=_("What a column holds: {fields}.").format(fields="、".join(FIELDS)),
)
@click.option("--mapping", default="", help=_("Use the columns kept under this name."))
@click.option("--save-mapping", "kept", default="", help=_("Keep the columns under this name."))
@click.option(
    "--covers",
    default="",
    metavar="FROM..TO",
    help=_("Days of which the list is complete, e.g. 2026-11-01..2026-11-22."),
)
@click.option("--by", "actor", default="cli", show_default=True, help=_("Who imports, for the audit trail."))
@click.option("--yes", is_flag=True, help=_("Do not ask for confirmation."))
def import_posts(
    path: Path, only: str, maps: tuple[str, ...], mapping: str, kept: str, covers: str, actor: str, yes: bool
) -> None:
    """Read the file, show what would be stored and what would be left out, ask, and store it."""
    now = beijing_now()
    with open_house(load_settings()) as house:
        columns = _columns(house, maps, mapping)
        span = _span(covers, now.date())
        accounts = load_register(house.engine).accounts
        owner = named_account(house.engine, only) if only else None
        sheet = read_posts(existing(path, _("File")), accounts, columns, owner)
        posts = _show(sheet, now)
        if not posts:
            raise UsageError(_("{path} holds no row that can be imported.").format(path=path))
        if not yes:
            click.confirm(_("Import {count} posts?").format(count=len(posts)), abort=True)
        entries = [_entry(post, now) for post in posts]
        # Rows left out might be the very posts of those days.
        if span and not sheet.errors and len(posts) == len(sheet.posts):
            entries += [_covered(account, span, now) for account in dict.fromkeys(post.account.key for post in posts)]
        elif span:
            output().print(_("Rows were left out, so the list is not taken as complete."), style="yellow")
        save_entries(house.engine, entries, now, actor, path.name)
        if kept:
            save_mapping(house.engine, kept, sheet.mapping)
    output().print(_("Imported."))


def _columns(house: House, maps: Sequence[str], name: str) -> dict[str, str]:
    columns = load_mapping(house.engine, name) if name else {}
    if columns is None:
        raise UsageError(_("No columns are kept under the name {name}.").format(name=name[:50]))
    for given in maps:
        heading, mark, field = given.rpartition("=")
        if not mark or field not in FIELDS:
            words = _("{text}: write HEADING=FIELD with one of {fields}")
            raise UsageError(words.format(text=given[:80], fields="、".join(FIELDS)))
        columns = {**columns, heading: field}
    return columns


def _span(text: str, today: date) -> tuple[date, date] | None:
    if not text:
        return None
    first, mark, last = text.partition("..")
    try:
        days = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
    except ValueError:
        days = None
    if not mark or days is None or days[0] > days[1] or days[1] > today:
        raise UsageError(
            _("{text} are no days that have come; write e.g. 2026-11-01..2026-11-22").format(text=text[:50])
        )
    return days


def _show(sheet: Sheet, now: datetime) -> list[SheetPost]:
    """Print how the columns were understood, the first rows and what is left out; returns what can be stored."""
    console = output()
    console.print(Text("；".join(f"{title} → {field}" for title, field in sheet.mapping.items())))
    good = [post for post in sheet.posts if read_date(post.published, now) is not None]
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("account"), _("published"), _("title")):
        grid.add_column(heading, overflow="fold")
    for post in good[:_SHOWN]:
        dated = read_date(post.published, now)
        grid.add_row(
            Text(post.account.title), Text(f"{dated.at:%Y-%m-%d %H:%M}" if dated else ""), Text(masked(post.title)[:60])
        )
    console.print(grid)
    for title, count in sorted(Counter(post.account.title for post in good).items()):
        console.print(Text(_("{account}: {count} posts").format(account=title, count=count)))
    for error in sheet.errors:
        console.print(Text(error, "yellow"))
    for post in sheet.posts:
        if post not in good:
            words = _("Row {row}: the date {text} cannot be read.")
            console.print(Text(words.format(row=post.row, text=post.published or "—"), "yellow"))
    return good


def _entry(post: SheetPost, now: datetime) -> Entry:
    data = {
        "kind": "post",
        "title": post.title,
        "url": post.url,
        "published": post.published,
        "text": post.text,
        "pinned": post.pinned,
        "seen_at": now.isoformat(),
    }
    return Entry(post.account.key, post.name, data)


def _covered(account: str, span: tuple[date, date], now: datetime) -> Entry:
    first, last = (day.isoformat() for day in span)
    data = {"kind": "span", "first": first, "last": last, "seen_at": now.isoformat()}
    return Entry(account, f"span:{first}..{last}", data)
