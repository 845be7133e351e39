"""What the demo county consists of: sites, columns, single pages. Read from sites.toml; nothing here is real."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.county import ColumnCategory

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: `count` articles, the newest `newest` days old and each next one `step` days older."""

    id: str
    name: str
    category: ColumnCategory = ColumnCategory.OTHER
    count: int = 12
    newest: int = 1
    step: int = 3
    interval_days: int = 0
    unit: str = ""
    notice: str = ""  # shown instead of a list (栏目建设中)
    number: str = ""  # issuer in the document numbers (云岭政规): the articles are documents
    explains: str = ""  # the column whose documents these articles explain, one each
    swap: tuple[int, ...] = ()  # two articles that explain each other's document

    def day(self, number: int, today: date) -> date:
        """Publish day of the article `number` (1 is the newest)."""
        return today - timedelta(days=self.newest + self.step * (number - 1))


@dataclass(frozen=True, slots=True)
class SinglePlan:
    """A page that stands alone: an overview, an address, a map. Several paragraphs, no list."""

    id: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """One public message, asked `asked` days ago and answered `after` days later by `unit`."""

    title: str
    question: str
    answer: str
    unit: str
    asked: int
    after: int = 1
    kind: str = "咨询"


@dataclass(frozen=True, slots=True)
class GuidePlan:
    """One guide (办事指南): what is done, by whom, and what else its elements say; with a form to download."""

    title: str
    basis: str
    conditions: str
    materials: str
    steps: str
    unit: str


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page with html of its own, `days` days old; `nav` puts it into the navigation, `column` makes it no article.

    The html may hold `{page:…}` and `{day:…}` as in seeds.toml.
    """

    id: str
    name: str
    html: str
    days: int = 30
    published: str = ""  # a day instead of `days`, never in the future
    nav: bool = False
    column: bool = False


@dataclass(frozen=True, slots=True)
class SitePlan:
    """One site. `layout` picks templates and addresses.

    `ipv6` is yes, absent (no AAAA), broken (AAAA, no answer), flaky (the home page fails one time in three), or stale
    (over IPv6 another home page than over IPv4, and no other page).
    """

    id: str
    host: str
    address: str
    name: str
    layout: str
    code: str
    unit: str
    slogan: str
    topics: tuple[str, ...]
    columns: tuple[ColumnPlan, ...]
    singles: tuple[SinglePlan, ...]
    supervisor: str = "云岭县人民政府办公室"
    charset: str = "utf-8"
    ipv6: str = "yes"
    scopes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    old_domains: tuple[str, ...] = ()
    approval: str = ""
    robots: str = ""
    branches: tuple[tuple[str, str], ...] = field(default=())  # (path, name) of townships in this site's tree
    messages: tuple[MessagePlan, ...] = ()
    guides: tuple[GuidePlan, ...] = ()
    pages: tuple[PagePlan, ...] = ()

    def column(self, column_id: str) -> ColumnPlan:
        """The column of that id. Raises KeyError when the site has none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(f"{self.id} has no column {column_id!r}")


def load_sites(path: Path = FOLDER / "sites.toml") -> tuple[SitePlan, ...]:
    """Read the plan of all sites, in the file's order; pages of their own stand in disclosure.toml."""
    pages = tomllib.loads((FOLDER / "disclosure.toml").read_text("utf-8"))
    return tuple(
        _site({**row, "page": pages.get(row["id"], ())}) for row in tomllib.loads(path.read_text("utf-8"))["site"]
    )


def _site(row: dict[str, Any]) -> SitePlan:
    columns = tuple(
        ColumnPlan(**{**column, "category": ColumnCategory(column.get("category", "其他"))})
        for column in row.pop("column")
    )
    singles = tuple(
        SinglePlan(single["id"], single["name"], tuple(single["paragraphs"])) for single in row.pop("single")
    )
    branches = tuple((branch["id"], branch["name"]) for branch in row.pop("branch", ()))
    messages = tuple(MessagePlan(**message) for message in row.pop("message", ()))
    guides = tuple(GuidePlan(**guide) for guide in row.pop("guide", ()))
    pages = tuple(PagePlan(**page) for page in row.pop("page", ()))
    return SitePlan(
        **{**row, "topics": tuple(row["topics"]), **_names(row), "branches": branches},
        columns=columns,
        singles=singles,
        messages=messages,
        guides=guides,
        pages=pages,
    )


def _names(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(row.get(name, ())) for name in ("scopes", "aliases", "old_domains")}
