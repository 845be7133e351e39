"""`catalogue`: template, import, export."""

from __future__ import annotations

from pathlib import Path

from commands.exits import Exit
from core.catalogue import shipped_catalogue
from ledger.catalogue import parse_catalogue
from tests.commands.conftest import Run


def test_round_trip(xunjian: Run, working_folder: Path) -> None:
    assert xunjian("catalogue", "template").exit_code == Exit.FINE
    assert xunjian("catalogue", "template").exit_code == Exit.ERROR
    assert xunjian("catalogue", "import", "catalogue.xlsx", "--by", "县府办").exit_code == Exit.FINE
    assert xunjian("catalogue", "export", "out.xlsx").exit_code == Exit.FINE
    assert parse_catalogue(working_folder / "out.xlsx")[0] == shipped_catalogue()


def test_a_wrong_row_leaves_the_old_one_in_force(xunjian: Run, working_folder: Path) -> None:
    (working_folder / "c.csv").write_text("领域,更新周期（天）\n养老服务,三十\n就业,30\n", "utf-8")
    result = xunjian("catalogue", "import", "c.csv")
    assert result.exit_code == Exit.PROBLEMS
    assert "第 2 行" in result.output
    assert xunjian("catalogue", "export", "out.xlsx").exit_code == Exit.FINE
    assert parse_catalogue(working_folder / "out.xlsx")[0] == shipped_catalogue()
