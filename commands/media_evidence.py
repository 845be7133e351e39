"""`xunjian media evidence`: what a person saw who opened an account."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from commands.frame import existing, load_settings, output
from commands.language import _
from commands.media_named import named_account
from core.clock import BEIJING, beijing_now
from core.errors import UsageError
from core.snapshot.reader import MAX_SHOT
from crawler.media.dates import read_date
from inspection import open_house
from ledger.media.entries import Entry, save_entries
from settings import Settings

_PICTURES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
#: How a person may find an account, and what is kept of it.
_STATES = {"running": "正常", "cancelled": "注销", "moved": "迁移", "banned": "封禁"}


@click.command(help=_("Enter what a person saw who opened an account: its last update, its state, its interaction."))
@click.argument("account")
@click.option("--url", required=True, help=_("The page that was opened."))
@click.option("--shot", type=click.Path(path_type=Path), help=_("Screenshot, JPEG or PNG; its SHA-256 is kept."))
@click.option("--by", "checker", required=True, help=_("Who looked."))
@click.option("--at", "moment", default="", help=_("When, e.g. 2026-11-23 09:30 (default now)."))
@click.option("--last-update", default="", help=_("Date of the newest post that is not pinned."))
@click.option("--interaction", type=click.Choice(["yes", "no"]), help=_("Whether it offers working interaction."))
@click.option("--state", type=click.Choice(list(_STATES)), default="running", help=_("How the account was found."))
@click.option("--note", default="", help=_("A remark."))
@click.option("--yes", is_flag=True, help=_("Do not ask for confirmation."))
def evidence(account: str, shot: Path | None, moment: str, last_update: str, yes: bool, **seen: str | None) -> None:
    """Show what would be entered, ask, and enter it."""
    settings = load_settings()
    at = _moment(moment)
    with open_house(settings) as house:
        found = named_account(house.engine, account)
        data = {
            "kind": "evidence",
            "url": seen["url"],
            "shot": _kept_shot(settings, shot) if shot else "",
            "checker": seen["checker"],
            "at": at.isoformat(),
            "last_update": _readable(last_update, at),
            "interaction": seen["interaction"] and seen["interaction"] == "yes",
            "state": _STATES[str(seen["state"])],
            "note": seen["note"],
        }
        output().print(Text(found.title, "bold"))
        for label, value in _shown(data):
            output().print(Text(f"  {label}: {value}"))
        if not yes:
            click.confirm(_("Enter this?"), abort=True)
        entry = Entry(found.key, f"evidence:{at.isoformat()}", data)
        save_entries(house.engine, [entry], beijing_now(), str(seen["checker"]), "evidence")
    output().print(_("Entered."))


def _shown(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is about to be entered, in the operator's words; nothing that was left out."""
    labels = {
        "url": _("page"),
        "shot": _("screenshot"),
        "checker": _("looked at by"),
        "at": _("when"),
        "last_update": _("last update"),
        "interaction": _("working interaction"),
        "state": _("state"),
        "note": _("remark"),
    }
    answers = {True: _("yes"), False: _("no")}
    for name, label in labels.items():
        value = data[name]
        if value not in ("", None):
            yield label, answers[value] if isinstance(value, bool) else str(value)


def _moment(text: str) -> datetime:
    if not text:
        return beijing_now()
    found = read_date(text, beijing_now())
    if found is None or found.at > beijing_now():
        raise UsageError(_("{text} is no time that has come; write e.g. 2026-11-23 09:30").format(text=text[:50]))
    return found.at


def _readable(text: str, at: datetime) -> str:
    if not text:
        return ""
    found = read_date(text, at)
    end = datetime.combine(at.date(), time.max, BEIJING)
    if found is None or found.at > end:
        raise UsageError(_("{text} is no date that has come; write e.g. 2026-11-20").format(text=text[:50]))
    return found.at.date().isoformat()


def _kept_shot(settings: Settings, path: Path) -> str:
    """Copy the picture under its own digest; returns its name there."""
    picture = existing(path, _("Screenshot")).read_bytes()
    suffix = next((ending for start, ending in _PICTURES.items() if picture.startswith(start)), "")
    if not suffix or len(picture) > MAX_SHOT:
        raise UsageError(_("{path} is no JPEG or PNG of at most 4 MB.").format(path=path))
    folder = settings.media_dir / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{hashlib.sha256(picture).hexdigest()}{suffix}"
    (folder / name).write_bytes(picture)
    return name
