"""Outcomes and observations: what a check says about one subject."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """The five outcomes of EARL 1.0 (W3C). `cantTell` and `untested` move no finding."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class SubjectKind(StrEnum):
    """What an observation is about."""

    SITE = "site"
    COLUMN = "column"
    PAGE = "page"
    LINK = "link"
    ACCOUNT = "account"


#: `Observation.rounds` of what inspections alone never confirm, however often they agree: a person must.
BY_PERSON = 1_000_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where another person can see the same thing.

    `warc`, `offset` (bytes) and `record_id` name one record of the snapshot's WARC file; `excerpt` is a
    short piece of what was seen there (at most 500 characters, untrusted text); `shot` is a screenshot's path
    inside the snapshot.
    """

    url: str
    warc: str = ""
    offset: int = -1
    record_id: str = ""
    excerpt: str = ""
    shot: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that links to a target: the page, the anchor text, the element and its ordinal in the page."""

    page: str
    text: str = ""
    element: str = ""
    position: int = 0
    region: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one check saw of one subject at one time.

    `identity` tells apart several findings of one check on one subject (a form field's name, a meta tag);
    never a message, title, date, count or position. `message` is Chinese, for officials. `warning` is an early
    (yellow) warning on a subject that still passes. `rounds` is in how many separate inspections this must be
    seen before it accuses anybody. `facets` are the short values that indicator rows filter on
    (`category`, `place`, `days_left` …); `unit` names who answers for it, where the check knows.
    """

    check: str
    subject: str
    kind: SubjectKind
    outcome: Outcome
    message: str
    identity: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: tuple[Source, ...] = ()
    source_count: int = 0
    warning: str = ""
    rounds: int = 1
    facets: Mapping[str, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The finding's stable name: see `fingerprint`."""
        return fingerprint(self.check, self.subject, self.identity)


def fingerprint(check: str, subject: str, identity: tuple[str, ...]) -> str:
    """Return sha256 (hex) over check id, subject and identity, joined so that no two triples collide."""
    joined = "\x1f".join((check, subject, *identity))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
