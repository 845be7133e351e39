"""`doctor` and what `demo` refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.exits import Exit
from tests.commands.conftest import Run


def test_every_examination_is_told(xunjian: Run) -> None:
    result = xunjian("doctor")
    assert result.exit_code == Exit.FINE
    for name in (
        "clock",
        "database",
        "disk",
        "IPv4 route",
        "IPv6 route",
        "browser",
        "Chinese fonts",
        "holiday table",
        "contact",
    ):
        assert f"{name}: " in result.output


@pytest.mark.parametrize(
    ("setting", "value", "name"),
    [
        ("XUNJIAN_DATABASE_URL", "sqlite:////proc/none/x.db", "database"),
        ("XUNJIAN_DATABASE_URL", "nonsense", "database"),
        ("XUNJIAN_HOLIDAYS_FILE", "absent.toml", "holiday table"),
    ],
)
def test_what_is_broken_is_an_error_and_the_others_go_on(
    xunjian: Run, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, name: str
) -> None:
    monkeypatch.setenv(setting, value)
    result = xunjian("doctor")
    assert result.exit_code == Exit.ERROR
    assert f"  x {name}: " in result.output
    assert "contact: " in result.output


def test_the_demo_empties_no_folder_that_it_did_not_make(xunjian: Run, working_folder: Path) -> None:
    mine = working_folder / "folder" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine", "utf-8")
    result = xunjian("demo", "--folder", "folder")
    assert result.exit_code == Exit.ERROR
    assert mine.read_text("utf-8") == "mine"
