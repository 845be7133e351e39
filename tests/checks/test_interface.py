"""What the decorators accept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks import Check, Params, Ruling, check, page_check, rule
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


def plain_rule(page: Page, params: Params) -> Ruling:
    """帮助。"""
    return Ruling(0)


def test_rule_metadata_and_what_its_clause_says() -> None:
    declared = rule(id="a.b", title="题", wcag=("1.1.1", "1.4.4"), act=("23a2a8",))(plain_rule)
    found: Check = getattr(declared, ATTRIBUTE)
    assert (found.scope, found.needs) == (Scope.RULE, frozenset({"pages", "dom"}))
    assert found.clause == "GB/T 37668-2019；WCAG 2.2 SC 1.1.1（A 级）、1.4.4（AA 级）；ACT 23a2a8"
    bare: Check = getattr(rule(id="a.b", title="题", clause="条", needs=set())(plain_rule), ATTRIBUTE)
    assert (bare.clause, bare.needs) == ("条", frozenset({"pages"}))


@pytest.mark.parametrize(
    "cites", [{"wcag": ("4.1.1",)}, {"wcag": ("9.9.9",)}, {"act": ("23A2A8",)}, {"act": ("1.1.1",)}]
)
def test_what_a_rule_cites_exists(cites: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(CheckError, match=r"a\.b"):
        rule(id="a.b", title="题", wcag=cites.get("wcag", ()), act=cites.get("act", ()))(plain_rule)
