"""`checks` and `indicators`."""

from __future__ import annotations

import pytest

from checks import load_registry
from commands.exits import Exit
from indicators import load_tables
from tests.commands.conftest import Run


def test_checks_list_names_every_check(xunjian: Run) -> None:
    result = xunjian("checks", "list")
    assert result.exit_code == Exit.FINE
    for item in load_registry(()):
        assert item.id in result.output
        assert item.title in result.output


@pytest.mark.parametrize("check_id", sorted(load_registry(()).checks))
def test_checks_show_gives_the_help_page(xunjian: Run, check_id: str) -> None:
    result = xunjian("checks", "show", check_id)
    assert result.exit_code == Exit.FINE
    assert "如何整改" in result.output
    assert load_registry(()).get(check_id).place in result.output


def test_indicators_list(xunjian: Run) -> None:
    result = xunjian("indicators", "list")
    assert result.exit_code == Exit.FINE
    assert all(name in result.output for name in load_tables())


@pytest.mark.parametrize("table_id", sorted(load_tables()))
def test_indicators_show_every_row_and_how_well_it_is_known(xunjian: Run, table_id: str) -> None:
    result = xunjian("indicators", "show", table_id)
    assert result.exit_code == Exit.FINE
    for row in load_tables()[table_id].rows:
        assert f"{row.id} {row.name}  [{row.kind.value}, {row.verified.value}]" in result.output
        assert all(clause.id in result.output for clause in row.clauses)
