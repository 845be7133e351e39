"""What axe-core said of one page in a browser, at each width, and what else was measured on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from sqlite3 import Row
from typing import Any

from core.elements import SeenElement, Tag
from core.snapshot.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class ScannedNode:
    """An element at fault, or in doubt.

    `notes` say why, in the engine's Chinese words; `moved`: it looked otherwise a moment later; `named`: what the
    browser itself calls an element in which the engine finds no name, empty where it was not asked or has none.
    """

    element: SeenElement
    notes: tuple[str, ...] = ()
    moved: bool = False
    named: str = ""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule said of one page.

    `help` is the rule in Chinese, `criteria` the success criteria of WCAG and `act` the ACT rules that it belongs to;
    `best`: a best practice, which no criterion asks for; `visual`: it depends on how the page looks. `count` elements
    were concerned, of which `nodes` are the first; `marks` are digests of the selectors of those without fault (see
    `mark_of`).
    """

    id: str
    help: str
    criteria: tuple[str, ...]
    act: tuple[str, ...]
    best: bool
    visual: bool
    count: int
    nodes: tuple[ScannedNode, ...] = ()
    marks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """One page at one width (CSS pixels): four outcomes, kept apart, and the rules that broke down (`errors`).

    `hidden` are digests of the selectors of elements that were not shown (see `mark_of`).
    """

    width: int
    violations: tuple[RuleResult, ...] = ()
    incomplete: tuple[RuleResult, ...] = ()
    passes: tuple[RuleResult, ...] = ()
    inapplicable: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scan:
    """One sampled page.

    `reason` says what it was taken as a sample of, `failure` why it was not, or not wholly, scanned (English,
    technical; empty: it was). `missed` are known faults that the engine did not find on its trial page, in the same
    tab: then nothing here is to be believed. `settled`: nothing loaded or changed any more. `lacking` are files (kind,
    address) that did not come, because they were broken or because their host is not the site's; `errors` counts
    uncaught exceptions of the page's scripts. `engine` names programs and versions. `measures` by name: see
    docs/formats.md.
    """

    url: str
    reason: str
    at: str
    failure: str = ""
    final_url: str = ""
    status: int = 0
    settled: bool = False
    missed: tuple[str, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    errors: int = 0
    engine: Mapping[str, str] = field(default_factory=dict)
    views: tuple[View, ...] = ()
    measures: Mapping[str, Any] = field(default_factory=dict)
    record: RecordRef | None = None

    @property
    def whole(self) -> bool:
        """Whether styles, scripts and data that visitors get were there, so that the page looked as it does to them."""
        return self.settled and not self.failure and not self.lacks("stylesheet", "script", "xhr", "fetch")

    def lacks(self, *kinds: str) -> bool:
        """Whether something of these kinds did not come."""
        return any(kind in kinds for kind, _ in self.lacking)


def mark_of(selector: str) -> int:
    """FNV-1a (32 bit) over the selector's UTF-16 code units, as the crawler's script reckons it in the browser."""
    digest, code = 0x811C9DC5, selector.encode("utf-16-le", "surrogatepass")
    for low, high in zip(code[::2], code[1::2], strict=True):
        digest = (digest ^ (high << 8 | low)) * 0x01000193 & 0xFFFFFFFF
    return digest


def read_scan(row: Row) -> Scan:
    """One row of table scan."""
    record = RecordRef(row["warc_file"], row["warc_offset"], row["record_id"])
    return scan_from(row["url"], row["reason"], row["at"], row["failure"], json.loads(row["data"]), record)


def scan_from(
    url: str, reason: str, at: str, failure: str, data: Mapping[str, Any], record: RecordRef | None = None
) -> Scan:
    """A scan from the document that the crawler keeps of it."""
    return Scan(
        url,
        reason,
        at,
        failure,
        data["final_url"],
        data["status"],
        data["settled"],
        tuple(data["missed"]),
        tuple((kind, address) for kind, address in data["lacking"]),
        data["errors"],
        data["engine"],
        tuple(map(_view, data["views"])),
        data["measures"],
        record,
    )


def _view(data: Mapping[str, Any]) -> View:
    groups = (data["violations"], data["incomplete"], data["passes"])
    violations, incomplete, passes = (tuple(map(_result, group)) for group in groups)
    told = tuple(data["inapplicable"]), tuple(data["errors"]), frozenset(data.get("hidden", ()))
    return View(data["width"], violations, incomplete, passes, *told)


def _result(data: Mapping[str, Any]) -> RuleResult:
    return RuleResult(
        data["id"],
        data["help"],
        tuple(data["criteria"]),
        tuple(data["act"]),
        data["best"],
        data["visual"],
        data["count"],
        tuple(map(_node, data.get("nodes", ()))),
        frozenset(data.get("marks", ())),
    )


def _node(data: Mapping[str, Any]) -> ScannedNode:
    lineage = tuple(Tag(name, attributes) for name, attributes in data["lineage"])
    element = SeenElement(data["selector"], data["html"], lineage, data.get("shot", ""))
    return ScannedNode(element, tuple(data["notes"]), data.get("moved", False), data.get("named", ""))
