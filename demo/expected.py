"""What an inspection of the demo must find: expected.toml, with every subject as a full address."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from demo.pages import SiteBuilder
from demo.plan import FOLDER


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding. `site` is the site's key in the register; `state` is confirmed, or suspected after one round.

    `browser`: only a browser shows it, or a crawl without one leaves it open. `pages` are those that show a fault of
    the site's templates; empty for every other kind of finding.
    """

    site: str
    check: str
    subject: str
    identity: tuple[str, ...]
    state: str
    note: str
    browser: bool = False
    pages: tuple[str, ...] = ()


def load_expected(builders: Mapping[str, SiteBuilder], path: Path = FOLDER / "expected.toml") -> tuple[Expected, ...]:
    """Read the expected findings; their subjects are written as in seeds.toml, as `host`, as `host:` and
    another host, or as whole addresses.

    A row with `after` (month and day) is a fault only later in the year: before, the report is not due.
    """
    return tuple(
        Expected(
            builders[row["site"]].plan.code,
            row["check"],
            _subject(builders[row["site"]], row["subject"]),
            tuple(row.get("identity", ())),
            row.get("state", "confirmed"),
            row["note"],
            row.get("browser", False),
            tuple(sorted(_subject(builders[row["site"]], page) for page in row.get("pages", ()))),
        )
        for row in tomllib.loads(path.read_text("utf-8"))["fault"]
        if f"{builders[row['site']].today:%m-%d}" > row.get("after", "")
    )


def _subject(builder: SiteBuilder, subject: str) -> str:
    if subject == "host":
        return builder.plan.host
    if subject.startswith("host:"):
        return subject.removeprefix("host:")
    if subject.startswith(("http://", "file:", "mailto:", "\\")):
        return subject.replace("{port}", str(builder.port))
    return builder.root + builder.resolve(subject)
