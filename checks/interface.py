"""What a check is: metadata and a pure function. This is the whole interface a rule author needs.

Three shapes exist. A snapshot check sees the snapshot (only the needs it declared)::

    @check(id="link.dead", title="错链断链", clause="国办秘函〔2019〕19号 可用性", needs={"links"})
    def dead_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]: ...

A page check sees one page at a time; the runner shares one parse of the page among all page checks, and
`xunjian page URL` can run it on a single page::

    @page_check(id="identity.pubdate", title="稿件没有发布日期标签", clause="国办发〔2017〕47号")
    def pubdate(page: Page, params: Params) -> Iterator[Observation]: ...

A rule also sees one page at a time, but only names the elements at fault; one fault at one place of a template becomes
one finding of the site, on however many pages it stands::

    @rule(id="a11y.button_name", title="按钮没有名称", wcag=("4.1.2",), act=("97a4e1",))
    def button_name(page: Page, params: Params) -> Ruling: ...

The docstring (Chinese) is the help page in reports: what it is, why it matters, how to put it right.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from checks.ruling import Ruling
from checks.wcag import cited
from core.errors import CheckError
from core.outcome import Observation
from core.snapshot import Look, Page, PageKind, Snapshot, SnapshotKind

#: A check's settings: its own defaults, overlaid by the indicator table that judges.
Params = Mapping[str, int | float | str]

SnapshotFunction = Callable[[Snapshot, Params], Iterator[Observation]]
PageFunction = Callable[[Page, Params], Iterator[Observation]]
#: None: this page was not looked at (not opened in a browser, say), which is no pass.
RuleFunction = Callable[[Page, Params], Ruling | None]
#: What a rule with its own return type may be: the decorator gives it back unchanged.
Declared = TypeVar("Declared", bound=RuleFunction)


class Scope(StrEnum):
    """Whether a check is called once per snapshot or once per page; a rule's findings are the site's."""

    SNAPSHOT = "snapshot"
    PAGE = "page"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check.

    `needs` are names of Snapshot.NEEDS; what is not declared is not visible. `kinds` limits a page check to kinds
    of pages. `version` is raised when the same snapshot would be judged differently. `place` is module:function.
    `apart`: what it judges by was gathered apart from the crawl, so it is run even when the crawl was not sound.
    `wcag` are success criteria of WCAG 2.2, `act` the ACT rules (W3C) that it implements.
    `of` is the kind of snapshot that it judges: it is not run on others. `asked`: as what its findings' subjects are
    asked again, where their pages alone would not show them gone.
    """

    id: str
    title: str
    clause: str
    help: str
    scope: Scope
    function: SnapshotFunction | PageFunction | RuleFunction = field(repr=False)
    needs: frozenset[str] = frozenset()
    defaults: Params = field(default_factory=dict)
    kinds: frozenset[PageKind] = frozenset()
    version: int = 1
    place: str = ""
    apart: bool = False
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    of: SnapshotKind = SnapshotKind.SITE
    asked: tuple[Look, ...] = ()

    @property
    def looks(self) -> tuple[Look, ...]:
        """How what this check found is asked again: without these looks nobody sees it to be gone.

        A rule that implements an ACT rule hears what the browser says of the same elements.
        """
        heard = self.scope is Scope.RULE and bool(self.act)
        needed = (heard or "scans" in self.needs, "walk" in self.needs, "pdfs" in self.needs)
        return self.asked + tuple(
            look for look, is_needed in zip((Look.SCAN, Look.WALK, Look.PDF), needed, strict=True) if is_needed
        )


#: The standard that websites' accessibility is held to; its numbering is not public, so no clause of it is named.
ACCESSIBILITY = "GB/T 37668-2019"
_ACT_RULE = re.compile(r"[0-9a-z]{6}")

#: Attribute under which the decorators leave the Check on the function.
ATTRIBUTE = "xunjian_check"


def check(
    *,
    id: str,
    title: str,
    clause: str,
    needs: set[str],
    defaults: Params | None = None,
    version: int = 1,
    apart: bool = False,
    of: SnapshotKind = SnapshotKind.SITE,
) -> Callable[[SnapshotFunction], SnapshotFunction]:
    """Declare a snapshot check. Raises CheckError when the metadata is incomplete."""

    def declare(function: SnapshotFunction) -> SnapshotFunction:
        found = Check(
            id,
            title,
            clause,
            _help(function, id),
            Scope.SNAPSHOT,
            function,
            _known(needs, id),
            dict(defaults or {}),
            version=version,
            place=_place(function),
            apart=apart,
            of=of,
        )
        setattr(function, ATTRIBUTE, found)
        return function

    return declare


def asked_again(*looks: Look) -> Callable[[SnapshotFunction], SnapshotFunction]:
    """Stands above `check`, and says as what the subjects of its findings are asked again (`Check.asked`)."""

    def declare(function: SnapshotFunction) -> SnapshotFunction:
        setattr(function, ATTRIBUTE, replace(getattr(function, ATTRIBUTE), asked=looks))
        return function

    return declare


def page_check(
    *,
    id: str,
    title: str,
    clause: str,
    needs: set[str] | None = None,
    kinds: set[PageKind] | None = None,
    defaults: Params | None = None,
    version: int = 1,
) -> Callable[[PageFunction], PageFunction]:
    """Declare a page check; it needs "pages", and "dom" unless `needs` says otherwise. Raises CheckError."""

    def declare(function: PageFunction) -> PageFunction:
        found = Check(
            id,
            title,
            clause,
            _help(function, id),
            Scope.PAGE,
            function,
            _known({"pages"} | ({"dom"} if needs is None else needs), id),
            dict(defaults or {}),
            frozenset(kinds or ()),
            version,
            _place(function),
        )
        setattr(function, ATTRIBUTE, found)
        return function

    return declare


def rule(
    *,
    id: str,
    title: str,
    clause: str = ACCESSIBILITY,
    wcag: tuple[str, ...] = (),
    act: tuple[str, ...] = (),
    needs: set[str] | None = None,
    defaults: Params | None = None,
    version: int = 1,
) -> Callable[[Declared], Declared]:
    """Declare a rule; it needs "pages", and "dom" unless `needs` says otherwise. Raises CheckError.

    The success criteria (`wcag`, numbers only) are added to the clause with their levels, the ACT rules after them.
    """

    def declare(function: Declared) -> Declared:
        found = Check(
            id,
            title,
            _basis(clause, wcag, act, id),
            _help(function, id),
            Scope.RULE,
            function,
            _known({"pages"} | ({"dom"} if needs is None else needs), id),
            dict(defaults or {}),
            version=version,
            place=_place(function),
            wcag=wcag,
            act=act,
        )
        setattr(function, ATTRIBUTE, found)
        return function

    return declare


def _basis(clause: str, wcag: tuple[str, ...], act: tuple[str, ...], check_id: str) -> str:
    if any(not _ACT_RULE.fullmatch(name) for name in act):
        raise CheckError(f"check {check_id!r} names {act}; an ACT rule's id is six small letters and digits")
    criteria = f"WCAG 2.2 SC {cited(wcag, check_id)}" if wcag else ""
    return "；".join(filter(None, (clause, criteria, "ACT " + "、".join(act) if act else "")))


def _help(function: Callable[..., object], check_id: str) -> str:
    text = inspect.getdoc(function) or ""
    if not text:
        raise CheckError(f"check {check_id!r} has no docstring; it is the help page that officials read")
    return text


def _known(needs: set[str], check_id: str) -> frozenset[str]:
    unknown = needs - Snapshot.NEEDS
    if unknown:
        raise CheckError(
            f"check {check_id!r} declares unknown needs {sorted(unknown)}; known: {sorted(Snapshot.NEEDS)}"
        )
    return frozenset(needs)


def _place(function: Callable[..., object]) -> str:
    return f"{function.__module__}:{function.__qualname__}"
