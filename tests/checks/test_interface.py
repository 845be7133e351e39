"""What the decorators accept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks import Check, Params, check, page_check
from checks.interface import ATTRIBUTE, Scope
from core.errors import CheckError
from core.outcome import Observation
from core.snapshot import Page, PageKind, Snapshot


def test_check_metadata() -> None:
    @check(id="a.b", title="题", clause="条", needs={"links"}, defaults={"n": 1}, version=2)
    def function(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
        """帮助。

        第二段。
        """
        yield from ()

    found: Check = getattr(function, ATTRIBUTE)
    assert (found.scope, found.needs, found.version) == (Scope.SNAPSHOT, frozenset({"links"}), 2)
    assert found.defaults == {"n": 1}
    assert found.help == "帮助。\n\n第二段。"
    assert found.place.startswith(f"{__name__}:test_check_metadata")


def test_page_check_needs() -> None:
    def function(page: Page, params: Params) -> Iterator[Observation]:
        """帮助。"""
        yield from ()

    plain = getattr(page_check(id="a.b", title="题", clause="条", kinds={PageKind.HOME})(function), ATTRIBUTE)
    assert (plain.needs, plain.kinds) == ({"pages", "dom"}, {PageKind.HOME})
    light = getattr(page_check(id="a.b", title="题", clause="条", needs=set())(function), ATTRIBUTE)
    assert light.needs == {"pages"}


def test_no_docstring() -> None:
    def bare(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
        yield from ()

    with pytest.raises(CheckError, match="has no docstring"):
        check(id="a.b", title="题", clause="条", needs=set())(bare)


def test_unknown_need() -> None:
    def function(snapshot: Snapshot, params: Params) -> Iterator[Observation]:
        """帮助。"""
        yield from ()

    with pytest.raises(CheckError, match="unknown needs"):
        check(id="a.b", title="题", clause="条", needs={"weather"})(function)
