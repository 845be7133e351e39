"""The command line in tests: one runner in an empty folder, and the program itself in a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from tests.commands.messages import ROOT

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and no settings from outside but short waits and no browser that nobody asked for."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("XUNJIAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XUNJIAN_RETRY_WAIT", "0")
    monkeypatch.setenv("XUNJIAN_TIMEOUT", "5")
    monkeypatch.setenv("XUNJIAN_SCAN_PAGES", "0")
    monkeypatch.setenv("XUNJIAN_WALK_PAGES", "0")
    # Wide enough that no asserted word is broken over two lines.
    monkeypatch.setenv("COLUMNS", "300")
    return folder


@pytest.fixture
def xunjian() -> Run:
    """`xunjian(*arguments, input=…)` in this process; the result never holds a traceback."""

    def run(*arguments: object, **options: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], **options)  # type: ignore[arg-type]
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def program() -> Program:
    """`program(*arguments, cwd=…, LANG=…)`: the real program in a process of its own."""

    def run(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
        variables = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG")}
        return subprocess.run(
            [sys.executable, "-m", "cli", *map(str, arguments)],
            cwd=cwd,
            env={**variables, "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run
