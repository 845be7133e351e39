"""`xunjian clues`: accounts that nobody registered, from our own snapshots and lists that a person brings."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from checks.media.clues.clue import Clue, Sighting, clues_of, key_of
from checks.media.clues.lists import from_rows, from_text
from checks.media.clues.sites import from_site
from checks.media.clues.verdict import Judge, Rank
from checks.media.clues.words import load_words
from commands.exits import Exit
from commands.frame import existing, load_settings, output
from commands.language import _
from core.clock import beijing_now
from core.county import Unit
from core.errors import UsageError
from core.platforms import canonical_platform
from core.snapshot import open_snapshot
from crawler.shelf import last_whole, sealed_snapshots
from inspection import House, open_house
from ledger.clues import ClueVerdict, JudgedClue, keep_clues, load_clues
from ledger.register.sheets import read_sheets
from ledger.register.store import load_register
from reports.clues import ANSWERS, UNKNOWN, write_clue_list, write_clue_page
from reports.writing import write_atomically

#: How alike a unit's name must be to be offered for one that the register does not have.
_ALIKE = 0.5
#: Largest pasted text, bytes.
_MAX_TEXT = 4 * 1024 * 1024


@click.group(help=_("Accounts that nobody registered: clues for a person to check, never accusations."))
def clues() -> None:
    """Group of verbs about clues."""


@clues.command("list", help=_("List clues from the sites' last snapshots and from files (xlsx, csv, txt)."))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("account-clues.xlsx"),
    show_default=True,
    help=_("Where to write the rows."),
)
def list_clues(files: tuple[Path, ...], out: Path) -> None:
    """Write the list and a page beside it. Raises UsageError without a register or county, or when the list exists."""
    if out.exists():
        raise UsageError(_("{path} exists already; choose another name.").format(path=out))
    with open_house(load_settings()) as house:
        register = load_register(house.engine)
        if not register.units:
            raise UsageError(_("The register has no units; names cannot be compared without them."))
        county = house.settings.county or register.county
        if not county:
            raise UsageError(
                _(
                    "Nobody has said which county this is; names cannot be compared. Fill in 县区名称 on the sheet "
                    "基本信息 of the register and import it, or set `county`."
                )
            )
        names = [unit.name for unit in register.units]
        folder = Path(house.settings.word_dir) if house.settings.word_dir else None
        judge = Judge(county, names, register.accounts, load_words(folder))
        found = clues_of((*_of_sites(house), *_of_files(files)), judge)
        judged = {clue.key: clue for clue in load_clues(house.engine)}
        write_atomically(out, lambda stream: write_clue_list(found, judged, house.clock(), stream))
        page = out.with_suffix(".html")
        write_atomically(page, lambda stream: write_clue_page(found, judged, county, stream))
    output().print(_tally(found), markup=False)
    for path in (out, page):
        output().print(_("Written: {path}").format(path=path), markup=False)


@clues.command("import", help=_("Import a list of clues in which a person has answered."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--by", "actor", default="cli", show_default=True, help=_("Who imports, for the audit trail."))
def import_clues(path: Path, actor: str) -> None:
    """Keep every answer. What is confirmed is told by the next inspection; a wrong answer is named and left out."""
    kept, wrong = [], []
    for number, row in _rows(existing(path, _("List of clues"))):
        answer = row["人工核定"].strip()
        if answer in ANSWERS and _told(row):
            kept.append(_judged(row, ClueVerdict(answer), actor))
        elif answer in ANSWERS:
            wrong.append(_("row {number}: no name, id or address").format(number=number))
        elif answer:
            wrong.append(
                _("row {number}: {answer} is none of {answers}").format(
                    number=number, answer=answer[:40], answers="、".join(ANSWERS)
                )
            )
    if kept:
        with open_house(load_settings()) as house:
            for line in _strange_units(kept, load_register(house.engine).units):
                output().print(line, style="yellow", markup=False)
            keep_clues(house.engine, kept, beijing_now(), actor)
    for line in wrong:
        output().print(line, style="red", markup=False)
    output().print(_("{count} answers kept.").format(count=len(kept)))
    if wrong:
        raise SystemExit(Exit.PROBLEMS)


def _strange_units(kept: list[JudgedClue], units: tuple[Unit, ...]) -> Iterator[str]:
    """What to say of confirmed accounts whose unit the register does not have: no notice would reach it."""
    known = {unit.name for unit in units}
    for clue in kept:
        if clue.verdict is not ClueVerdict.UNREGISTERED or clue.unit in known:
            continue
        title = clue.name or clue.number or clue.address
        if not clue.unit:
            yield _("{account}: no unit is answerable for it; fill in 核定单位 and import again.").format(account=title)
            continue
        words = _("{account}: the register has no unit {unit}; kept as written. Did you mean {near}?")
        near = "、".join(get_close_matches(clue.unit, sorted(known), 2, _ALIKE)) or "—"
        yield words.format(account=title, unit=clue.unit[:60], near=near)


def _of_sites(house: House) -> Iterator[Sighting]:
    for site in load_register(house.engine).sites:
        folder = last_whole(sealed_snapshots(house.settings, site))
        if folder is not None:
            with open_snapshot(folder) as snapshot:
                yield from from_site(snapshot)


def _of_files(files: tuple[Path, ...]) -> Iterator[Sighting]:
    for path in files:
        found = existing(path, _("List"))
        if found.suffix.lower() == ".txt":
            if found.stat().st_size > _MAX_TEXT:
                raise UsageError(_("{path} is too large for a pasted list.").format(path=path))
            yield from from_text(_decoded(found.read_bytes()), found.name)
        else:
            for sheet in read_sheets(found):
                yield from from_rows(sheet.rows, f"{found.name} {sheet.name}".strip())


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _tally(found: list[Clue]) -> str:
    ranks = [clue.verdict.rank for clue in found]
    words = _("{high} likely, {middle} possible, {low} unlikely; {known} registered, {other} of others")
    return words.format(
        high=ranks.count(Rank.HIGH),
        middle=ranks.count(Rank.MIDDLE),
        low=ranks.count(Rank.LOW),
        known=ranks.count(Rank.REGISTERED),
        other=ranks.count(Rank.OTHER),
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    found = False
    for sheet in read_sheets(path):
        for index, (_number, cells) in enumerate(sheet.rows):
            if {"线索编号", "人工核定"} <= set(cells):
                for number, below in sheet.rows[index + 1 :]:
                    padded = (*below, *[""] * len(cells))
                    yield number, dict(zip(cells, padded, strict=False))
                found = True
                break
    if not found:
        raise UsageError(_("{path} is no list of clues.").format(path=path))


def _told(row: dict[str, str]) -> bool:
    return any(row.get(name, "").strip() for name in ("账号名称", "账号ID", "链接"))


def _judged(row: dict[str, str], verdict: ClueVerdict, actor: str) -> JudgedClue:
    platform = canonical_platform(row.get("平台", "").strip().removeprefix(UNKNOWN))
    name, number, address = (row.get(title, "").strip() for title in ("账号名称", "账号ID", "链接"))
    # A row that a person added has no key yet; it gets the one that the account would have had.
    key = row["线索编号"].strip() or key_of(Sighting(platform, name, "", "", address, number))
    return JudgedClue(
        key[:12],
        platform,
        name,
        address,
        number,
        row.get("核定单位", "").strip() or row.get("疑似单位", ""),
        row.get("来源", ""),
        verdict,
        row.get("备注", ""),
        beijing_now(),
        actor,
    )
