"""What a check is: metadata and a pure function. This is the whole interface a rule author needs.

Two shapes exist. A snapshot check sees the snapshot (only the needs it declared)::

    @check(id="link.dead", title="错链断链", clause="国办秘函〔2019〕19号 可用性", needs={"links"})
    def dead_link(snapshot: Snapshot, params: Params) -> Iterator[Observation]: ...

A page check sees one page at a time; the runner shares one parse of the page among all page checks, and
`xunjian page URL` can run it on a single page::

    @page_check(id="a11y.lang", title="页面未声明语言", clause="GB/T 37668-2019")
    def lang(page: Page, params: Params) -> Iterator[Observation]: ...

The docstring (Chinese) is the help page in reports: what it is, why it matters, how to put it right.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.errors import CheckError
from core.outcome import Observation
from core.snapshot import Page, PageKind, Snapshot

#: A check's settings: its own defaults, overlaid by the indicator table that judges.
Params = Mapping[str, int | float | str]

SnapshotFunction = Callable[[Snapshot, Params], Iterator[Observation]]
PageFunction = Callable[[Page, Params], Iterator[Observation]]


class Scope(StrEnum):
    """Whether a check is called once per snapshot or once per page."""

    SNAPSHOT = "snapshot"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Check:
    """One registered check.

    `needs` are names of Snapshot.NEEDS; what is not declared is not visible. `kinds` limits a page check to kinds
    of pages. `version` is raised when the same snapshot would be judged differently. `place` is module:function.
    `apart`: what it judges by was gathered apart from the crawl, so it is run even when the crawl was not sound.
    """

    id: str
    title: str
    clause: str
    help: str
    scope: Scope
    function: SnapshotFunction | PageFunction = field(repr=False)
    needs: frozenset[str] = frozenset()
    defaults: Params = field(default_factory=dict)
    kinds: frozenset[PageKind] = frozenset()
    version: int = 1
    place: str = ""
    apart: bool = False


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
        )
        setattr(function, ATTRIBUTE, found)
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
