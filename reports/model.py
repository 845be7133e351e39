"""The read model of one inspection: everything the documents show, and nothing they must look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.county import Account, Site
from core.finding import Change, Finding
from core.outcome import Observation, SubjectKind
from core.snapshot import Gap, Sanity
from indicators.model import Assessment, Conclusion
from reports.spread import address_of


@dataclass(frozen=True, slots=True)
class CheckHelp:
    """A check's metadata for the help section; success criteria and ACT rules where it cites some."""

    id: str
    title: str
    clause: str
    help: str
    version: int
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the problem list: a finding with its latest failed observation, in this inspection.

    `indicator` is the row's id and name that the check feeds; `status` is what this inspection says of it:
    新发现, 仍存在, 再次出现, 疑似, 本次未能复核. `number` counts from 1 in the list's order (unit, site, indicator,
    subject).
    `column` is the registered column's name when the problem lies in one, `account` names a media account with its
    platform. `rank` is the row's place in the table: vetoes come first.
    """

    number: int
    finding: Finding
    observation: Observation
    unit: str
    site: Site
    title: str
    indicator: str
    status: str
    column: str = ""
    rank: int = 0
    account: str = ""

    @property
    def place(self) -> str:
        """网站/栏目, or the account's name and platform."""
        return self.account or self.site.name + (f"/{self.column}" if self.column else "")

    @property
    def address(self) -> str:
        """Where to look at it; empty for an account without a home page of its own."""
        if self.finding.kind is not SubjectKind.ACCOUNT:
            return address_of(self.observation)
        return next((proof.url for proof in self.observation.evidence if proof.url), "")


@dataclass(frozen=True, slots=True)
class Browsed:
    """One address that was opened in a browser: why, and what it showed (Chinese).

    `shot` is the picture's path inside the snapshot, `picture` its JPEG; empty where another line has it or there was
    no room.
    """

    url: str
    why: str
    result: str
    shot: str = ""
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line for the engineer: what kind of thing, which record, address or host, and what was seen (Chinese)."""

    what: str
    subject: str
    seen: str


@dataclass(frozen=True, slots=True)
class SixPage:
    """A site's IPv6 page: (check's title, result in a word, what it says) and what was measured."""

    results: tuple[tuple[str, str, str], ...]
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class AvailabilityDay:
    """One day (ISO 8601) of the availability monitoring: how many of its 24 slots came to what.

    `own` are outages of our own, `gaps` slots that nobody visited or that were cut off.
    """

    day: str
    opened: int
    failed: int
    unclear: int
    own: int
    gaps: int

    @property
    def valid(self) -> int:
        """Visits that count."""
        return self.opened + self.failed + self.unclear


@dataclass(frozen=True, slots=True)
class SiteReport:
    """One site's part. `unmeasured` maps a check's title to why it could not judge (untested, cantTell); `unclear` are
    the links among them, one by one, for a person to open. `accessibility` is all that was observed of it,
    `pictures` JPEGs of elements by their names in the snapshot."""

    site: Site
    snapshot: str
    taken_at: datetime
    sanity: Sanity
    assessment: Assessment
    counts: Mapping[str, int]
    outcomes: Mapping[str, int]
    problems: tuple[Problem, ...]
    suspected: tuple[Problem, ...]
    waived: tuple[Problem, ...]
    warnings: tuple[Observation, ...]
    unmeasured: tuple[tuple[str, str], ...]
    fixed: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    complete: bool
    browsed: tuple[Browsed, ...] = ()
    ipv6: SixPage | None = None
    availability: tuple[AvailabilityDay, ...] = ()
    unclear: tuple[Observation, ...] = ()
    accessibility: tuple[Observation, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountReport:
    """One media account. `conclusion` is None for one no longer in operation, `explanation` says why it is so.

    `updated_on` is the day of its last update that anybody saw.
    """

    account: Account
    conclusion: Conclusion | None
    updated_on: date | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class MediaReport:
    """The media accounts' part: problems and the like as of a site, and a verdict on each account."""

    report: SiteReport
    accounts: tuple[AccountReport, ...]

    @property
    def judged(self) -> tuple[AccountReport, ...]:
        """Accounts that were found 合格 or 不合格."""
        told = (Conclusion.QUALIFIED, Conclusion.UNQUALIFIED)
        return tuple(account for account in self.accounts if account.conclusion in told)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of a county (or of one site).

    `period` names it in titles (2026年第47周); `office` signs; `due` is the rectification deadline (inclusive).
    `media` is what was found of `accounts`; None when no account was inspected.
    """

    run: str
    county: str
    office: str
    period: str
    started: datetime
    finished: datetime
    due: date
    sites: tuple[SiteReport, ...]
    accounts: tuple[Account, ...]
    change: Change
    checks: tuple[CheckHelp, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    calendar_warning: str = ""
    broken_plugins: Mapping[str, str] = field(default_factory=dict)
    media: MediaReport | None = None

    @property
    def parts(self) -> tuple[SiteReport, ...]:
        """Every site's part, and behind them that of the media accounts."""
        return (*self.sites, self.media.report) if self.media else self.sites

    @property
    def of_websites(self) -> bool:
        """Whether the documents speak of websites: they do, unless media accounts alone were inspected."""
        return bool(self.sites) or self.media is None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All confirmed problems, in the list's order."""
        return tuple(problem for part in self.parts for problem in part.problems)

    @property
    def monitored_accounts(self) -> int:
        """How many accounts could be judged in this inspection."""
        return len(self.media.judged) if self.media else 0
