"""Faults and decoys sown into the clean county. Read from seeds.toml; what must be found stands in expected.toml."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from demo import files
from demo.pages import SiteBuilder
from demo.plan import FOLDER, SitePlan

_PAGE = re.compile(r".*(?:/|\.s?html?)")


@dataclass(frozen=True, slots=True)
class Change:
    """A column that differs from the plan: older, with a notice instead of its list, or with two articles swapped."""

    site: str
    column: str
    newest: int | None = None
    notice: str = ""
    swap: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Text of a page replaced: `find` is a regular expression that must match; `page` may be `*`, every page.

    `{port}` in `put` becomes the port of the demo, `{page:…}` the path of a referenced page, `{day:9}` the day nine
    days before the demo's.
    """

    site: str
    page: str
    find: str
    put: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that is linked and is not there."""

    site: str
    path: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A file put at `path`, encoded like the site."""

    site: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """An attachment (docx) put in the place of another, that says it was created `days` before the demo's day."""

    site: str
    path: str
    days: int


@dataclass(frozen=True, slots=True)
class Code:
    """A picture of a QR code put at `path`."""

    site: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Untagged:
    """A PDF put at `path` that no screen reader finds its way in: without tags and language."""

    site: str
    path: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A built page put at a second address."""

    site: str
    page: str
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An address that answers otherwise than with a file. `head` is the status for HEAD when it differs (0: same).

    With status 200 the file is sent all the same; `modified` is then how many days ago it says to have changed (0: not
    said); where no file stands, `text` is sent as a page; with
    `searching` only to search engines and to those who come from one.
    """

    site: str
    path: str
    status: int
    location: str = ""
    head: int = 0
    modified: int = 0
    text: str = ""
    searching: bool = False


@dataclass(frozen=True, slots=True)
class Scripted:
    """A part of a page that only a script shows: what `find` (a regular expression) matches is moved into its file."""

    site: str
    page: str
    find: str


@dataclass(frozen=True, slots=True)
class Seeds:
    """All that was sown. `Seeds()` leaves the county clean."""

    change: tuple[Change, ...] = ()
    edit: tuple[Edit, ...] = ()
    remove: tuple[Removal, ...] = ()
    add: tuple[Addition, ...] = ()
    answer: tuple[Answer, ...] = field(default=())
    copy: tuple[Copy, ...] = ()
    scripted: tuple[Scripted, ...] = ()
    made: tuple[Made, ...] = ()
    code: tuple[Code, ...] = ()
    untagged: tuple[Untagged, ...] = ()


def load_seeds(path: Path = FOLDER / "seeds.toml") -> Seeds:
    """Read the seeds; inserts (`[[insert]]`) are edits in front of a page's end-of-content mark."""
    rows = tomllib.loads(path.read_text("utf-8"))
    inserts = [Edit(row["site"], row["page"], "(?=<!--content-end-->)", row["html"]) for row in rows["insert"]]
    return Seeds(
        tuple(Change(**row) for row in rows["change"]),
        tuple([Edit(**row) for row in rows["edit"]] + inserts),
        tuple(Removal(**row) for row in rows["remove"]),
        tuple(Addition(**row) for row in rows["add"]),
        tuple([Answer(**row) for row in rows["answer"]] + [link for row in rows["chain"] for link in _chain(**row)]),
        tuple(Copy(**row) for row in rows["copy"]),
        tuple(Scripted(**row) for row in rows["scripted"]),
        tuple(Made(**row) for row in rows["made"]),
        tuple(Code(**row) for row in rows["code"]),
        tuple(Untagged(**row) for row in rows["untagged"]),
    )


def _chain(site: str, path: str, steps: int, end: str) -> list[Answer]:
    """Redirects one after the other; `path` holds {} for the step's number, from 1."""
    targets = [path.format(step) for step in range(2, steps + 1)] + [end]
    return [Answer(site, path.format(step), 302, target) for step, target in enumerate(targets, 1)]


def changed(plan: SitePlan, seeds: Seeds) -> SitePlan:
    """The plan with its changed columns."""
    columns = list(plan.columns)
    for change in seeds.change:
        if change.site == plan.id:
            old = plan.column(change.column)
            newest = old.newest if change.newest is None else change.newest
            new = replace(old, newest=newest, notice=change.notice, swap=tuple(change.swap))
            columns[plan.columns.index(old)] = new
    return replace(plan, columns=tuple(columns))


def sow(builder: SiteBuilder, seeds: Seeds) -> None:
    """Apply edits, additions and removals to a built site. Raises ValueError for an edit that matches nothing."""
    mine = builder.plan.id
    for copy in seeds.copy:
        if copy.site == mine:
            builder.files[builder.resolve(copy.path)] = builder.files[builder.resolve(copy.page)]
    for edit in seeds.edit:
        if edit.site == mine:
            _edit(builder, edit)
    mine_scripted = [part for part in seeds.scripted if part.site == mine]
    for number, part in enumerate(mine_scripted, 1):
        _script(builder, part, f"/shown/{number}.js")
    for addition in seeds.add:
        if addition.site == mine:
            builder.files[builder.resolve(addition.path)] = addition.text.encode(builder.plan.charset)
    builder.files |= {code.path: files.qr_code(code.text) for code in seeds.code if code.site == mine}
    untagged = [one.path for one in seeds.untagged if one.site == mine]
    builder.files |= {path: files.untagged_pdf("Yunling archives guide") for path in untagged}
    _replace_attachments(builder, seeds)
    for removal in seeds.remove:
        if removal.site == mine:
            del builder.files[builder.resolve(removal.path)]


def _replace_attachments(builder: SiteBuilder, seeds: Seeds) -> None:
    for made in seeds.made:
        if made.site == builder.plan.id:
            day = builder.today - timedelta(days=made.days)
            builder.files[builder.resolve(made.path)] = files.docx("附件", day)


def _script(builder: SiteBuilder, part: Scripted, script: str) -> None:
    path, charset = builder.resolve(part.page), builder.plan.charset
    text = builder.files[path].decode(charset)
    found = re.search(part.find, text)
    if found is None:
        raise ValueError(f"seeds.toml: {part.find!r} matches nothing in {part.site} {part.page}")
    builder.files[script] = f"document.getElementById('shown').outerHTML = {json.dumps(found[0])};\n".encode()
    holder = f'<div id="shown"></div><script src="{script}"></script>'
    builder.files[path] = f"{text[: found.start()]}{holder}{text[found.end() :]}".encode(charset)


def _edit(builder: SiteBuilder, edit: Edit) -> None:
    put = builder.filled(edit.put)
    matches = 0
    for path in _targets(builder, edit.page):
        text = builder.files[path].decode(builder.plan.charset)
        text, count = re.subn(edit.find, lambda _: put, text)
        builder.files[path] = text.encode(builder.plan.charset)
        matches += count
    if not matches:
        raise ValueError(f"seeds.toml: {edit.find!r} matches nothing in {edit.site} {edit.page}")


def _targets(builder: SiteBuilder, page: str) -> Iterable[str]:
    return [path for path in builder.files if _PAGE.fullmatch(path)] if page == "*" else [builder.resolve(page)]
